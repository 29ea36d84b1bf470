"""Whose turn it is, as predicates over cases: the to-do list of each role."""

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import with_expression

from grants import clock
from grants.access import Held, Viewer, visible
from grants.extensions import db
from grants.models import Application, Assignment, Event, Paper, Payment, RoundTerms
from grants.programmes import titled
from grants.services.lists import cases
from grants.services.outdated import outdated
from workflows.states import STATES


def to_do(viewer: Viewer, limit: int = 20) -> list[Application]:
    """Cases that wait for this viewer, the longest waiting first, in one statement; of each whether its papers are
    `outdated`, or `signed` and to be released."""
    turns = [and_(visible(viewer), turn) for held in set(viewer.held) for turn in turns_of(viewer, held)]
    if not turns:
        return []
    query = cases().where(or_(*turns)).order_by(since(), Application.id)
    told = (
        with_expression(Application.outdated, outdated()),
        with_expression(Application.signed, PAPER_SIGNED),
    )
    return list(db.session.scalars(query.options(*told).limit(limit)))


def since() -> ColumnElement[datetime]:
    """Since when a case waits: where it changed last, but a title's report since the year to be reported on is over."""
    new_year = datetime(clock.today().year, 1, 1, tzinfo=clock.ZONE)
    yearly = and_(Application.state == "running", Application.programme.in_(titled()))
    begun = literal(new_year, Application.updated_at.type)
    return case((and_(yearly, Application.updated_at < begun), begun), else_=Application.updated_at)


def turns_of(viewer: Viewer, held: Held) -> list[ColumnElement[bool]]:
    """When it is the turn of somebody who holds this role, as a predicate; none for roles that never act."""
    turn = TURNS.get(held.role)
    if turn is None:
        return []
    found = [turn(viewer, held)]
    if held.programme:
        found.append(Application.programme == held.programme)
    if held.organisation:
        found.append(Application.organisation_id == held.organisation)
    return [and_(*found)]


def waits_for(role: str, *besides: str) -> ColumnElement[bool]:
    """The state says that it is this role's turn."""
    return Application.state.in_(
        [s.name for s in STATES.values() if s.turn == role and s.name not in besides]
    )


def last(*actions: str) -> ColumnElement[int]:
    """The number of the last event of these actions in the case, 0 when there was none."""
    found = select(func.max(Event.number)).where(
        Event.application_id == Application.id, Event.action.in_(actions)
    )
    return func.coalesce(found.correlate(Application).scalar_subquery(), 0)


PAYMENT_PREPARED = exists().where(Payment.application_id == Application.id, Payment.status == "prepared")
UNPAID = exists().where(
    Payment.application_id == Application.id, Payment.status == "approved", Payment.unpaid != ""
)
PAPER_PREPARED = exists().where(Paper.application_id == Application.id, Paper.status == "prepared")
PAPER_SIGNED = exists().where(Paper.application_id == Application.id, Paper.status == "approved")
RECEIPT_OWED = exists().where(
    Payment.application_id == Application.id, Payment.status == "paid", Payment.received_on.is_(None)
)
PROPOSED = last("propose") > last("remand", "uphold_objection")
POSTED = last("post_notice") > last("decide")
OBJECTED = last("object") > last("dismiss_objection", "uphold_objection")
RECORDED = last("record_recovery") > last("confirm_recovery", "return_recovery")
GIVEN_UP = last("propose_write_off") > last("refuse_write_off", "record_recovery")
REPORTED = last("report") > last("assess", "release")
JUDGING = (  # how many experts have a case in hand, or have judged it: none who left it, nor any before a remand
    select(func.count())
    .select_from(Assignment)
    .where(Assignment.application_id == Application.id, Assignment.status != "conflicted")
    .correlate(Application)
    .scalar_subquery()
)
WANTED = (
    select(RoundTerms.values["experts_per_case"].as_integer())
    .where(RoundTerms.id == Application.terms_id)
    .correlate(Application)
    .scalar_subquery()
)
UNMANNED = or_(JUDGING == 0, func.coalesce(WANTED, 1) > JUDGING)


def applicant_turn(viewer: Viewer, held: Held) -> ColumnElement[bool]:
    """The unit: what it fills in, mends and reports. A title is reported on once the year is over, and no more in
    the year its term ends in."""
    over = date(clock.today().year, 12, 31)
    ending = and_(Application.term_ends.is_not(None), Application.due_on == Application.term_ends)
    resting = and_(
        Application.state == "running",
        Application.programme.in_(titled()),
        Application.due_on.is_not(None),
        or_(Application.due_on > over, ending),
    )
    return or_(and_(waits_for("applicant"), ~resting), RECEIPT_OWED)


def officer_turn(viewer: Viewer, held: Held) -> ColumnElement[bool]:
    """The office: screening, what experts and meetings need, the notice, the papers, reports to judge."""
    return or_(
        Application.state.in_(("screening", "visiting", "accepting")),
        and_(Application.state == "reviewing", UNMANNED),
        and_(Application.state == "deciding", ~PROPOSED),
        and_(Application.state == "noticing", or_(~POSTED, OBJECTED)),
        and_(Application.state == "releasing", or_(~PAPER_PREPARED, outdated())),
        and_(Application.state == "running", Application.programme.in_(titled()), REPORTED),
    )


def leader_turn(viewer: Viewer, held: Held) -> ColumnElement[bool]:
    return or_(
        and_(Application.state == "deciding", PROPOSED),
        and_(Application.state == "releasing", PAPER_PREPARED, ~outdated()),
        and_(Application.state == "recovering", GIVEN_UP),
        Application.state == "suspended",
    )


def expert_turn(viewer: Viewer, held: Held) -> ColumnElement[bool]:
    mine = exists().where(
        Assignment.application_id == Application.id,
        Assignment.person_id == viewer.person,
        Assignment.status.in_(("assigned", "cleared")),
    )
    return and_(Application.state == "reviewing", mine)


def maker_turn(viewer: Viewer, held: Held) -> ColumnElement[bool]:
    recovery = and_(Application.state == "recovering", ~RECORDED, ~GIVEN_UP)
    return or_(and_(Application.state == "paying", ~PAYMENT_PREPARED, ~UNPAID), recovery)


def checker_turn(viewer: Viewer, held: Held) -> ColumnElement[bool]:
    recovery = and_(Application.state == "recovering", RECORDED)
    return or_(and_(Application.state == "paying", or_(PAYMENT_PREPARED, UNPAID)), recovery)


TURNS: dict[str, Callable[[Viewer, Held], ColumnElement[bool]]] = {
    "applicant": applicant_turn,
    "endorser": lambda viewer, held: waits_for("endorser"),
    "officer": officer_turn,
    "expert": expert_turn,
    "leader": leader_turn,
    "maker": maker_turn,
    "checker": checker_turn,
}
