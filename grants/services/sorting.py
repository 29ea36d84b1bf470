"""The orders lists can be read in, each with a key by which a page begins where the one before ended.

An order tells what it orders by; so sums order only those cases whose sums the viewer may know.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, literal, tuple_

from grants.access import Viewer, sums_visible
from grants.models import Application
from grants.models.types import whole_number
from grants.texts import N_

NEVER = date(9999, 12, 31)  # where no period runs


@dataclass(frozen=True)
class Sort:
    """An order of cases; those equal in it follow by their number of row."""

    name: str
    label: str
    by: Callable[[Viewer], Any]
    read: Callable[[str], Any]
    descending: bool = True


def instant(text: str) -> datetime:
    """Raises ValueError for what is no instant with its zone."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError
    return found


def number(text: str) -> str:
    """A case's number; raises ValueError for what cannot be one."""
    if not re.fullmatch(r"[A-Za-z0-9-]{1,40}", text):
        raise ValueError
    return text


def fen(text: str) -> int:
    """Raises ValueError for what no sum comes to."""
    if not re.fullmatch(r"[0-9]{1,15}", text):
        raise ValueError
    return int(text)


def known_sum(viewer: Viewer) -> ColumnElement[Any]:
    return case((sums_visible(viewer), Application.awarded), else_=0)


SORTS = {
    sort.name: sort
    for sort in (
        Sort("", N_("最近更新"), lambda viewer: Application.updated_at, instant),
        Sort(
            "due",
            N_("期限最近"),
            lambda viewer: func.coalesce(Application.due_on, literal(NEVER)),
            date.fromisoformat,
            False,
        ),
        Sort("sum", N_("金额最大"), known_sum, fen),
        Sort("number", N_("编号"), lambda viewer: Application.number, number, False),
    )
}


def sort_of(name: str) -> Sort:
    """The order of this name; the usual one where there is none."""
    return SORTS.get(name, SORTS[""])


def ordered(query: Select[Any], sort: Sort, viewer: Viewer, after: str = "") -> Select[Any]:
    """The query in this order, from behind the key of the page before; its rows bear their key's value at the end."""
    by, last = sort.by(viewer), Application.id
    if key := read_key(sort, after):
        place, here = tuple_(by, last), tuple_(literal(key[0], by.type), literal(key[1]))
        query = query.where(place < here if sort.descending else place > here)
    query = query.add_columns(by.label("place"))
    return query.order_by(by.desc(), last.desc()) if sort.descending else query.order_by(by, last)


def write_key(place: Any, row: Application) -> str:
    return f"{place.isoformat() if isinstance(place, date) else place}~{row.id}"


def read_key(sort: Sort, text: str) -> tuple[Any, int] | None:
    """The key a page was asked to begin after; one that was not ours begins at the start."""
    return placed(text, sort.read)


def placed(key: str, read: Callable[[str], Any] = date.fromisoformat) -> tuple[Any, int] | None:
    """The place a key names, mostly a day, and its row's number; None for the first page and what cannot be read."""
    place, _, number = key.rpartition("~")
    try:
        return read(place), whole_number(number)
    except ValueError:
        return None
