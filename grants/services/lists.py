"""Lists of cases, over the one rule of who may see them: filtered, in pages by key, and the to-do list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from sqlalchemy import ColumnElement, and_, exists, func, or_, select, tuple_
from sqlalchemy.orm import contains_eager

from grants.access import Held, Viewer, visible
from grants.errors import Conflict, Invalid
from grants.extensions import db
from grants.models import Application, Assignment, Event, Paper, Payment, Round
from grants.services import search
from workflows.states import STATES

PAGE = 50


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; empty means all. `text` is in the language of grants.services.search."""

    programme: str = ""
    state: str = ""
    round_id: int | None = None
    text: str = ""


@dataclass(frozen=True)
class Page:
    """Cases, newest change first, the key of the page after this one ('' on the last), and what of the query could
    not be read: then there are no cases."""

    rows: list[Application]
    following: str = ""
    faults: tuple[str, ...] = ()


def page(viewer: Viewer, filters: Filters, after: str = "", limit: int = PAGE) -> Page:
    """One page of the cases this viewer may see, in one statement whatever their number."""
    asked = search.read(filters.text, viewer)
    if asked.faults:
        return Page([], faults=asked.faults)
    query = cases().where(visible(viewer), *narrowed(filters), *asked.conditions)
    key = read_key(after)
    if key:
        query = query.where(tuple_(Application.updated_at, Application.id) < tuple_(*key))
    found = list(db.session.scalars(newest_first(query).limit(limit + 1)))
    rows = found[:limit]
    return Page(rows, write_key(rows[-1]) if len(found) > limit else "")


def cases():
    """Cases with their unit and round at hand."""
    return (
        select(Application)
        .join(Application.organisation)
        .join(Application.round)
        .options(contains_eager(Application.organisation), contains_eager(Application.round))
    )


def newest_first(query):
    return query.order_by(Application.updated_at.desc(), Application.id.desc())


def narrowed(filters: Filters) -> list[ColumnElement[bool]]:
    """The conditions of these filters."""
    found: list[ColumnElement[bool]] = []
    if filters.programme:
        found.append(Application.programme == filters.programme)
    if filters.state:
        found.append(Application.state == filters.state)
    if filters.round_id:
        found.append(Application.round_id == filters.round_id)
    return found


MOST_EXPORTED = 5000


def exported(viewer: Viewer, filters: Filters) -> list[Application]:
    """Every case the filters leave, as the list would show them page by page; raises Invalid where the query cannot
    be read, Conflict where there are too many for one table."""
    asked = search.read(filters.text, viewer)
    if asked.faults:
        raise Invalid({"text": asked.faults})
    query = newest_first(cases().where(visible(viewer), *narrowed(filters), *asked.conditions))
    found = list(db.session.scalars(query.limit(MOST_EXPORTED + 1)))
    if len(found) > MOST_EXPORTED:
        raise Conflict(gettext("超过 %(most)s 条，请缩小范围后再导出。", most=MOST_EXPORTED))
    return found


def write_key(row: Application) -> str:
    return f"{row.updated_at.isoformat()}~{row.id}"


def read_key(text: str) -> tuple[datetime, int] | None:
    """The key a page was asked to begin after; one that was not ours begins at the start."""
    instant, _, number = text.partition("~")
    try:
        found = datetime.fromisoformat(instant), int(number)
    except ValueError:
        return None
    return found if found[0].tzinfo and 0 < found[1] < 2**31 else None


def rounds_with_cases(viewer: Viewer) -> list[Round]:
    """The rounds this viewer sees cases of, for the filter."""
    seen = select(Application.round_id).where(visible(viewer))
    return list(
        db.session.scalars(select(Round).where(Round.id.in_(seen)).order_by(Round.year.desc(), Round.id))
    )


def to_do(viewer: Viewer, limit: int = 20) -> list[Application]:
    """Cases that wait for this viewer, the longest waiting first, in one statement."""
    turns = [and_(visible(viewer), turn) for held in set(viewer.held) for turn in turns_of(viewer, held)]
    if not turns:
        return []
    query = cases().where(or_(*turns)).order_by(Application.updated_at, Application.id)
    return list(db.session.scalars(query.limit(limit)))


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


def last(*actions: str):
    """The number of the last event of these actions in the case, 0 when there was none."""
    found = select(func.max(Event.number)).where(
        Event.application_id == Application.id, Event.action.in_(actions)
    )
    return func.coalesce(found.correlate(Application).scalar_subquery(), 0)


def has_payment(status: str) -> ColumnElement[bool]:
    return exists().where(Payment.application_id == Application.id, Payment.status == status)


def has_paper(status: str) -> ColumnElement[bool]:
    return exists().where(Paper.application_id == Application.id, Paper.status == status)


PROPOSED = last("propose") > last("remand", "uphold_objection")
POSTED = last("post_notice") > last("decide")
OBJECTED = last("object") > last("dismiss_objection", "uphold_objection")
REPORTED = last("report") > last("assess", "release")


def officer_turn(viewer: Viewer, held: Held) -> ColumnElement[bool]:
    """The office: screening, what experts and meetings need, the notice, the papers, reports to judge."""
    return or_(
        Application.state.in_(("screening", "visiting", "accepting")),
        and_(Application.state == "reviewing", last("assign") == 0),
        and_(Application.state == "deciding", ~PROPOSED),
        and_(Application.state == "noticing", or_(~POSTED, OBJECTED)),
        and_(Application.state == "releasing", ~has_paper("prepared")),
        and_(Application.state == "running", Application.programme == "studio", REPORTED),
    )


def leader_turn(viewer: Viewer, held: Held) -> ColumnElement[bool]:
    return or_(
        and_(Application.state == "deciding", PROPOSED),
        and_(Application.state == "releasing", has_paper("prepared")),
        Application.state == "suspended",
    )


def expert_turn(viewer: Viewer, held: Held) -> ColumnElement[bool]:
    mine = exists().where(
        Assignment.application_id == Application.id,
        Assignment.person_id == (held.principal or viewer.person),
        Assignment.status.in_(("assigned", "cleared")),
    )
    return and_(Application.state == "reviewing", mine)


def maker_turn(viewer: Viewer, held: Held) -> ColumnElement[bool]:
    recovery = and_(Application.state == "recovering", last("record_recovery") == 0)
    return or_(and_(Application.state == "paying", ~has_payment("prepared")), recovery)


def checker_turn(viewer: Viewer, held: Held) -> ColumnElement[bool]:
    recovery = and_(Application.state == "recovering", last("record_recovery") > 0)
    return or_(and_(Application.state == "paying", has_payment("prepared")), recovery)


TURNS: dict[str, Callable[[Viewer, Held], ColumnElement[bool]]] = {
    "applicant": lambda viewer, held: waits_for("applicant"),
    "endorser": lambda viewer, held: waits_for("endorser"),
    "officer": officer_turn,
    "expert": expert_turn,
    "leader": leader_turn,
    "maker": maker_turn,
    "checker": checker_turn,
}
