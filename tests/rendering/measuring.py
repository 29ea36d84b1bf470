"""A paper measured as it is printed: places in mm from the upper left corner, sizes in pt, faces, colours, ink."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import pdfplumber
from pypdfium2 import PdfDocument

MM = 25.4 / 72
SCALE = 6  # pixels to a point where ink is looked for: 0.06 mm each
PIXEL = MM / SCALE
PALE = 190  # lighter than this is no ink


@dataclass(frozen=True)
class Line:
    """Characters on one baseline; `top` and `bottom` are those of their em, `places` their left edges in pt."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    face: str
    colour: tuple[float, ...]
    places: tuple[float, ...]

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    @property
    def top(self) -> float:
        return self.baseline - 0.88 * self.size * MM

    @property
    def bottom(self) -> float:
        return self.baseline + 0.12 * self.size * MM


@dataclass(frozen=True)
class Stroke:
    """A rule across the page."""

    top: float
    bottom: float
    left: float
    right: float
    red: bool

    @property
    def thick(self) -> float:
        return self.bottom - self.top

    @property
    def width(self) -> float:
        return self.right - self.left


class Sheet:
    """One page of a PDF."""

    def __init__(self, pdf: bytes, number: int) -> None:
        self.pdf, self.number = pdf, number
        with pdfplumber.open(io.BytesIO(pdf)) as document:
            page = document.pages[number - 1]
            self.width, self.height = page.width * MM, page.height * MM
            self.lines = [line_of(chars, self.height) for chars in rows(page.chars)]
            self.curves = [
                tuple(curve[side] * MM for side in ("x0", "top", "x1", "bottom")) for curve in page.curves
            ]

    def line(self, text: str) -> Line:
        """The first line that has this text."""
        return next(line for line in self.lines if text in line.text)

    @cached_property
    def picture(self):
        document = PdfDocument(self.pdf)
        image = document[self.number - 1].render(scale=SCALE).to_pil().convert("RGB")
        document.close()
        return image

    def rules(self, at: float, wider: float = 100) -> list[Stroke]:
        """The rules that cross the upright line this far from the left edge, from the top."""
        found = (self.stroke(at, *run) for run in runs(self.picture.crop(strip(at, self.picture.height))))
        return [stroke for stroke in found if stroke.width > wider]

    def stroke(self, at: float, first: int, last: int) -> Stroke:
        middle, place = (first + last) // 2, round(at / PIXEL)
        across = self.picture.crop((0, middle, self.picture.width, middle + 1))
        left, right = next((run for run in runs(across) if run[0] <= place < run[1]), (place, place))
        red, green, _blue = self.picture.getpixel((place, middle))
        edges = (edge * PIXEL for edge in (first, last, left, right))
        return Stroke(*edges, red=red > 2 * green)

    def ink(self, line: Line) -> tuple[float, float]:
        """Where the ink of a line of text begins and ends."""
        edges = (line.left, line.top - 2, line.right, line.bottom + 2)
        box = tuple(round(edge / PIXEL) for edge in edges)
        _left, first, _right, last = self.picture.crop(box).convert("L").point(inked).getbbox()
        return (box[1] + first) * PIXEL, (box[1] + last) * PIXEL


def strip(at: float, height: int) -> tuple[int, int, int, int]:
    return (round(at / PIXEL), 0, round(at / PIXEL) + 1, height)


def inked(grey: int) -> int:
    return 255 if grey < PALE else 0


def runs(line) -> Iterator[tuple[int, int]]:
    """Where ink begins and ends along a row or column of pixels."""
    marks = line.convert("L").point(inked).tobytes()
    place = 0
    for mark, run in groupby(marks):
        length = len(list(run))
        if mark:
            yield place, place + length
        place += length


def rows(chars: list[dict]) -> Iterator[list[dict]]:
    """Printed characters by baseline, from the top, each row from the left."""
    printed = sorted((char for char in chars if char["text"].strip()), key=foot, reverse=True)
    for _place, row in groupby(printed, key=foot):
        yield sorted(row, key=lambda char: char["x0"])


def foot(char: dict) -> int:
    return round(char["matrix"][5])


def line_of(chars: list[dict], height: float) -> Line:
    """The first Chinese character speaks for the line: figures may be of another face."""
    first = next((char for char in chars if char["text"] >= "\u2e80"), chars[0])
    return Line(
        text="".join(char["text"] for char in chars),
        left=chars[0]["x0"] * MM,
        right=chars[-1]["x1"] * MM,
        baseline=height - first["matrix"][5] * MM,
        size=round(first["size"], 1),
        face=first["fontname"].split("+")[-1],
        colour=first["non_stroking_color"],
        places=tuple(char["x0"] for char in chars),
    )
