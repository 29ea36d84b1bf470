"""Statistics of any period, from the records: awards from the cases, sums from their figures. In fen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from flask_babel import gettext
from sqlalchemy import ColumnElement, and_, extract, func, or_, select

from grants.access import OF_FIGURES, Viewer
from grants.errors import Forbidden
from grants.extensions import db
from grants.models import Application, Figure
from grants.services.awards import IN_FORCE, LEVELS, awarded, rank
from grants.services.breakdowns import Given, few_units, given

OF_ENTERPRISES = ("enterprise_investment", "enterprise_benefit")
LEAST_UNITS = 3  # a sum of fewer units' figures is not told to the public: one of them could be reckoned


@dataclass
class Year:
    """What one year brought; `sums` by kind of figure, `awards` by programme, `named` studios by level."""

    year: int
    awards: dict[str, int] = field(default_factory=dict)
    named: dict[str, int] = field(default_factory=dict)
    sums: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Statistics:
    """A period's figures. A studio with several titles counts once, at its highest level.

    `sums` are by kind, `union_money` by programme; `municipal_projects` are cases with municipal money.
    `withheld` are the sums of enterprises the reader is not told: their years and kinds.
    """

    first: date | None
    last: date | None
    studios: Mapping[str, int]
    in_force: Mapping[str, int]
    awards: Mapping[str, int]
    sums: Mapping[str, int]
    union_money: Mapping[str, int]
    municipal_projects: int
    years: tuple[Year, ...]
    given: Given
    withheld: frozenset[tuple[int, str]] = frozenset()

    def hides(self, kind: str) -> list[int]:
        """The years whose sum of this kind the reader is not told, earliest first."""
        return sorted(year for year, hidden in self.withheld if hidden == kind)


def may_choose(viewer: Viewer) -> bool:
    """Whether this viewer may ask for any period; from two periods the public could reckon a single unit."""
    return bool(set(OF_FIGURES) & viewer.roles())


def public() -> Statistics:
    """What everyone may read: all years, without the sums of so few enterprises that they would tell of one."""
    told = of_all(None, None)
    withheld = frozenset(few_units(Figure.on_date.is_not(None), OF_ENTERPRISES, LEAST_UNITS))
    for year in told.years:
        year.sums = {kind: sum_ for kind, sum_ in year.sums.items() if (year.year, kind) not in withheld}
    return replace(told, sums=total(year.sums for year in told.years), withheld=withheld)


def of_period(viewer: Viewer, first: date | None, last: date | None) -> Statistics:
    """The figures from one day to another, both included; an open end where None."""
    if not may_choose(viewer):
        raise Forbidden(gettext("分期统计供项目办、领导、财务和审计查看。"))
    return of_all(first, last)


def of_all(first: date | None, last: date | None) -> Statistics:
    """Eight statements, whatever the number of cases."""
    within = between(Application.awarded_on, first, last)
    by_year = years(first, last)
    union_money, sums = summed(first, last)
    return Statistics(
        first,
        last,
        studios=studios(within),
        in_force=studios(in_force_on(last)),
        awards=total(year.awards for year in by_year),
        sums=sums,
        union_money=union_money,
        municipal_projects=municipal_projects(first, last),
        years=by_year,
        given=given(between(Figure.on_date, first, last)),
    )


def between(column: Any, first: date | None, last: date | None) -> ColumnElement[bool]:
    """A day within the period, first and last included."""
    return and_(
        column.is_not(None), *([column >= first] if first else []), *([column <= last] if last else [])
    )


def in_force_on(day: date | None) -> ColumnElement[bool]:
    """Titles that run on this day - today as they stand when no day is given."""
    if day is None:
        return Application.state.in_((*IN_FORCE, "releasing"))
    started = Application.term_starts <= day
    return and_(started, or_(Application.term_ends.is_(None), Application.term_ends >= day))


def studios(condition: ColumnElement[bool]) -> dict[str, int]:
    """How many studios, by the highest level each holds; a studio is its name in its organisation."""
    highest = (
        select(func.max(rank()).label("level"))
        .where(Application.programme == "studio", awarded(), condition)
        .group_by(Application.organisation_id, Application.title)
        .subquery()
    )
    rows = db.session.execute(select(highest.c.level, func.count()).group_by(highest.c.level))
    counted: dict[int, int] = {level: count for level, count in rows}  # noqa: C416
    return {level: counted.get(n, 0) for n, level in enumerate(LEVELS, 1)}


def summed(first: date | None, last: date | None) -> tuple[dict[str, int], dict[str, int]]:
    """The union's money by programme, and every kind's sum."""
    rows = db.session.execute(
        select(Figure.kind, Figure.programme, func.sum(Figure.amount))
        .where(between(Figure.on_date, first, last))
        .group_by(Figure.kind, Figure.programme)
    )
    sums: dict[str, int] = {}
    union_money: dict[str, int] = {}
    for kind, programme, amount in rows:
        sums[kind] = sums.get(kind, 0) + int(amount)
        if kind == "union_money":
            union_money[programme] = int(amount)
    return union_money, sums


def municipal_projects(first: date | None, last: date | None) -> int:
    """Projects that received municipal money in the period."""
    query = select(func.count(func.distinct(Figure.application_id)))
    condition = and_(Figure.kind == "municipal_money", between(Figure.on_date, first, last))
    return db.session.scalar(query.where(condition)) or 0


def years(first: date | None, last: date | None) -> tuple[Year, ...]:
    """Each year's part of the period, earliest first; years without anything are left out."""
    found: dict[int, Year] = {}
    awarded_in = extract("year", Application.awarded_on)
    for year, programme, level, count in db.session.execute(
        select(awarded_in, Application.programme, Application.level, func.count())
        .where(awarded(), between(Application.awarded_on, first, last))
        .group_by(awarded_in, Application.programme, Application.level)
    ):
        line = found.setdefault(int(year), Year(int(year)))
        line.awards[programme] = line.awards.get(programme, 0) + count
        if programme == "studio":
            line.named[level] = line.named.get(level, 0) + count
    figured_in = extract("year", Figure.on_date)
    for year, kind, amount in db.session.execute(
        select(figured_in, Figure.kind, func.sum(Figure.amount))
        .where(between(Figure.on_date, first, last))
        .group_by(figured_in, Figure.kind)
    ):
        found.setdefault(int(year), Year(int(year))).sums[kind] = int(amount)
    return tuple(found[year] for year in sorted(found))


def total(parts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """The sum of several counts, key by key."""
    whole: dict[str, int] = {}
    for part in parts:
        for key, count in part.items():
            whole[key] = whole.get(key, 0) + count
    return whole
