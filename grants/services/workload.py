"""What experts have in hand and have done, as far as the reader may see the cases: for whoever assigns them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask_babel import gettext
from sqlalchemy import func, select

from grants import clock
from grants.access import OFFICE, Viewer, experts_visible, visible
from grants.errors import Forbidden, NotFound
from grants.extensions import db
from grants.models import Application, Assignment, Delegation, Event, Organisation, Person, Round
from grants.services import expertise, people, rounds

RECENT = timedelta(days=730)  # what is older says nothing of today
DAY = timedelta(days=1)
WAITING = ("assigned", "cleared")  # of an assignment whose sheet is not handed in


@dataclass(frozen=True)
class Work:
    """One assignment of an expert; `handed_in` is when the sheet came."""

    number: str
    title: str
    state: str
    round_id: int
    organisation_id: int
    status: str
    assigned_at: datetime
    handed_in: datetime | None

    @property
    def waiting(self) -> bool:
        return self.state == "reviewing" and self.status in WAITING


@dataclass(frozen=True)
class Load:
    """An expert's load: cases in hand now, sheets handed in for the round, days one took on average (None where
    there is none to go by), until when somebody acts for them, a sign that they are away, and the industries they
    are at home in."""

    person: Person
    works: tuple[Work, ...]
    open: int
    done: int
    days: float | None
    away_until: date | None
    fields: expertise.Fields


def of_experts(viewer: Viewer, programme: str, round_id: int) -> list[Load]:
    """The load of every expert of a programme, in five statements."""
    experts = people.holders(("expert",), programme)
    ids = [person.id for person in experts]
    done, away, fields = works(viewer, ids), absences(ids), expertise.of(ids)
    return [
        load(one, done.get(one.id, ()), round_id, away.get(one.id), fields.get(one.id, ())) for one in experts
    ]


def load(
    person: Person, found: Iterable[Work], round_id: int, away: date | None, fields: expertise.Fields
) -> Load:
    rows = tuple(found)
    taken = [(row.handed_in - row.assigned_at) / DAY for row in rows if row.handed_in]
    return Load(
        person=person,
        works=rows,
        open=sum(row.waiting for row in rows),
        done=sum(row.status == "reviewed" and row.round_id == round_id for row in rows),
        days=sum(taken) / len(taken) if taken else None,
        away_until=away,
        fields=fields,
    )


HANDED_IN = (  # when the sheet of an assignment came; none while it is not in force
    select(func.max(Event.at, type_=Event.at.type))
    .where(
        Event.application_id == Assignment.application_id,
        Event.person_id == Assignment.person_id,
        Event.action == "review",
        Assignment.status == "reviewed",
    )
    .correlate(Assignment)
    .scalar_subquery()
)


def works(viewer: Viewer, experts: list[int]) -> Mapping[int, list[Work]]:
    """The assignments of the last two years, by expert, the oldest first."""
    query = (
        select(
            Assignment.person_id, Application.number, Application.title, Application.state, Application.round_id,
            Application.organisation_id, Assignment.status, Assignment.assigned_at, HANDED_IN,
        )
        .join(Application, Application.id == Assignment.application_id)
        .where(experts_visible(viewer), Assignment.person_id.in_(experts))
        .where(Assignment.assigned_at > clock.now() - RECENT)
        .order_by(Assignment.assigned_at, Application.id)
    )  # fmt: skip
    found: dict[int, list[Work]] = defaultdict(list)
    for row in db.session.execute(query) if experts else ():
        found[row[0]].append(Work(*row[1:]))
    return found


def absences(experts: list[int]) -> dict[int, date]:
    """Until when each is away who has somebody act for them today, in whatever role."""
    today = clock.today()
    query = select(Delegation.from_id, func.max(Delegation.ends_on)).where(
        Delegation.from_id.in_(experts),
        Delegation.starts_on <= today,
        Delegation.ends_on >= today,
        Delegation.ended_at.is_(None),
    )
    return {row[0]: row[1] for row in db.session.execute(query.group_by(Delegation.from_id))}


@dataclass(frozen=True)
class Short:
    """A case that has fewer experts than its round asks for."""

    number: str
    title: str
    organisation: str
    named: int


@dataclass(frozen=True)
class RoundLoad:
    """How the reviewing of a round stands: the experts, and the cases that still lack some of the `wanted`."""

    round: Round
    wanted: int
    loads: tuple[Load, ...]
    short: tuple[Short, ...]
    reviewing: int


def of_round(viewer: Viewer, round_id: int) -> RoundLoad:
    """The reviewing of a round. Raises Forbidden for who is not of its office, NotFound where its cases are not
    reviewed."""
    round_ = rounds.find(viewer, round_id)
    if not frozenset(OFFICE) & viewer.roles(round_.programme):
        raise Forbidden(gettext("您当前的角色不能查看或办理此项内容。如有疑问，请联系项目办。"))
    terms = rounds.terms_of(round_.programme, rounds.newest(round_).values, round_)
    if "experts_per_case" not in terms:
        raise NotFound
    wanted = max(terms["experts_per_case"] or 0, 1)
    cases = reviewed_now(viewer, round_id)
    loads = sorted(of_experts(viewer, round_.programme, round_id), key=lambda one: -one.open)
    return RoundLoad(round_, wanted, tuple(loads), tuple(c for c in cases if c.named < wanted), len(cases))


def reviewed_now(viewer: Viewer, round_id: int) -> list[Short]:
    """The cases under review with how many experts each has, those with the fewest first."""
    named = func.count(Assignment.person_id)
    query = (
        select(Application.number, Application.title, Organisation.name, named)
        .join(Organisation, Organisation.id == Application.organisation_id)
        .outerjoin(
            Assignment,
            (Assignment.application_id == Application.id) & (Assignment.status != "conflicted"),
        )
        .where(visible(viewer), Application.round_id == round_id, Application.state == "reviewing")
        .group_by(Application.id, Application.number, Application.title, Organisation.name)
        .order_by(named, Application.id)
    )
    return [Short(*row) for row in db.session.execute(query)]
