"""The shape of a title (GB/T 9704-2012, 7.3.1): whole words, lines in a trapezoid or a rhombus."""

import re
from collections.abc import Iterator

from markupsafe import Markup

LONGEST = 20  # characters of 22 pt in the 156 mm of the type area
JOINT = re.compile(r"<wbr\s*/?>")


def shaped(title: str) -> Markup:
    """A title in as few lines as hold it, broken only where its template allows it by <wbr>.

    Of several ways the one whose lines differ least, a short line between two longer ones excepted. A <br> of the
    template's own is kept.
    """
    pieces = JOINT.split(str(title).strip())
    best = min(ways(pieces), key=lambda lines: badness([width(line) for line in lines]))
    return Markup("<br>".join(best))  # noqa: S704 - the title as the template escaped it


def ways(pieces: list[str]) -> Iterator[list[str]]:
    """Every way to put the pieces into lines."""
    first, *others = pieces
    if not others:
        yield [first]
        return
    yield from ([first, *lines] for lines in ways(others))
    yield from ways([first + others[0], *others[1:]])


def width(line: str) -> float:
    """In Chinese characters; letters and figures are half as wide. Of lines already broken, the widest."""
    texts = (re.sub(r"<[^>]*>|&[^;]*;", "", text) for text in line.split("<br>"))
    return max(sum(1 if char >= "\u2e80" else 0.5 for char in text) for text in texts)


def badness(widths: list[float]) -> tuple[float, int, bool, float]:
    """What makes one way worse than another, the weightiest first."""
    waisted = len(widths) > 2 and min(widths[1:-1]) < min(widths[0], widths[-1])
    return max(*widths, LONGEST), len(widths), waisted, max(widths) - min(widths)
