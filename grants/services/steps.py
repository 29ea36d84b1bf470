"""Steps of a case as they are written: event, answers, duty, state, effects, and what follows from them.

Only grants.services.applications calls these, inside its `perform` and `advance`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm.attributes import set_committed_value

from grants import clock
from grants.access import told_to_all
from grants.canonical import canonical
from grants.extensions import db
from grants.models import Application, Draft, Event
from grants.services import answers, claims, deeds, log, notifications, titles
from grants.services.cases import Opened
from grants.services.effects import EFFECTS, RECORDS
from grants.services.facts import sums
from grants.services.moves import Move
from workflows.engine import PUBLIC, SYSTEM, Action, Actor, Case, Deed
from workflows.guards import deadline
from workflows.parts.office import ORDERED

MOST_AUTOMATIC = 5  # the proofs show that automatic moves end; this only says so where it runs


@contextmanager
def at_once() -> Iterator[None]:
    """Inside, what is changed waits until the end, then is written row by row once: events first, because other
    rows name them and the session does not know. So what was changed inside is not found by asking the database."""
    with db.session.no_autoflush:
        yield
        later = [row for row in db.session.new if not isinstance(row, Event)]
        for row in later:
            db.session.expunge(row)
        db.session.flush()
        # a statement a table; nobody asks their numbers
        db.session.bulk_save_objects(later, preserve_order=False)


def written(
    opened: Opened, row: Action, case: Case, values: dict[str, Any], head: log.Head, prepared: Any = None
) -> Move:
    """One step: the event with its answers, the new state, and the action's effects. The duty it records and the
    case's next version follow by the database's own rule."""
    application, workflow = opened.application, opened.programme.workflow
    before, after = application.state, workflow.step(row.name, case)
    recorded = RECORDS[row.name](case, values, prepared) if row.name in RECORDS else {}
    event = event_of(application, row, case, after, canonical(recorded))
    answer = answers.kept(event, application, opened.programme.forms[row.name], values) if values else None
    log.append(event, head)
    if answer:
        answer.event_number = event.number
        db.session.add(answer)
    moved(application, row, case, after)
    told = deeds.recorded(event.recorded)
    move = Move(application, opened.programme, row.name, case, values, before, after, event, told, prepared)
    for effect in EFFECTS.get(row.name, ()):
        effect(move)
    if after != before and workflow.state[after].final:
        claims.release(application, workflow, after)
    return move


def moved(application: Application, row: Action, case: Case, after: str) -> None:
    """The case's own row; its version as the database counts it with the event."""
    if told_to_all(row.name, application.state, after):
        application.updated_at = case.now
    application.state = after
    set_committed_value(application, "version", application.version + 1)


def event_of(application: Application, row: Action, case: Case, after: str, recorded: str) -> Event:
    """The event of a step, not yet in the chain."""
    return Event(
        at=case.now,
        application_id=application.id,
        subject=application.number,
        action=row.name,
        person_id=int(case.actor.person) if case.actor.person else None,
        principal_id=int(case.actor.principal) if case.actor.principal else None,
        duty=duty_of(row, case.actor),
        before=application.state,
        after=after,
        recorded=recorded,
    )


def duty_of(row: Action, actor: Actor) -> str:
    duty = row.duty(actor.roles)
    return "" if duty in (SYSTEM, PUBLIC) else duty


def automatic_moves(opened: Opened, move: Move, head: log.Head) -> tuple[str, ...]:
    """The system's own moves that are due after this one, each logged as the system's."""
    workflow, states = opened.programme.workflow, []
    case, done = move.case, move
    for _ in range(MOST_AUTOMATIC):
        case = after_move(opened, case, done)
        row = workflow.due(case)
        if row is None:
            break
        done = written(opened, row, replace(case, actor=Actor("", frozenset({SYSTEM}))), {}, head)
        states.append(done.after)
    return tuple(states)


def after_move(opened: Opened, case: Case, done: Move) -> Case:
    """The engine's view once a move is done: one deed more, the new state, the sums as they are now."""
    application = done.application
    return replace(
        case,
        state=application.state,
        deeds=history(opened, case, done),
        facts=sums(application),
        posted=None,
    )


def history(opened: Opened, case: Case, done: Move) -> tuple[Deed, ...]:
    """What was done in this case, and this move."""
    record = deeds.Record(done.event, None)
    deed = replace(deeds.deed(opened.programme, record), values={**done.values, **done.recorded})
    return opened.programme.workflow.history((*case.deeds, deed))


def finish(opened: Opened, move: Move, state: str) -> None:
    """What follows any move: next wake-up, messages, the draft that has become answers."""
    application = opened.application
    application.due_on = due_on(opened, move)
    application.wakes_at = wake_up(application)
    if move.event.person_id is not None:
        # whether there is one cannot be read with the case: what was saved while this waited for its lock is not seen
        db.session.execute(
            delete(Draft).where(
                Draft.application_id == application.id,
                Draft.action == move.action,
                Draft.person_id.in_((0, move.event.person_id)),
            )
        )
    notifications.after(move, state)


def due_on(opened: Opened, move: Move) -> date | None:
    """The last day of the period that runs now: of the notice, of a title's yearly report, of the term, or the day
    the unit was given."""
    application = opened.application
    if application.state == "noticing":
        posted = move.case.last("post_notice")
        return move.recorded.get("ends_on") or (posted.values.get("ends_on") if posted else None)
    if application.state == "running":
        case = replace(move.case, deeds=history(opened, move.case, move))
        return titles.report_due(application, case) or application.term_ends
    given = move.values.get("due_on") or move.recorded.get("repaid_by_on")
    if application.state in ORDERED:  # sent back inside the unit, the office's day still stands
        given = given or deadline(move.case, ORDERED[application.state])
    return given or (application.due_on if application.state == move.before else None)


def wake_up(application: Application) -> datetime | None:
    """The instant after which an automatic move may be due: the day after the notice, or after the term."""
    ends = {"noticing": application.due_on, "running": application.term_ends}.get(application.state)
    return datetime.combine(ends + timedelta(days=1), time(), clock.ZONE) if ends else None
