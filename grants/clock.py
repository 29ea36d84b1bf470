"""The clock and the office's zone. Tests and stories set the clock; nothing else asks the time."""

from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")

_clock: ContextVar[Callable[[], datetime]] = ContextVar("clock", default=lambda: datetime.now(UTC))


def now() -> datetime:
    """This instant, aware, in UTC."""
    return _clock.get()()


def today() -> date:
    """The day it is in the office's zone."""
    return now().astimezone(ZONE).date()


def local(instant: datetime) -> datetime:
    return instant.astimezone(ZONE)


@contextmanager
def at(instant: datetime):
    """Inside, it is this instant."""
    token = _clock.set(lambda: instant)
    try:
        yield
    finally:
        _clock.reset(token)
