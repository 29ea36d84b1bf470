"""A period of days in the office's zone, as pages of money and of the log are narrowed to."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement

from grants import clock


@dataclass(frozen=True)
class Period:
    """Days from and to, both included; None for open."""

    first: date | None = None
    last: date | None = None

    def __bool__(self) -> bool:
        return bool(self.first or self.last)

    def holds(self, instant: Any) -> list[ColumnElement[bool]]:
        """The conditions on a column of instants, by the days of the office."""
        found = [instant >= midnight(self.first)] if self.first else []
        return found + ([instant < midnight(self.last + timedelta(days=1))] if self.last else [])


ALWAYS = Period()


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.ZONE)
