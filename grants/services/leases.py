"""Leases: what one worker has in hand is nobody else's until its time runs out, and then anybody's again.

A lease longer than any is given was taken by a clock that was wrong and has been set right: it counts no more.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_

LONGEST = timedelta(hours=1)


class LeaseLost(Exception):
    """Another worker has taken it since; nothing of this attempt is kept."""


def free(rows: Any, now: datetime) -> ColumnElement[bool]:
    """The rows of this model, which has a `leased_until`, that no worker has in hand now."""
    until = rows.leased_until
    return or_(until.is_(None), until <= now, until > now + LONGEST)
