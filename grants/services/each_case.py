"""One thing done in several cases, each in a transaction of its own: what came of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from grants.errors import Problem


@dataclass
class Tally:
    """The cases it was done in, and why not in the others."""

    done: list[str] = field(default_factory=list)
    refused: dict[str, tuple[str, ...]] = field(default_factory=dict)


def each(numbers: Iterable[str], act: Callable[[str], Any]) -> Tally:
    """Do one thing in each of these cases; a case that refuses is told and holds up no other."""
    tally = Tally()
    for number in numbers:
        try:
            act(number)
        except Problem as problem:
            tally.refused[number] = problem.sentences
        else:
            tally.done.append(number)
    return tally
