"""The only writer of a case's state. Everything that moves a case - page, API, bulk, worker - comes through `perform`.

Nothing here commits: whoever opened `grants.database.writing` does, once.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from flask_babel import gettext
from sqlalchemy import delete, select

from grants import clock
from grants.access import Viewer
from grants.errors import Forbidden, NotAllowed, NotFound, Stale
from grants.extensions import db
from grants.models import Application, Draft, DutyHolder, Event, LogHead, Round, RoundTerms
from grants.services import answers, cases, claims, deeds, log, notifications
from grants.services.cases import Opened
from grants.services.effects import EFFECTS, RECORDS
from grants.services.facts import sums
from grants.services.moves import Move
from workflows.engine import NO_DUTY, PUBLIC, SYSTEM, Action, Actor, Case, Refused

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
ASK_ANSWERS = frozenset({"submit", "register"})  # whose facts can only be asked once answers are there
MOST_AUTOMATIC = 5  # the proofs show that automatic moves end; this only says so where it runs


@dataclass(frozen=True)
class Outcome:
    """What a move came to: the case, the event that records it, and the states it went through."""

    application: Application
    event: Event
    states: tuple[str, ...]


def create(viewer: Viewer, round_id: int, organisation_id: int, origin: str = "applied") -> Application:
    """A new draft in a round, for one of the viewer's organisations (for any, when past awards are imported)."""
    round_ = db.session.get(Round, round_id)
    if round_ is None or not (round_.published or origin == "imported"):
        raise NotFound
    own = organisation_id in viewer.organisations("applicant")
    if not own and not (origin == "imported" and "officer" in viewer.roles(round_.programme)):
        raise Forbidden(gettext("只有本单位的申报人可以新建申报。"))
    newest = select(RoundTerms.id).where(RoundTerms.round_id == round_id).order_by(RoundTerms.version.desc())
    now = clock.now()
    application = Application(
        number=new_number(round_),
        programme=round_.programme,
        round_id=round_id,
        terms_id=db.session.scalar(newest.limit(1)),
        organisation_id=organisation_id,
        state="draft",
        origin=origin,
        created_by=viewer.person,
        created_at=now,
        updated_at=now,
    )
    db.session.add(application)
    db.session.flush()
    return application


def new_number(round_: Round) -> str:
    """A number that tells the programme and year, and nothing about how many others there are."""
    tail = "".join(secrets.choice(ALPHABET) for _ in range(6))
    return f"{round_.programme}-{round_.year}-{tail}"


def perform(
    viewer: Viewer,
    number: str,
    action: str,
    raw: Mapping[str, Any] | None = None,
    version: int | None = None,
    prepared: Any = None,
) -> Outcome:
    """Do one action to one case, with everything it brings about, or raise and change nothing.

    `raw` are the answers as posted, `version` the case's version the page showed, `prepared` what an action
    makes ready before the lock (the bytes of papers). Raises NotFound, Stale, NotAllowed (all reasons) or
    Invalid (all faults).
    """
    opened = reached(viewer, number, action, version)
    row = row_of(opened, action)
    values, case = judged(opened, row, raw)
    head = log.lock()
    move = written(opened, row, case, values, head, prepared)
    states = (move.after, *automatic_moves(opened, move, head))
    finish(opened, move, states[-1])
    return Outcome(opened.application, move.event, states)


def examined(
    viewer: Viewer, number: str, action: str, raw: Any = None, version: int | None = None
) -> tuple[Opened, Case]:
    """The case and how it is judged, without doing the action; raises what `perform` would raise."""
    opened = reached(viewer, number, action, version)
    return opened, judged(opened, row_of(opened, action), raw)[1]


def reached(viewer: Viewer, number: str, action: str, version: int | None = None) -> Opened:
    """The case, locked and open before this viewer, in the version the page showed."""
    application = locked(viewer, number, action)
    if version is not None and application.version != version:
        raise Stale
    return cases.opened(viewer, application)


def row_of(opened: Opened, action: str) -> Action:
    row = opened.programme.workflow.action.get(action)
    if row is None or row.automatic:
        raise NotFound
    return row


def locked(viewer: Viewer, number: str, action: str) -> Application:
    """The case, locked for this move; the public reaches a case on notice to object, and no other."""
    if viewer.person is None and action == "object":
        return cases.find_public(number, lock=True)
    return cases.find(viewer, number, lock=True)


def judged(opened: Opened, row: Action, raw: Any) -> tuple[dict[str, Any], Case]:
    """The answers in Python values and the case as judged: first whether the action is open, then its form,
    then the rules on what was posted."""
    workflow = opened.programme.workflow
    barred = workflow.refusals(row.name, opened.seen_by(row.by, {row.name} - ASK_ANSWERS))
    if barred:
        raise NotAllowed(barred)
    values = answers.taken(opened, row.name, raw)
    case = opened.seen_by(row.by, {row.name}, values)
    try:
        workflow.step(row.name, case)
    except Refused as refused:
        raise NotAllowed(refused.reasons) from refused
    return values, case


def written(
    opened: Opened, row: Action, case: Case, values: dict[str, Any], head: LogHead, prepared: Any = None
) -> Move:
    """The event with its answers, the duty it records, the new state, and the action's effects."""
    application, workflow = opened.application, opened.programme.workflow
    before, after = application.state, workflow.step(row.name, case)
    recorded = RECORDS[row.name](case, values, prepared) if row.name in RECORDS else {}
    event = Event(
        at=case.now,
        application_id=application.id,
        subject=application.number,
        action=row.name,
        person_id=int(case.actor.person) if case.actor.person else None,
        principal_id=int(case.actor.principal) if case.actor.principal else None,
        duty=duty_of(row, case.actor),
        before=before,
        after=after,
        recorded=log.canonical(recorded),
    )
    answer = answers.kept(event, application, opened.programme.forms[row.name], values) if values else None
    log.append(event, head)
    db.session.flush()
    if answer:
        answer.event_number = event.number
        db.session.add(answer)
    hold_duty(application, event, case)
    application.state, application.updated_at = after, case.now
    move = Move(
        application, opened.programme, row.name, case, values, before, after, event,
        deeds.recorded(event.recorded), prepared,
    )  # fmt: skip
    for effect in EFFECTS.get(row.name, ()):
        effect(move)
    if after != before and workflow.state[after].final:
        claims.release(application, workflow, after)
    return move


def duty_of(row: Action, actor: Actor) -> str:
    duty = row.duty(actor.roles)
    return "" if duty in (SYSTEM, PUBLIC) else duty


def hold_duty(application: Application, event: Event, case: Case) -> None:
    """The row behind the rule that one person holds one duty in a case, for the actor and the principal."""
    if not event.duty or event.duty in NO_DUTY:
        return
    known = {person for deed in case.deeds if deed.duty for person in deed.persons}
    for person in case.actor.persons - known:
        db.session.add(DutyHolder(application_id=application.id, person_id=int(person), duty=event.duty))


def automatic_moves(opened: Opened, move: Move, head: LogHead) -> tuple[str, ...]:
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
    record = deeds.Record(done.event, None)
    deed = replace(deeds.deed(opened.programme, record), values={**done.values, **done.recorded})
    application = done.application
    return replace(
        case,
        state=application.state,
        deeds=opened.programme.workflow.history((*case.deeds, deed)),
        facts=sums(application),
        posted=None,
    )


def finish(opened: Opened, move: Move, state: str) -> None:
    """What follows any move: version, next wake-up, messages, the draft that has become answers."""
    application = opened.application
    application.version += 1
    application.wakes_at = wake_up(application, move)
    if move.event.person_id is not None:
        db.session.execute(
            delete(Draft).where(
                Draft.application_id == application.id,
                Draft.action == move.action,
                Draft.person_id.in_((0, move.event.person_id)),
            )
        )
    notifications.after(move, state)


def wake_up(application: Application, move: Move) -> datetime | None:
    """The instant after which an automatic move may be due: the day after the notice, or after the term."""
    last: date | None = None
    if application.state == "noticing":
        posted = move.case.last("post_notice")
        last = move.recorded.get("ends_on") or (posted.values.get("ends_on") if posted else None)
    elif application.state == "running":
        last = application.term_ends
    return datetime.combine(last + timedelta(days=1), time(), clock.ZONE) if last else None


def advance_due(limit: int = 50) -> int:
    """Make the automatic moves that time has made due; how many cases moved. For the worker, inside `writing`."""
    query = (
        select(Application)
        .where(Application.wakes_at <= clock.now())
        .order_by(Application.wakes_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return sum(advance(application) for application in db.session.scalars(query).all())


def advance(application: Application) -> bool:
    """The automatic moves due in one case."""
    opened = cases.opened(Viewer(), application)
    case = replace(opened.case, facts=sums(application))
    row = opened.programme.workflow.due(case)
    if row is None:
        application.wakes_at = None if application.state != "noticing" else application.wakes_at
        return False
    head = log.lock()
    system = replace(case, actor=Actor("", frozenset({SYSTEM})))
    move = written(opened, row, system, {}, head)
    states = (move.after, *automatic_moves(opened, move, head))
    finish(opened, move, states[-1])
    return True
