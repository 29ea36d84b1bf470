"""How cases flow: how far they came, where they stand, how long they stayed there, and who reviews how much.

For the office.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from sqlalchemy import Select, func, select

from grants import clock
from grants.access import OFFICE, Viewer, experts_visible, visible
from grants.extensions import db
from grants.models import Application, Assignment, Event, Person
from workflows.states import STATES

RECENT = timedelta(days=730)  # stays that ended longer ago say nothing of today
ENOUGH = 20_000  # stays, the newest
DAY = timedelta(days=1)
# who read a workflow's picture; an administrator reads it without its cases
OF_WORKFLOWS = frozenset((*OFFICE, "admin"))


@dataclass(frozen=True)
class Stay:
    """How long cases stayed in a state, in whole days: half of them at most `middle`."""

    state: str
    count: int
    middle: int


@dataclass(frozen=True)
class Assigned:
    """What an expert has been assigned, and what of it is still open; cases left for an interest do not count."""

    name: str
    open: int
    done: int


@dataclass(frozen=True)
class Flow:
    """`standing` is programme → state → count of the cases on their way, `reached` that of all that came there."""

    reached: Mapping[str, Mapping[str, int]]
    standing: Mapping[str, Mapping[str, int]]
    stays: tuple[Stay, ...]
    loads: tuple[Assigned, ...]


def of_cases(viewer: Viewer) -> Flow | None:
    """What this viewer may see of it, in four statements; None for who is not of the office."""
    if not frozenset(OFFICE) & viewer.roles():
        return None
    return Flow(reached(viewer), standing(viewer), stays(viewer), loads(viewer))


def reached(viewer: Viewer) -> dict[str, dict[str, int]]:
    """How many of the applications submitted in the last two years came to each stage of the main line."""
    came = (
        select(Event.application_id)
        .where(Event.action == "submit", Event.at > clock.now() - RECENT)
        .distinct()
    )
    on_the_line = [state.name for state in STATES.values() if not state.aside and state.name != "draft"]
    query = (
        select(Application.programme, Event.after, func.count(func.distinct(Event.application_id)))
        .join(Application, Application.id == Event.application_id)
        .where(visible(viewer), Event.application_id.in_(came), Event.after.in_(on_the_line))
        .group_by(Application.programme, Event.after)
    )
    return by_programme(query)


def standing(viewer: Viewer) -> dict[str, dict[str, int]]:
    """Cases that have not ended, by programme and state."""
    underway = [state.name for state in STATES.values() if not state.final]
    query = (
        select(Application.programme, Application.state, func.count())
        .where(visible(viewer), Application.state.in_(underway))
        .group_by(Application.programme, Application.state)
    )
    return by_programme(query)


def by_programme(query: Select[str, str, int]) -> dict[str, dict[str, int]]:
    """Rows of programme, state and count."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for programme, state, count in db.session.execute(query):
        found[programme][state] = count
    return dict(found)


def reads_workflow(viewer: Viewer, programme: str) -> bool:
    """Whether this viewer is shown how the cases of this programme go."""
    return bool(OF_WORKFLOWS & viewer.roles(programme))


def counted(viewer: Viewer, programme: str, round_id: int | None = None) -> dict[str, int] | None:
    """How many cases this viewer may see in each state, in one statement; None for who reads no cases."""
    if not frozenset(OFFICE) & viewer.roles(programme):
        return None
    query = (
        select(Application.state, func.count())
        .where(visible(viewer), Application.programme == programme)
        .group_by(Application.state)
    )
    if round_id:
        query = query.where(Application.round_id == round_id)
    return {state: count for state, count in db.session.execute(query)}  # noqa: C416


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
        Stay(state, len(days[state]), round(median(days[state]))) for state in STATES if state in days
    )


def loads(viewer: Viewer) -> tuple[Assigned, ...]:
    """Each expert's cases of the last two years, the most burdened first."""
    done = func.count().filter(Assignment.status == "reviewed")
    every = func.count()
    query = (
        select(Person.name, (every - done).label("open"), done)
        .join(Assignment, Assignment.person_id == Person.id)
        .join(Application, Application.id == Assignment.application_id)
        .where(experts_visible(viewer), Assignment.status != "conflicted")
        .where(Assignment.assigned_at > clock.now() - RECENT)
        .group_by(Person.id, Person.name)
        .order_by((every - done).desc(), every.desc(), Person.id)
    )
    return tuple(Assigned(*row) for row in db.session.execute(query))
