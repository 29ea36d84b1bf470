"""The log as auditors read it, page by page.

It runs through all programmes, accounts and settings, so it is read by auditors of all programmes alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, false, or_, select, union_all
from sqlalchemy.orm import aliased

from grants.access import Viewer
from grants.errors import Forbidden
from grants.extensions import db
from grants.models import Application, Event, Organisation, Person, Round
from grants.models.types import LARGEST
from grants.services.paging import cut
from grants.services.periods import ALWAYS, Period

PAGE = 25
# What subjects begin with that are rows of a table: by which column they are found, and what they are called.
NAMED: dict[str, tuple[Any, Any]] = {
    "account": (Person.id, Person.name),
    "round": (Round.id, Round.name),
    "organisation": (Organisation.code, Organisation.name),
}


@dataclass(frozen=True)
class Asked:
    """What a page of the log is narrowed to: words, the events of cases or these other acts, days."""

    text: str = ""
    cases: bool = False
    acts: tuple[str, ...] = ()
    period: Period = ALWAYS


@dataclass(frozen=True)
class Line:
    """One event: who did it and for whom, of which programme, and what its subject is called."""

    event: Event
    person: str
    principal: str
    programme: str
    about: str


def reads(viewer: Viewer) -> bool:
    """Whether this is an auditor of all programmes."""
    return any(held.role == "auditor" and held.programme is None for held in viewer.held)


def only_auditors(viewer: Viewer) -> None:
    """Raises Forbidden for whoever is no auditor of all programmes."""
    if not reads(viewer):
        raise Forbidden(gettext("日志贯穿全部项目，由全部项目的审计查看。"))


def page(viewer: Viewer, asked: Asked, before: int = 0) -> tuple[list[Line], int]:
    """The events before this number, the newest first, and before which the next page goes on: 0 on the last."""
    only_auditors(viewer)
    query = told().where(*narrowed(asked)).order_by(Event.number.desc()).limit(PAGE + 1)
    rows, last = cut(db.session.execute(query.where(Event.number < before) if before else query).all(), PAGE)
    return lines(rows), last.Event.number if last else 0


def told() -> Select[Event, str, str, str]:
    """Events, with the names of who did them and for whom, and the programme of the case they are about."""
    person, principal = aliased(Person), aliased(Person)
    names = (person.name.label("person"), principal.name.label("principal"))
    return (
        select(Event, *names, Application.programme)
        .outerjoin(person, person.id == Event.person_id)
        .outerjoin(principal, principal.id == Event.principal_id)
        .outerjoin(Application, Application.number == Event.subject)  # a look at a case is no event of it
    )


def narrowed(asked: Asked) -> list[ColumnElement[bool]]:
    found = asked.period.holds(Event.at)
    if asked.cases:
        found.append(Event.application_id.is_not(None))
    elif asked.acts:
        found.append(and_(Event.application_id.is_(None), Event.action.in_(asked.acts)))
    if asked.text:
        found.append(Event.number.in_(matching(asked.text)))
    return found


def matching(text: str) -> CompoundSelect[Any]:
    """The numbers of the events that have this number, are about the case or paper of it, or were done by or for
    somebody of this name or address: each way has an index of its own."""
    itself = Event.number == int(text) if text.isdecimal() and int(text) <= LARGEST else false()
    cases = select(Application.id).where(Application.number == as_number(text))
    people = select(Person.id).where(or_(Person.name == text, Person.email == text.lower()))
    ways = (
        itself,
        Event.application_id.in_(cases),
        and_(Event.application_id.is_(None), Event.subject.in_((text, as_number(text)))),
        Event.person_id.in_(people),
        Event.principal_id.in_(people),
    )
    return union_all(*(select(Event.number).where(way) for way in ways))


def as_number(text: str) -> str:
    """A case's number as it is kept: the programme in small letters, its code in capitals."""
    programme, dash, code = text.partition("-")
    return f"{programme.lower()}{dash}{code.upper()}"


def lines(rows: Iterable[Any]) -> list[Line]:
    """With what their subjects are called: at most one statement for each kind of them."""
    rows = list(rows)
    about = names({row.Event.subject for row in rows if row.Event.application_id is None})
    return [
        Line(
            row.Event,
            row.person or "",
            row.principal or "",
            row.programme or "",
            about.get(row.Event.subject, ""),
        )
        for row in rows
    ]


def names(subjects: set[str]) -> dict[str, str]:
    """What those subjects are called that are rows of a table."""
    found: dict[str, str] = {}
    for kind, (key, name) in NAMED.items():
        keys = {subject.partition(":")[2] for subject in subjects if subject.startswith(f"{kind}:")}
        wanted = keys if key.type.python_type is str else {int(one) for one in keys if one.isdecimal()}
        if wanted:
            rows = db.session.execute(select(key, name).where(key.in_(wanted)))
            found |= {f"{kind}:{one}": called for one, called in rows}
    return found
