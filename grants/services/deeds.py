"""Deeds of a case, read from its events and answers - in one statement, however long its life."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import select

from forms.base import Form, read
from grants.extensions import db
from grants.models import Answer, Application, Event, Person
from grants.programmes import Programme
from workflows.engine import Deed

WITH_ANSWERS = (
    select(Event, Answer, Person.name)
    .outerjoin(Answer, Answer.event_number == Event.number)
    .outerjoin(Person, Person.id == Event.person_id)
    .order_by(Event.number)
)


@dataclass(frozen=True)
class Record:
    """An event with what was answered, as stored (masked), and the name of who did it."""

    event: Event
    answer: Answer | None
    name: str = ""


def records(*applications: Application) -> dict[int | None, list[Record]]:
    """The events of these cases in order, with their answers, by case; one statement for all."""
    found: dict[int | None, list[Record]] = {application.id: [] for application in applications}
    for event, answer, name in db.session.execute(WITH_ANSWERS.where(Event.application_id.in_(found))):
        found[event.application_id].append(Record(event, answer, name or ""))
    return found


def deeds(programme: Programme, found: Iterable[Record]) -> tuple[Deed, ...]:
    """The engine's view of these records: Python values, and whether each deed still stands."""
    return programme.workflow.history(deed(programme, record) for record in found)


class Said(Mapping[str, Any]):
    """What was answered and established with an event, in Python values. Of most deeds nobody asks it, so it is read
    when somebody does, from the texts as they were stored."""

    def __init__(self, form: Form | None, masked: Mapping[str, Any] | None, established: str):
        self.form, self.masked, self.established = form, masked, established

    @cached_property
    def said(self) -> dict[str, Any]:
        answered = read(self.form, self.masked) if self.form and self.masked is not None else {}
        return {**answered, **recorded(self.established)}

    def __getitem__(self, name: str) -> Any:
        return self.said[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.said)

    def __len__(self) -> int:
        return len(self.said)


def deed(programme: Programme, record: Record) -> Deed:
    event, answer = record.event, record.answer
    return Deed(
        event.action,
        person=str(event.person_id or ""),
        principal=str(event.principal_id or ""),
        duty=event.duty,
        at=event.at,
        values=Said(programme.forms.get(event.action), answer.masked if answer else None, event.recorded),
        number=event.number,
        name=record.name,
    )


def recorded(text: str) -> Mapping[str, Any]:
    """What the act established, back from the log: names ending in `_on` are days."""
    return {
        name: date.fromisoformat(value) if name.endswith("_on") and value else value
        for name, value in json.loads(text).items()
    }
