"""What a workflow's table is made of: states, actions, choices, and claims on what is unique."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from workflows.case import Guard, Reason
from workflows.roles import SYSTEM


@dataclass(frozen=True)
class State:
    """A place in a case's life. `order` is its place on the main line: a move to a lower one is a return.

    `aside` is a place beside the main line, where only some cases come. `turn` is the role whose turn it is,
    `told` what the applicant reads.
    """

    name: str
    label: str
    order: int
    turn: str = ""
    told: str = ""
    final: bool = False
    aside: bool = False


@dataclass(frozen=True)
class Action:
    """A row of the table. `dest` is None when the case stays where it is.

    `guards` can be asked before anything is filled in, so that a page greys out the button; `checks` are
    asked of what was posted. `clears` names the actions whose deeds stop standing; `completes` those whose deeds it
    carries out, which are history from then on and never void, and `corrects` those whose outcome another takes the
    place of, once this one has been completed itself. `approval` marks an act
    that later steps rest on, which a return behind it must therefore clear, unless it `keeps` it on purpose
    because what is done again does not touch what was judged. `issues` are the papers the action sends: those
    of `release` are prepared and signed before it, all others are made with the action itself. `quiet` is an act
    beside the way, done in its own time: it is offered when it is open, and not explained when it is not.
    """

    name: str
    label: str
    sources: tuple[str, ...]
    dest: str | None
    by: tuple[str, ...]
    guards: tuple[Guard, ...] = ()
    checks: tuple[Guard, ...] = ()
    clears: tuple[str, ...] = ()
    completes: tuple[str, ...] = ()
    corrects: tuple[str, ...] = ()
    approval: bool = False
    keeps: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    quiet: bool = False

    @property
    def automatic(self) -> bool:
        return self.by == (SYSTEM,)

    def duty(self, roles: frozenset[str]) -> str:
        """The role this action would be done in: the first of its roles that the actor holds, or ''."""
        return next((role for role in self.by if role in roles), "")


@dataclass(frozen=True)
class Choice:
    """An action a person could do in this state, with the reasons that stand against it now."""

    action: Action
    reasons: tuple[Reason, ...]

    @property
    def open(self) -> bool:
        return not self.reasons


@dataclass(frozen=True)
class Claim:
    """What only one case at a time may hold: a patent number, a reward of the year, an unfinished project.

    `key` makes it out of the answers under `submit` and the round's terms ('' claims nothing); it is taken
    on submission and held until the case ends in one of `until`.
    """

    kind: str
    key: Callable[[Mapping[str, Any], Mapping[str, Any]], str]
    sentence: str
    rule: str
    until: tuple[str, ...]
    limit: str = ""  # the term that says how many may be held at once; one when empty


def key_of(values: Mapping[str, Any], *names: str) -> str:
    """These answers as one key; '' when any of them is missing, for what is not named cannot be claimed."""
    parts = [str(values.get(name) or "") for name in names]
    return ":".join(parts) if all(parts) else ""
