"""Reading papers back, as a person, a machine or a printer would."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pypdf
from pypdfium2 import PdfDocument

from grants.rendering import papers
from grants.rendering.fonts import FontSet, ensure_fonts
from grants.rendering.samples import context

FONTS = Path(__file__).parents[2] / "var" / "fonts"


@cache
def fonts() -> FontSet:
    """The real fonts, kept between runs because making them takes half a minute."""
    return ensure_fonts(FONTS)


@cache
def plain(kind: str, programme: str) -> bytes:
    """The plain sample of this kind, laid out once for all tests of a process."""
    return papers.render(kind, programme, context(kind, programme), fonts()).pdf


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, line by line."""
    with PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def text_of(pdf: bytes) -> str:
    """The whole text without blanks, line ends and page numbers, so that no break hides anything."""
    pages = ("".join(page.split()) for page in pages_of(pdf))
    return "".join(re.sub(r"—\d+—", "", page) for page in pages)


def lines_of(pdf: bytes) -> list[str]:
    lines = (line.strip() for page in pages_of(pdf) for line in page.splitlines())
    return [line for line in lines if line]


@dataclass(frozen=True)
class Char:
    """A printed character and the box its font gives it, in points from the left and the bottom of its sheet."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def characters(pdf: bytes) -> list[tuple[float, float, list[Char]]]:
    """Width, height and characters of every sheet; thirty times as fast as taking its drawings apart as well."""
    document = PdfDocument(pdf)
    found = [(*page.get_size(), list(characters_of(page.get_textpage()))) for page in document]
    document.close()
    return found


def characters_of(page) -> Iterator[Char]:
    for place in range(page.count_chars()):
        text = page.get_text_range(place, 1, errors="ignore")
        if not text:  # half of a character beyond the first 65,536, which counts as two
            text = "".join(char for char in page.get_text_range(place, 2, errors="ignore") if char > "\uffff")
        if text.strip():
            yield Char(text, *page.get_charbox(place, loose=True))


MARKS = set(
    "，。、；：）》〉〕】”’（《〈〔【“‘"
)  # two in a row stand nearer than their boxes, which are half white
BEHIND = 90  # points: so tall is only what stands behind the text, like the mark across a draft


def overprinted(pdf: bytes) -> list[str]:
    """Pairs of characters that stand on each other."""
    return [pair for _width, _height, chars in characters(pdf) for pair in collisions(chars)]


def collisions(chars: list[Char]) -> Iterator[str]:
    seen = sorted((c for c in chars if c.top - c.bottom < BEHIND), key=lambda char: char.left)
    for place, one in enumerate(seen):
        for other in seen[place + 1 :]:
            if other.left > one.right - 3:
                break
            apart = abs(one.bottom - other.bottom)
            both_marks = {one.text, other.text} <= MARKS
            if not both_marks and apart < min(one.top - one.bottom, other.top - other.bottom) * 0.5:
                yield one.text + other.text


def outside(pdf: bytes) -> list[str]:
    """Characters nearer than 8 mm to an edge of their sheet, where no office printer prints for certain."""
    edge = 8 * 72 / 25.4
    return [
        char.text
        for width, height, chars in characters(pdf)
        for char in chars
        if not (edge < char.left < char.right < width - edge and edge < char.bottom < height - edge)
    ]


def page_count(pdf: bytes) -> int:
    with PdfDocument(pdf) as document:
        return len(document)


def attached(pdf: bytes) -> dict:
    """The machine-readable data inside the paper."""
    return json.loads(pypdf.PdfReader(io.BytesIO(pdf)).attachments["record.json"][0])


def pictures(pdf: bytes, scale: float = 4) -> list:
    """Every page as a greyscale picture."""
    document = PdfDocument(pdf)
    images = [page.render(scale=scale, grayscale=True).to_pil() for page in document]
    document.close()
    return images
