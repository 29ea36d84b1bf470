"""Lists of cases, over the one rule of who may see them: filtered, in pages by key, and whole to take away."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import contains_eager

from grants.access import Viewer, visible
from grants.errors import Invalid
from grants.extensions import db
from grants.models import Application, Round
from grants.services import search, sorting
from grants.services.paging import cut
from grants.services.search import Query

PAGE = 50
AT_ONCE = 5000  # cases of a table that one waits for: about three seconds


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; empty means all. `text` is in the language of grants.services.search, `sort` the name
    of one of grants.services.sorting."""

    programme: str = ""
    state: str = ""
    round_id: int | None = None
    text: str = ""
    sort: str = ""


@dataclass(frozen=True)
class Page:
    """Cases in their order, the key of the page after this one ('' on the last), and what of the query could
    not be read: then there are no cases."""

    rows: list[Application]
    following: str = ""
    faults: tuple[str, ...] = ()


def page(viewer: Viewer, filters: Filters, after: str = "", limit: int = PAGE) -> Page:
    """One page of the cases this viewer may see, in one statement whatever their number."""
    asked = matching(viewer, filters)
    if asked.faults:
        return Page([], faults=asked.faults)
    found = db.session.execute(first_of(viewer, filters, asked, after, limit + 1)).all()
    rows, last = cut(found, limit)
    return Page([row for row, _place in rows], sorting.write_key(last.place, last[0]) if last else "")


def first_of(viewer: Viewer, filters: Filters, asked: Query, after: str, limit: int) -> Select[Any]:
    """The query of so many cases in their order, behind this key. Which these are is found by the numbers of their rows
    alone: to put all of a long list in order with everything it holds takes five times as long."""
    sort = sorting.sort_of(filters.sort)
    ids = (
        select(Application.id).join(Application.organisation).join(Application.round).where(*asked.conditions)
    )
    chosen = sorting.ordered(ids, sort, viewer, after).limit(limit).subquery()
    return sorting.ordered(cases().join(chosen, chosen.c.id == Application.id), sort, viewer)


def cases() -> Select[Any]:
    """Cases with their unit and round at hand."""
    return (
        select(Application)
        .join(Application.organisation)
        .join(Application.round)
        .options(contains_eager(Application.organisation), contains_eager(Application.round))
    )


def matching(viewer: Viewer, filters: Filters) -> Query:
    """What the filters ask for, within what this viewer may see; and what of them could not be read."""
    asked = search.read(filters.text, viewer)
    return Query((visible(viewer), *narrowed(filters), *asked.conditions), asked.faults)


def narrowed(filters: Filters) -> list[ColumnElement[bool]]:
    """The conditions of these filters."""
    found: list[ColumnElement[bool]] = []
    if filters.programme:
        found.append(Application.programme == filters.programme)
    if filters.state:
        found.append(Application.state == filters.state)
    if filters.round_id:
        found.append(Application.round_id == filters.round_id)
    return found


def exported(viewer: Viewer, filters: Filters) -> list[Application] | None:
    """Every case the filters leave, as the list would show them page by page; None where they are more than one waits
    for: a table of these is ordered (`exports`). Raises Invalid where the query cannot be read."""
    if count(viewer, filters) > AT_ONCE:
        return None
    return list(db.session.scalars(everything(viewer, filters)))


def everything(viewer: Viewer, filters: Filters) -> Select[Any]:
    """The query of all cases the filters leave, in their order; raises Invalid where it cannot be read."""
    query = cases().where(*readable(viewer, filters))
    return sorting.ordered(query, sorting.sort_of(filters.sort), viewer)


def count(viewer: Viewer, filters: Filters) -> int:
    """How many these are; raises Invalid where the query cannot be read."""
    counted = select(func.count()).select_from(Application).join(Application.organisation)
    return db.session.scalar(counted.join(Application.round).where(*readable(viewer, filters))) or 0


def readable(viewer: Viewer, filters: Filters) -> tuple[ColumnElement[bool], ...]:
    asked = matching(viewer, filters)
    if asked.faults:
        raise Invalid({"text": asked.faults})
    return asked.conditions


def rounds_with_cases(viewer: Viewer) -> list[Round]:
    """The rounds this viewer sees cases of, for the filter."""
    seen = select(Application.round_id).where(visible(viewer))
    return list(
        db.session.scalars(select(Round).where(Round.id.in_(seen)).order_by(Round.year.desc(), Round.id))
    )
