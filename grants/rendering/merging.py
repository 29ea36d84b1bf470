"""What two people made of one text, put together line by line."""

from dataclasses import dataclass
from difflib import SequenceMatcher

Edit = tuple[
    int, int, tuple[str, ...]
]  # from and until which line of the text before, and what stands there after


@dataclass(frozen=True)
class Merged:
    """The text, and the lines of the other's text whose change was left out, since ours changed the same place."""

    text: str
    clashes: tuple[int, ...]


def merged(before: str, ours: str, theirs: str) -> Merged:
    """What we made of `before`, with what others made of it besides; where both changed neighbouring lines, ours
    stays."""
    kept = [edit for edit, _line in edits(before, ours)]
    clashes = []
    for edit, line in edits(before, theirs):
        if edit in kept:
            continue
        if any(touching(edit, other) for other in kept):
            clashes.append(line)
        else:
            kept.append(edit)
    return Merged(applied(before, sorted(kept)), tuple(clashes))


def edits(before: str, after: str) -> list[tuple[Edit, int]]:
    """What leads from one text to the other, each with the line of the later one it begins at (from 1)."""
    old, new = before.splitlines(True), after.splitlines(True)
    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [
        ((start, end, tuple(new[place:until])), place + 1)
        for tag, start, end, place, until in found
        if tag != "equal"
    ]


def touching(one: Edit, other: Edit) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def applied(before: str, changes: list[Edit]) -> str:
    old, made, at = before.splitlines(True), [], 0
    for start, end, lines in changes:
        made += [*old[at:start], *lines]
        at = end
    return "".join([*made, *old[at:]])
