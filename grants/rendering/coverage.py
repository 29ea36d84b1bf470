"""Which code points the fonts of a set draw, kept as runs: tens of thousands of numbers would stay in every process."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from unicodedata import category

FILE = "coverage.txt"  # in the folder of the fonts


class Coverage:
    """A set of code points, read from text that `written` made."""

    def __init__(self, text: str) -> None:
        ends = [line.split("-") for line in text.split()]
        self.firsts = array("L", (int(first, 16) for first, _last in ends))
        self.lasts = array("L", (int(last, 16) for _first, last in ends))

    def __contains__(self, point: int) -> bool:
        run = bisect_right(self.firsts, point) - 1
        return run >= 0 and point <= self.lasts[run]

    def missing(self, text: str) -> list[str]:
        """The characters of the text, each once and in order, that would print as an empty box."""
        return [char for char in dict.fromkeys(text) if is_drawn(char) and ord(char) not in self]


def is_drawn(char: str) -> bool:
    selects_variant = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    return not (char.isspace() or category(char) == "Cf" or selects_variant)


def written(points: set[int]) -> str:
    """Runs of consecutive code points, as "4e00-9fa5", in order, one a line."""
    return "\n".join(runs(points))


def runs(points: set[int]) -> Iterator[str]:
    firsts = sorted(point for point in points if point - 1 not in points)
    lasts = sorted(point for point in points if point + 1 not in points)
    return (f"{first:x}-{last:x}" for first, last in zip(firsts, lasts, strict=True))
