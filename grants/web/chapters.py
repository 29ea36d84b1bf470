"""The history of a case in chapters, so that a long one is read by its stages and unfolded where somebody looks."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from grants.services.dossiers import Entry
from grants.web.filters import day

SHORT = 8  # entries that are read at a glance, without chapters

Told = tuple[Entry, Any]  # an entry with its answers, as sections to read


@dataclass(frozen=True)
class Chapter:
    """What happened while the case stood in one state, in the order it was given, and on which days: one, or the
    first and the last."""

    state: str
    days: tuple[str, ...]
    entries: tuple[Told, ...]


def chapters(entries: Iterable[Told]) -> list[Chapter]:
    """These entries, newest first, by the stages they happened in; a stage that came again has a chapter each time.
    What moved a case on belongs to the stage it ended."""
    return [chapter(state, tuple(told)) for state, told in groupby(entries, key=stage)]


def stage(told: Told) -> str:
    return told[0].event.before


def chapter(state: str, entries: tuple[Told, ...]) -> Chapter:
    ends = (day(entries[-1][0].event.at), day(entries[0][0].event.at))
    return Chapter(state, tuple(dict.fromkeys(ends)), entries)
