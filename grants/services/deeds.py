"""Deeds of a case, read from its events and answers - in one statement, however long its life."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from forms.base import read
from grants.extensions import db
from grants.models import Answer, Application, Event, Person
from grants.programmes import Programme
from workflows.engine import Deed


@dataclass(frozen=True)
class Record:
    """An event with what was answered, as stored (masked), and the name of who did it."""

    event: Event
    answer: Answer | None
    name: str = ""


def records(*applications: Application) -> dict[int | None, list[Record]]:
    """The events of these cases in order, with their answers, by case; one statement for all."""
    found: dict[int | None, list[Record]] = {application.id: [] for application in applications}
    rows = db.session.execute(
        select(Event, Answer, Person.name)
        .outerjoin(Answer, Answer.event_number == Event.number)
        .outerjoin(Person, Person.id == Event.person_id)
        .where(Event.application_id.in_(found))
        .order_by(Event.number)
    )
    for event, answer, name in rows:
        found[event.application_id].append(Record(event, answer, name or ""))
    return found


def deeds(programme: Programme, found: Iterable[Record]) -> tuple[Deed, ...]:
    """The engine's view of these records: Python values, and whether each deed still stands."""
    return programme.workflow.history(deed(programme, record) for record in found)


def deed(programme: Programme, record: Record) -> Deed:
    event, form = record.event, programme.forms.get(record.event.action)
    answered = read(form, record.answer.masked) if record.answer and form else {}
    return Deed(
        event.action,
        person=str(event.person_id or ""),
        principal=str(event.principal_id or ""),
        duty=event.duty,
        at=event.at,
        values={**answered, **recorded(event.recorded)},
        number=event.number,
        name=record.name,
    )


def recorded(text: str) -> Mapping[str, Any]:
    """What the act established, back from the log: names ending in `_on` are days."""
    return {
        name: date.fromisoformat(value) if name.endswith("_on") and value else value
        for name, value in json.loads(text).items()
    }
