"""How one text differs from another, for people to read: the lines concerned, and within them what is gone and new."""

from dataclasses import dataclass
from difflib import SequenceMatcher

LONGEST = 3000  # characters of a place that is compared letter by letter; a longer one is shown as a whole
AROUND = 24  # characters kept on either side of what changed


@dataclass(frozen=True)
class Difference:
    """One place: the line of the newer text it begins at, and its pieces as ("", "del" or "ins", text)."""

    line: int
    pieces: tuple[tuple[str, str], ...]


def differing(before: str, after: str) -> list[Difference]:
    """Every place in which two texts differ, in the order of the newer one."""
    old, new = before.splitlines(), after.splitlines()
    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [
        Difference(place + 1, pieces("\n".join(old[start:end]), "\n".join(new[place:until])))
        for tag, start, end, place, until in found
        if tag != "equal"
    ]


def pieces(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """What is gone, new and left of one place; much that is left is cut short."""
    if len(old) + len(new) > LONGEST:
        return tuple((kind, text) for kind, text in (("del", old), ("ins", new)) if text)
    made: list[tuple[str, str]] = []
    for tag, start, end, place, until in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            made.append(("", shortened(old[start:end])))
        else:
            gone_and_new = (("del", old[start:end]), ("ins", new[place:until]))
            made += [(kind, text) for kind, text in gone_and_new if text]
    return tuple(made)


def shortened(text: str) -> str:
    return text if len(text) <= 2 * AROUND + 1 else f"{text[:AROUND]}…{text[-AROUND:]}"
