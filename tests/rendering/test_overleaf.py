"""The 版记 is on the back of a sheet, wherever the text ends."""

from types import SimpleNamespace

import pytest

from grants.rendering.overleaf import face_of
from tests.rendering.official import DOCUMENT, pdf, sheet
from tests.rendering.reading import page_count

pytestmark = pytest.mark.one_database
LONG_LETTER = ("funding_letter", "project", "extreme")


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        ([{}, {}, {}], ""),  # a paper without it
        ([{}, {"text-end", "record"}, {}], ""),
        ([{}, {}, {"text-end"}, {"record"}], ""),  # no room behind the text, and the next page is a back
        ([{}, {}, {"text-end", "record"}], "overleaf"),
        ([{}, {"text-end"}, {"record"}], "overleaf after-blank"),
    ],
)
def test_it_goes_overleaf_from_a_front(pages, told):
    assert face_of(SimpleNamespace(pages=[SimpleNamespace(anchors=names) for names in pages])) == told


def test_a_page_of_its_own_follows_the_annex_and_is_numbered():
    assert page_count(pdf(DOCUMENT)) == 4
    assert [line.text for line in sheet(DOCUMENT, 4).lines][-1] == "—4—"
    assert sheet(DOCUMENT, 4).line("印发")


def test_the_receipt_begins_a_sheet_behind_it():
    assert sheet(LONG_LETTER, 4).line("抄送")
    assert sheet(LONG_LETTER, 5).line("收款回执").size == 22
