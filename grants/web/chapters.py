"""The history of a case as a story of few lines: year by year, stage by stage, each act that carried the case on in
one line, and what was done in between folded behind them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from forms.control import Control, Section
from grants.clock import local
from grants.services.dossiers import Entry

# Steps on the way to an act that has a line of its own: an assignment to its reviews, a draft to its paper.
BETWEEN = frozenset((
    "assign", "unassign", "declare_interest", "review",
    "prepare_papers", "approve_papers",
    "prepare_payment", "approve_payment", "return_payment",
    "record_recovery", "confirm_recovery", "return_recovery",
    "remind", "remind_receipt",
))  # fmt: skip
FEW = 1  # so many take no more room than the line they would be folded behind

# What an act's line says of its answers, where they say what it did; the rest is read in its details.
GIST: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("withhold", "return_report"), ("faults",)),
    **dict.fromkeys(
        ("decline", "refuse", "remand", "withdraw", "suspend", "resume", "revoke", "replace_papers"),
        ("reasons",),
    ),
    **dict.fromkeys(("change_leader", "refuse_write_off", "return_payment"), ("reasons",)),
    "assign": ("experts",),
    "unassign": ("experts", "reasons"),
    **dict.fromkeys(("visit", "present"), ("points",)),
    **dict.fromkeys(("prepare_payment", "confirm_receipt", "record_recovery", "propose_write_off"), ("amount",)),
    **dict.fromkeys(("order_mending", "extend"), ("due_on",)),
    "return_for_correction": ("faults", "due_on"),
    "declare_interest": ("conflict",),
    "review": ("recommendation",),
    "propose": ("outcome", "amount"),
    "post_notice": ("starts_on",),
    "change_payee": ("reason",),
    "accept_report": ("targets_met", "points"),
    "assess": ("year", "grade", "points"),
    "reconfirm": ("term_years", "amount"),
    "remind": ("text",),
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """An act with its answers as sections to read, and those of them that its line names."""

    entry: Entry
    parts: tuple[Section, ...] = ()
    gist: tuple[Control, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """What happened while the case stood in one state: what is read at once and what is folded, newest first."""

    state: str
    shown: tuple[Told, ...]
    folded: tuple[Told, ...]

    @property
    def steps(self) -> list[Any]:
        """What the folded acts are called, each once, in the order they were done."""
        return list(dict.fromkeys(act.entry.action.label for act in reversed(self.folded)))


@dataclass(frozen=True)
class Year:
    """What happened in one year, in the office's zone."""

    number: int
    chapters: tuple[Chapter, ...]


def told(entry: Entry, parts: tuple[Section, ...]) -> Told:
    """This act with what its line says of its answers."""
    asked = {control.name: control for part in parts for control in part.controls}
    named = (asked.get(name) for name in GIST.get(entry.action.name, ()))
    return Told(
        entry, parts, tuple(c for c in named if c and (c.rows or c.value not in (None, "", [], False)))
    )


def story(acts: Iterable[Told]) -> list[Year]:
    """These acts, newest first, by the years and the stages they happened in; a stage that came again has a chapter
    each time. What moved a case on belongs to the stage it ended. Of what happened last nothing is folded."""
    newest = True
    years = []
    for number, of_year in groupby(acts, key=lambda act: local(act.entry.event.at).year):
        chapters = []
        for state, of_stage in groupby(of_year, key=lambda act: act.entry.event.before):
            chapters.append(chapter(state, tuple(of_stage), newest))
            newest = False
        years.append(Year(number, tuple(chapters)))
    return years


def chapter(state: str, acts: tuple[Told, ...], newest: bool) -> Chapter:
    between = tuple(act for act in acts if folds(act))
    if newest or len(between) <= FEW or len(between) == len(acts):
        return Chapter(state, acts, ())
    return Chapter(state, tuple(act for act in acts if not folds(act)), between)


def folds(act: Told) -> bool:
    """Whether this act is only a step to another, and left the case where it was."""
    return act.entry.action.name in BETWEEN and act.entry.event.before == act.entry.event.after
