"""What the eye sees: every character drawn, no two alike as empty boxes are, and a QR that reads back."""

import io
from itertools import combinations

import pdfplumber
import pytest
import segno
from PIL import ImageChops, ImageStat
from pypdfium2 import PdfDocument

from grants.rendering import codes, papers
from grants.rendering.samples import COMMON, KINDS, context
from tests.rendering.reading import characters, fonts, plain

RARE = "喆堃垚镕玥珺昇龘㛃䶮𠅤𬭎燊曌"  # characters of names, several of them outside GB 2312
SCALE = 3  # 216 dpi: a character of 16 pt has twice the pixels it is compared in


def drawn(pdf: bytes, wanted=None) -> list[tuple[str, object]]:
    """Each character of the first page with its picture, brought to one size."""
    _width, height, chars = characters(pdf)[0]
    page = picture(pdf)
    found = []
    for char in chars:
        if wanted is None or char.text in wanted:
            box = (char.left, height - char.top, char.right, height - char.bottom)
            found.append((char.text, page.crop([round(side * SCALE) for side in box]).resize((24, 24))))
    return found


def picture(pdf: bytes):
    """The first page in shades of grey."""
    document = PdfDocument(pdf)
    page = document[0].render(scale=SCALE, grayscale=True).to_pil()
    document.close()
    return page


@pytest.mark.parametrize(("kind", "programme"), KINDS)
def test_every_character_leaves_ink(kind, programme):
    pdf = plain(kind, programme)
    assert [char for char, shown in drawn(pdf) if shown.getextrema()[0] > 240] == []


def test_rare_characters_of_names_are_drawn_and_all_different():
    given = context("naming_certificate", "studio", leader=RARE)
    pdf = papers.render("naming_certificate", "studio", given, fonts()).pdf
    found = drawn(pdf, RARE)
    assert {char for char, _shown in found} == set(RARE)
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
    page = picture(pdf)
    centres = [(n + 0.5) * side for n in range(size)]
    at = lambda x, y: page.getpixel((int((image["x0"] + x) * SCALE), int((image["top"] + y) * SCALE)))  # noqa: E731
    return [[int(at(x, y) < 128) for x in centres] for y in centres]
