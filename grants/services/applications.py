"""The only writer of a case's state. Everything that moves a case - page, API, bulk, worker - comes through `perform`.

Nothing here commits: whoever opened `grants.database.writing` does, once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from grants import clock
from grants.access import Viewer
from grants.errors import NotAllowed, NotFound, Stale
from grants.extensions import db
from grants.models import Application, Event
from grants.services import answers, beside, cases, log, steps
from grants.services.cases import Opened
from grants.services.documents import Prepared
from grants.services.facts import NEED_ANSWERS, sums
from grants.services.moves import Move
from workflows.engine import SYSTEM, Action, Actor, Case, Refused


@dataclass(frozen=True)
class Outcome:
    """What a move came to: the case, the event that records it, and the states it went through."""

    application: Application
    event: Event
    states: tuple[str, ...]


def perform(
    viewer: Viewer,
    number: str,
    action: str,
    raw: Mapping[str, Any] | None = None,
    version: int | None = None,
    prepared: Prepared | None = None,
) -> Outcome:
    """Do one action to one case, with everything it brings about, or raise and change nothing.

    `raw` are the answers as posted, `version` the case's version the page showed, `prepared` what an action
    makes ready before the lock (the bytes of papers). Raises NotFound, Stale, NotAllowed (all reasons) or
    Invalid (all faults).
    """
    opened = reached(viewer, number, action, version, prepared)
    row = row_of(opened, action)
    alone = cache(log.lock)
    values, case = judged(opened, row, raw, alone)
    with steps.at_once():
        move, states = moved(opened, row, case, values, alone(), prepared)
    return Outcome(opened.application, move.event, states)


def moved(
    opened: Opened,
    row: Action,
    case: Case,
    values: dict[str, Any],
    head: log.Head,
    prepared: Prepared | None = None,
) -> tuple[Move, tuple[str, ...]]:
    """A judged step and what follows from it by itself, behind the log's end; the states it leads through."""
    move = steps.written(opened, row, case, values, head, prepared)
    states = (move.after, *steps.automatic_moves(opened, move, head))
    steps.finish(opened, move, states[-1])
    return move, states


def examined(
    viewer: Viewer, number: str, action: str, raw: Any = None, version: int | None = None, lock: bool = True
) -> tuple[Opened, Case]:
    """The case and how it is judged, without doing the action; raises what `perform` would raise."""
    opened = reached(viewer, number, action, version, lock=lock)
    return opened, judged(opened, row_of(opened, action), raw)[1]


def reached(
    viewer: Viewer,
    number: str,
    action: str,
    version: int | None = None,
    prepared: Prepared | None = None,
    lock: bool = True,
) -> Opened:
    """The case, locked and open before this viewer, in the version the page showed, with what was read of that
    version already."""
    known = not lock or version is not None
    application = found(viewer, number, action, lock, known)
    if version is not None and application.version != version:
        raise Stale
    if prepared is None or prepared.version != application.version:
        return cases.opened(viewer, application)
    opened = cases.opened(viewer, application, known=prepared.deeds)
    return replace(opened, current=prepared.current)


def row_of(opened: Opened, action: str) -> Action:
    row = opened.programme.workflow.action.get(action)
    if row is None or row.automatic:
        raise NotFound
    return row


def found(viewer: Viewer, number: str, action: str, lock: bool, known: bool) -> Application:
    """The case of this move; the public reaches a case on notice to object, and no other. With what the action needs
    beside it, where what is joined to it is `known` to be as it is."""
    if viewer.person is None and action == "object":
        return cases.find_public(number, lock)
    return cases.find(viewer, number, lock, beside.of(action, "expert" in viewer.roles(), known))


def judged(
    opened: Opened, row: Action, raw: Any, alone: Callable[[], Any] = lambda: None
) -> tuple[dict[str, Any], Case]:
    """The answers in Python values and the case as judged: first whether the action is open, then its form,
    then the rules on what was posted. Who goes on to do it is `alone` before other cases are asked: what only one
    may have, or a share of them, two at once would both still find free."""
    workflow = opened.programme.workflow
    case = opened.seen_by(row.by, {row.name} - NEED_ANSWERS)
    barred = workflow.refusals(row.name, case)
    if barred:
        raise NotAllowed(barred)
    values = answers.taken(opened, row.name, raw)
    if row.name in NEED_ANSWERS:
        alone()
        case = opened.seen_by(row.by, {row.name}, values)
    else:
        case = replace(case, posted=values)
    try:
        workflow.step(row.name, case)
    except Refused as refused:
        raise NotAllowed(refused.reasons) from refused
    return values, case


def advance_due(limit: int = 50) -> int:
    """Make the automatic moves that time has made due; how many cases moved. Inside `writing`;
    the worker takes them one by one, each in a commit of its own."""
    query = cases.whole().where(Application.wakes_at <= clock.now()).order_by(Application.wakes_at)
    due = cases.locked(query.limit(limit), skip_locked=True)
    return sum(advance(application) for application in db.session.scalars(due).all())


def advance(application: Application) -> bool:
    """The automatic moves due in one case."""
    opened = cases.opened(Viewer(), application)
    case = replace(opened.case, facts=sums(application))
    row = opened.programme.workflow.due(case)
    if row is None:
        if application.state != "noticing":  # a notice with an open objection goes on when that is dismissed
            application.wakes_at = None
        return False
    with steps.at_once():
        moved(opened, row, replace(case, actor=Actor("", frozenset({SYSTEM}))), {}, log.lock())
    return True
