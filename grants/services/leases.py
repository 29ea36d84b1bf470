"""Leases: what one worker has in hand is nobody else's until its time runs out, and then anybody's again."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_


class LeaseLost(Exception):
    """Another worker has taken it since; nothing of this attempt is kept."""


def free(rows: Any, now: datetime) -> ColumnElement[bool]:
    """The rows of this model, which has a `leased_until`, that no worker has in hand now."""
    return or_(rows.leased_until.is_(None), rows.leased_until <= now)
