"""Money given out, taken apart: by year and programme, by industry. In fen, from the records."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, extract, func, select

from grants.extensions import db
from grants.models import Application, Figure, Organisation

GIVEN = ("union_money", "fiscal_money", "municipal_money")


@dataclass(frozen=True)
class Given:
    """Money of every source that went to the units: year → programme → fen, and industry → programme → fen."""

    by_year: dict[int, dict[str, int]]
    by_industry: dict[str, dict[str, int]]


def given(within: ColumnElement[bool]) -> Given:
    """The money whose day fulfils this condition, in two statements; what was recovered is taken off."""
    given_then = and_(Figure.kind.in_(GIVEN), within)
    year = extract("year", Figure.on_date)
    by_year: dict[int, dict[str, int]] = defaultdict(dict)
    for when, programme, amount in db.session.execute(
        select(year, Figure.programme, func.sum(Figure.amount))
        .where(given_then)
        .group_by(year, Figure.programme)
        .order_by(year)
    ):
        by_year[int(when)][programme] = int(amount)
    by_industry: dict[str, dict[str, int]] = defaultdict(dict)
    for industry, programme, amount in db.session.execute(
        select(Organisation.industry, Figure.programme, func.sum(Figure.amount))
        .join(Application, Application.id == Figure.application_id)
        .join(Organisation, Organisation.id == Application.organisation_id)
        .where(given_then)
        .group_by(Organisation.industry, Figure.programme)
    ):
        by_industry[industry][programme] = int(amount)
    return Given(dict(by_year), dict(by_industry))


def few_units(within: ColumnElement[bool], kinds: Collection[str], least: int) -> set[tuple[int, str]]:
    """The years in which fewer than `least` units reported a figure of such a kind, and the kind: a sum of theirs would
    give one away, however many reported something else."""
    year = extract("year", Figure.on_date)
    query = (
        select(year, Figure.kind)
        .join(Application, Application.id == Figure.application_id)
        .where(within, Figure.kind.in_(kinds))
        .group_by(year, Figure.kind)
        .having(func.count(func.distinct(Application.organisation_id)) < least)
    )
    return {(int(found), kind) for found, kind in db.session.execute(query)}
