"""What the answers of a story leave open and only the running case knows.

`{year}` is the round's year, `{day}` the day of the step, `{unit}` the organisation's name, `@key` a person,
`$digest` that of the papers prepared last, `$objection` the number of the last objection.
"""

import re
from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import select

from grants import clock
from grants.extensions import db
from grants.models import Application, Event
from grants.services.deeds import recorded
from grants.stories.cast import Cast
from grants.stories.reading import StoryError

PLACE = re.compile(r"\{(?P<name>year|day|unit)(?P<offset>[+-]\d+)?\}")


class Scene:
    """A step under way in a case."""

    def __init__(self, cast: Cast, number: str):
        self.cast, self.number = cast, number

    @cached_property
    def case(self) -> Application:
        return case(self.number)

    def filled(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        return {name: self.known(value) for name, value in answers.items()}

    def known(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self.known(item) for item in value]
        if isinstance(value, Mapping):
            return self.filled(value)
        return self.text(value) if isinstance(value, str) else value

    def text(self, value: str) -> Any:
        if value == "$digest":
            return recorded(last(self.number, "prepare_papers").recorded)["digest"]
        if value == "$objection":
            return last(self.number, "object").number
        if value.startswith("@"):
            return self.cast.known("person", value[1:])
        return PLACE.sub(self.place, value)

    def place(self, found: re.Match) -> str:
        offset = int(found["offset"] or 0)
        if found["name"] == "year":
            return str(self.case.round.year + offset)
        if found["name"] == "day":
            return (clock.today() + timedelta(days=offset)).isoformat()
        return self.case.organisation.name


def last(number: str, action: str) -> Event:
    """The newest event of this action in the case."""
    query = select(Event).where(Event.subject == number, Event.action == action)
    found = db.session.scalars(query.order_by(Event.number.desc()).limit(1)).first()
    if found is None:
        raise StoryError(f"案件 {number} 还没有 {action}。")
    return found


def case(number: str) -> Application:
    return db.session.execute(select(Application).where(Application.number == number)).scalar_one()
