"""How cases flow: where they stand, how long they stayed there, and who reviews how much. For the office."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from sqlalchemy import func, select

from grants import clock
from grants.access import OFFICE, Viewer, visible
from grants.extensions import db
from grants.models import Application, Assignment, Event, Person
from workflows.states import STATES

RECENT = timedelta(days=730)  # stays that ended longer ago say nothing of today
ENOUGH = 20_000  # stays, the newest
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stay:
    """How long cases stayed in a state, in whole days: half of them at most `middle`, the slowest `longest`."""

    state: str
    count: int
    middle: int
    longest: int


@dataclass(frozen=True)
class Load:
    """What an expert has been assigned, and what of it is still open; cases left for an interest do not count."""

    name: str
    open: int
    done: int


@dataclass(frozen=True)
class Flow:
    """`standing` is programme → state → count of the cases on their way."""

    standing: Mapping[str, Mapping[str, int]]
    stays: tuple[Stay, ...]
    loads: tuple[Load, ...]


def of_cases(viewer: Viewer) -> Flow | None:
    """What this viewer may see of it, in three statements; None for who is not of the office."""
    if not frozenset(OFFICE) & viewer.roles():
        return None
    return Flow(standing(viewer), stays(viewer), loads(viewer))


def standing(viewer: Viewer) -> dict[str, dict[str, int]]:
    """Cases that have not ended, by programme and state."""
    underway = [state.name for state in STATES.values() if not state.final]
    query = (
        select(Application.programme, Application.state, func.count())
        .where(visible(viewer), Application.state.in_(underway))
        .group_by(Application.programme, Application.state)
    )
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for programme, state, count in db.session.execute(query):
        found[programme][state] = count
    return dict(found)


def stays(viewer: Viewer) -> tuple[Stay, ...]:
    """How long the stays took that ended in the last two years, in the order of the main line."""
    mine = select(Application.id).where(visible(viewer), Application.origin == "applied")
    came = func.lag(Event.at, type_=Event.at.type).over(
        partition_by=Event.application_id, order_by=Event.number
    )
    moves = (
        select(Event.before, Event.at, came.label("came"))
        .where(Event.application_id.in_(mine), Event.before != Event.after)
        .subquery()
    )
    query = (
        select(moves.c.before, moves.c.at, moves.c.came)
        .where(moves.c.came.is_not(None), moves.c.at > clock.now() - RECENT)
        .order_by(moves.c.at.desc())
        .limit(ENOUGH)
    )
    days: dict[str, list[int]] = defaultdict(list)
    for state, left, entered in db.session.execute(query):
        days[state].append((left - entered) // DAY)
    return tuple(
        Stay(state, len(days[state]), round(median(days[state])), max(days[state]))
        for state in STATES
        if state in days
    )


def loads(viewer: Viewer) -> tuple[Load, ...]:
    """Each expert's cases of the last two years, the most burdened first."""
    done = func.count().filter(Assignment.status == "reviewed")
    every = func.count()
    query = (
        select(Person.name, (every - done).label("open"), done)
        .join(Assignment, Assignment.person_id == Person.id)
        .join(Application, Application.id == Assignment.application_id)
        .where(visible(viewer), Assignment.status != "conflicted")
        .where(Assignment.assigned_at > clock.now() - RECENT)
        .group_by(Person.id, Person.name)
        .order_by((every - done).desc(), every.desc(), Person.id)
    )
    return tuple(Load(*row) for row in db.session.execute(query))
