"""What the eye sees: every character drawn, no two alike as empty boxes are, and a QR that reads back."""

import io
from itertools import combinations

import pdfplumber
import pytest
import segno
from PIL import ImageChops, ImageStat

from grants.rendering import codes, papers
from grants.rendering.samples import COMMON, KINDS, context
from tests.rendering.reading import fonts, pictures, plain

RARE = "喆堃垚镕玥珺昇龘㛃䶮𠅤𬭎燊曌"  # characters of names, several of them outside GB 2312
SCALE = 6


def drawn(pdf: bytes, page: int, wanted=None) -> list[tuple[str, object]]:
    """Each character of a page with its picture, brought to one size."""
    picture = pictures(pdf, SCALE)[page]
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        chars = document.pages[page].chars
    found = []
    for char in chars:
        if char["text"].strip() and (wanted is None or char["text"] in wanted):
            box = [round(char[side] * SCALE) for side in ("x0", "top", "x1", "bottom")]
            found.append((char["text"], picture.crop(box).resize((24, 24))))
    return found


@pytest.mark.parametrize(("kind", "programme"), KINDS)
def test_every_character_leaves_ink(kind, programme):
    pdf = plain(kind, programme)
    assert [char for char, picture in drawn(pdf, 0) if picture.getextrema()[0] > 240] == []


def test_rare_characters_of_names_are_drawn_and_all_different():
    given = context("naming_certificate", "studio", leader=RARE)
    pdf = papers.render("naming_certificate", "studio", given, fonts()).pdf
    found = drawn(pdf, 0, RARE)
    assert {char for char, _picture in found} == set(RARE)
    alike = [(a, b) for (a, one), (b, other) in combinations(found, 2) if unlike(one, other) < 15]
    assert alike == []


def unlike(one, other) -> float:
    return ImageStat.Stat(ImageChops.difference(one, other)).mean[0]


def test_the_seal_has_its_place_and_the_place_is_empty():
    """A picture of a seal has no effect in law, so nothing red is drawn there."""
    pdf = plain("naming_certificate", "studio")
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        mark = document.pages[0].search("用印处")
        width = document.pages[0].width
    assert len(mark) == 1
    assert mark[0]["x0"] > width / 2


def test_the_code_printed_is_the_address_of_the_page_that_verifies():
    pdf = plain("naming_certificate", "studio")
    expected = segno.make_qr(COMMON["verify_url"].upper(), error="m", mask=codes.MASK, boost_error=False)
    assert modules(pdf, expected.symbol_size(border=2)[0]) == [
        list(row) for row in expected.matrix_iter(border=2)
    ]


def modules(pdf: bytes, size: int) -> list[list[int]]:
    """The dark (1) and light (0) squares of the code on the first page: the only thing that stands on white."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        (image,) = [shape for shape in document.pages[0].rects if shape["non_stroking_color"] == (1, 1, 1)]
    side = (image["x1"] - image["x0"]) / size
    picture = pictures(pdf, SCALE)[0]
    centres = [(n + 0.5) * side for n in range(size)]
    at = lambda x, y: picture.getpixel((int((image["x0"] + x) * SCALE), int((image["top"] + y) * SCALE)))  # noqa: E731
    return [[int(at(x, y) < 128) for x in centres] for y in centres]
