"""Reading papers back, as a person, a machine or a printer would."""

import io
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pdfplumber
import pypdf
from pypdfium2 import PdfDocument

from grants.rendering.fonts import FontSet, ensure_fonts

FONTS = Path(__file__).parents[2] / "var" / "fonts"


@cache
def fonts() -> FontSet:
    """The real fonts, kept between runs because making them takes half a minute."""
    return ensure_fonts(FONTS)


def text_of(pdf: bytes) -> str:
    """The whole text without blanks and line ends, so that a line break hides nothing."""
    return "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def lines_of(pdf: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return [line["text"] for page in document.pages for line in page.extract_text_lines()]


def overprinted(pdf: bytes) -> list[str]:
    """Pairs of characters that stand on each other."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return [pair for page in document.pages for pair in collisions(page.chars)]


def collisions(chars: list[dict]) -> Iterator[str]:
    seen = sorted((char for char in chars if char["text"].strip()), key=lambda char: char["x0"])
    for place, one in enumerate(seen):
        for other in seen[place + 1 :]:
            if other["x0"] > one["x1"] - 3:
                break
            apart = abs(one["bottom"] - other["bottom"])
            if apart < min(one["size"], other["size"]) * 0.7:
                yield one["text"] + other["text"]


def page_count(pdf: bytes) -> int:
    return len(pypdf.PdfReader(io.BytesIO(pdf)).pages)


def attached(pdf: bytes) -> dict:
    """The machine-readable data inside the paper."""
    return json.loads(pypdf.PdfReader(io.BytesIO(pdf)).attachments["record.json"][0])


def pictures(pdf: bytes, scale: float = 4) -> list:
    """Every page as a greyscale picture."""
    document = PdfDocument(pdf)
    images = [page.render(scale=scale, grayscale=True).to_pil() for page in document]
    document.close()
    return images
