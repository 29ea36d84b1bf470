"""Draws the ornaments of the certificates anew: `.venv/bin/python script/ornaments.py [FOLDER]`.

Nothing is traced or borrowed: every line is a sine, straight or bent to a circle, so the drawings are the project's
own and can be made again to the byte. Lengths are hundredths of a millimetre in whole numbers, which keeps the files
small and lets lines meet exactly. Curves are cut at their crests only: what they cost a paper is their pieces.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil, cos, floor, hypot, pi, sin, tau
from pathlib import Path

Point = tuple[float, float]
Sheet = tuple[int, int]
Curve = Callable[[float], Point]

FOLDER = Path(__file__).resolve().parents[1] / "pdf_templates"
SHEETS: dict[str, Sheet] = {"landscape": (29700, 21000), "portrait": (21000, 29700)}
GOLD, PALE_GOLD, RED, DEEP_RED = "#b58a3a", "#d9bd7e", "#b3242a", "#991d22"
GROUND, WATERMARK = "#fffdf7", "#f9f2e3"
MARGIN = 700  # of the frame from the edge: any office printer prints that far out
BAND = 1100  # the frame, from its outer rule to its inner one
PANEL = 3600  # the width of the modern design's panel
WAVE = 1250  # about; each side has a whole number of them
STRANDS, LINES = 6, 24


def path(curve: Curve, cuts: Sequence[float]) -> str:
    """A curve as Bézier pieces between these places that keep its direction, in relative whole numbers."""
    here = rounded(curve(cuts[0]))
    told = [f"M{here[0]} {here[1]}c"]
    for first, last in pairwise(cuts):
        third = (last - first) / 3
        bends = (ahead(curve, first, third), ahead(curve, last, -third), curve(last))
        whole = [value - base for point in bends for value, base in zip(rounded(point), here, strict=True)]
        told.append("".join(f" {number}" if number >= 0 else str(number) for number in whole))
        here = rounded(bends[2])
    return "".join(told).replace("c ", "c")


def rounded(point: Point) -> tuple[int, int]:
    return round(point[0]), round(point[1])


def ahead(curve: Curve, at: float, by: float) -> Point:
    """The point `by` further along the tangent."""
    (x, y), (before, after) = curve(at), (curve(at - by / 100), curve(at + by / 100))
    return x + (after[0] - before[0]) * 50, y + (after[1] - before[1]) * 50


def strand(start: Point, end: Point, waves: int, phase: float, half: float) -> str:
    """A sine along the line from `start` to `end`, `half` to either side."""
    length = hypot(end[0] - start[0], end[1] - start[1])
    x, y = (end[0] - start[0]) / length, (end[1] - start[1]) / length

    def laid(t: float) -> Point:
        off = half * sin(tau * waves * t + phase)
        return start[0] + x * t * length - y * off, start[1] + y * t * length + x * off

    turns = phase / pi - 0.5  # crests stand where the angle is half a turn from a whole number of them
    crests = [
        (n - turns) / (2 * waves) for n in range(ceil(turns + 1e-9), floor(2 * waves + turns - 1e-9) + 1)
    ]
    return path(laid, [0.0, *(at for at in crests if 0 < at < 1), 1.0])


def rose(centre: Point, inner: float, outer: float, petals: int, phase: float) -> str:
    """A sine around a circle, between two radii."""
    middle, half = (inner + outer) / 2, (outer - inner) / 2

    def around(t: float) -> Point:
        reach = middle + half * cos(petals * t - phase)
        return centre[0] + reach * cos(t), centre[1] + reach * sin(t)

    return path(around, [(phase + pi * n) / petals for n in range(2 * petals + 1)])


def rosette(centre: Point, inner: float, outer: float, petals: int, copies: int) -> Iterator[str]:
    """Roses turned against each other: the net of lines that a rose engine cuts."""
    return (rose(centre, inner, outer, petals, tau * n / copies) for n in range(copies))


def stroked(paths: Iterable[str], colour: str, width: float, extra: str = "") -> str:
    curves = "".join(f'<path d="{told}"/>' for told in paths)
    return f'<g fill="none" stroke="{colour}" stroke-width="{width:g}"{extra}>{curves}</g>'


def box(inset: int, sheet: Sheet, width: int, fill: str = "none") -> str:
    size = f'width="{sheet[0] - 2 * inset}" height="{sheet[1] - 2 * inset}"'
    return f'<rect x="{inset}" y="{inset}" {size} fill="{fill}" stroke="{GOLD}" stroke-width="{width}"/>'


def disc(centre: Point, radius: float, width: int, fill: str = "none") -> str:
    place = f'cx="{centre[0]:g}" cy="{centre[1]:g}" r="{radius:g}"'
    return f'<circle {place} fill="{fill}" stroke="{GOLD}" stroke-width="{width}"/>'


def sides(sheet: Sheet, middle: float, corner: float) -> Iterator[tuple[Point, Point, int]]:
    """The lines the braid runs along, from corner to corner, with their whole number of waves."""
    across, down = sheet
    for y in (middle, down - middle):
        yield (corner, y), (across - corner, y), round((across - 2 * corner) / WAVE)
    for x in (middle, across - middle):
        yield (x, corner), (x, down - corner), round((down - 2 * corner) / WAVE)


def medallion(centre: Point, radius: float) -> Iterator[str]:
    """A corner: lace around petals around a heart."""
    yield disc(centre, radius, 40, GROUND)
    yield disc(centre, radius - 80, 10)
    yield stroked(rosette(centre, radius * 0.52, radius - 100, 14, 4), GOLD, 13)
    yield disc(centre, radius * 0.5, 14)
    yield stroked(rosette(centre, radius * 0.12, radius * 0.46, 8, 3), RED, 13)


def classic(sheet: Sheet) -> Iterator[str]:
    """A braided frame with medallions at its corners, and a rose in the ground."""
    across, down = sheet
    centre, corner = (across / 2, down / 2), MARGIN + 900
    yield box(MARGIN, sheet, 55, GROUND)
    yield stroked(rosette(centre, 4100, 6300, 36, 5), WATERMARK, 26)
    yield stroked(rosette(centre, 2100, 3900, 24, 5), WATERMARK, 26)
    for inset, width in ((95, 12), (BAND - 95, 12), (BAND, 40)):
        yield box(MARGIN + inset, sheet, width)
    lines = list(sides(sheet, MARGIN + BAND / 2, corner + 450))  # the medallions cover every end
    turns = [tau * n / STRANDS for n in range(STRANDS)]
    yield stroked((strand(*line, turn, 420) for line in lines for turn in turns), GOLD, 12)
    yield stroked((strand(*line, turn, 190) for line in lines for turn in (pi / 2, -pi / 2)), RED, 16)
    for x in (corner, across - corner):
        for y in (corner, down - corner):
            yield from medallion((x, y), 900)


def ribbon(place: float, width: float, down: int, turn: float) -> Iterator[str]:
    """Lines between one wave and another down the panel: silk seen from its side."""
    for share in (n / (LINES - 1) for n in range(LINES)):

        def flow(t: float, share: float = share) -> Point:
            one = sin(tau * 1.15 * t + turn)
            other = 0.75 * sin(tau * 1.6 * t + turn + 2.1) + 0.5
            return place + width * (one * (1 - share) + other * share), MARGIN + t * (down - 2 * MARGIN)

        yield path(flow, [n / 12 for n in range(13)])


def modern(sheet: Sheet) -> Iterator[str]:
    """A red panel at the left with two flowing ribbons, and an empty sheet."""
    down, edge = sheet[1], MARGIN + PANEL
    size = f'x="{MARGIN}" y="{MARGIN}" width="{PANEL}" height="{down - 2 * MARGIN}"'
    yield f'<clipPath id="panel"><rect {size}/></clipPath><rect {size} fill="{DEEP_RED}"/>'
    within = ' clip-path="url(#panel)"'
    yield stroked(ribbon(MARGIN + PANEL * 0.35, PANEL * 0.42, down, 0.4), PALE_GOLD, 9, within)
    yield stroked(ribbon(MARGIN + PANEL * 0.55, PANEL * 0.36, down, 3.6), GOLD, 9, within)
    for off, width in ((110, 40), (200, 12)):
        yield stroked([f"M{edge + off} {MARGIN}v{down - 2 * MARGIN}"], GOLD, width)


DESIGNS = {"classic": classic, "modern": modern}


def drawings() -> Iterator[tuple[str, str]]:
    """Every drawing after the name of its file."""
    for shape, sheet in SHEETS.items():
        for name, design in DESIGNS.items():
            yield f"{name}-{shape}.svg", svg(sheet, design(sheet))


def svg(sheet: Sheet, parts: Iterable[str]) -> str:
    across, down = sheet
    size = f'viewBox="0 0 {across} {down}" width="{across / 100:g}mm" height="{down / 100:g}mm"'
    body = "\n".join(parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n{body}\n</svg>\n'


def main(folder: Path) -> None:
    for name, drawing in drawings():
        (folder / name).write_text(drawing, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
