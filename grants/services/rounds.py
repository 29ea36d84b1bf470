"""Rounds: the yearly calls of a programme, read. A version's parameters as Python values, and the overview.

Parameters are never changed in place (see round_changes): every case keeps the version it was made under.
Only the window belongs to the round itself, so that a longer deadline serves every draft alike.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext
from sqlalchemy import ColumnElement, func, or_, select

from forms.base import read
from grants.access import OF_FIGURES, OFFICE, Viewer, visible
from grants.clock import local, now
from grants.errors import NotFound
from grants.extensions import db
from grants.models import Application, Budget, Round, RoundTerms
from grants.programmes import PROGRAMMES
from workflows.states import STATES

WRITERS = frozenset(("officer", "admin"))
NEWEST = (Round.year.desc(), Round.programme, Round.id.desc())
PAST = "往届成果"  # the round that a programme's past awards are registered under: never published


def terms_of(programme_slug: str, values: Mapping[str, Any], round_: Round) -> dict[str, Any]:
    """A version's parameters as Python values: sums in fen, days, and the round's own year and window.

    `values` is what `RoundTerms.values` holds. `opens_at` and `closes_at` are aware, in the office's zone.
    """
    terms = read(PROGRAMMES[programme_slug].round_form, values)
    window = {"opens_at": local(round_.opens_at), "closes_at": local(round_.closes_at)}
    return terms | {"year": round_.year} | window


def reads(viewer: Viewer, programme: str) -> bool:
    """Whether somebody sees this programme's rounds whole: unpublished ones, and the budget."""
    return bool(set(OF_FIGURES) & viewer.roles(programme))


def writes(viewer: Viewer, programme: str) -> bool:
    return bool(WRITERS & viewer.roles(programme))


def find(viewer: Viewer, round_id: int) -> Round:
    """A round this viewer may know of: any for the office, published ones for everybody."""
    found = db.session.get(Round, round_id)
    if found is None or not (found.published or reads(viewer, found.programme)):
        raise NotFound
    return found


def of_office(viewer: Viewer, round_id: int) -> Round:
    """The round, for whoever reads the papers of all its cases: the office of its programme."""
    found = find(viewer, round_id)
    if not viewer.roles(found.programme) & set(OFFICE):
        raise NotFound
    return found


def newest(round_: Round) -> RoundTerms:
    """The version a case made now would pin."""
    return db.session.execute(
        select(RoundTerms)
        .where(RoundTerms.round_id == round_.id)
        .order_by(RoundTerms.version.desc())
        .limit(1)
    ).scalar_one()


def budget(round_: Round) -> Budget:
    """The round's running totals, read afresh."""
    return db.session.get_one(Budget, round_.id, populate_existing=True)


@dataclass(frozen=True)
class Totals:
    """A round's running totals in fen, as somebody may see them. What is proposed is the office's until it is
    decided: one case's proposal could be read out of the sum of all. None where it is not told."""

    appropriated: int
    proposed: int | None
    awarded: int
    instructed: int
    paid: int
    recovered: int

    @property
    def left(self) -> int:
        """What can still be proposed; for who is not told what is proposed, what is not yet awarded."""
        return self.appropriated - self.awarded - (self.proposed or 0)


def totals(viewer: Viewer, programme: str, row: Budget) -> Totals:
    """The running totals as this viewer, who reads the round whole, may see them."""
    inside = bool(viewer.roles(programme) & set(OFFICE))
    names = ("appropriated", "awarded", "instructed", "paid", "recovered")
    told = {name: getattr(row, name) for name in names}
    return Totals(proposed=row.proposed if inside else None, **told)


@dataclass(frozen=True)
class Line:
    """A round in a list. `budget` and `cases` only for those who read the round whole."""

    round: Round
    phase: str
    budget: Totals | None = None
    cases: Mapping[str, int] = field(default_factory=dict)


def year_of(round_: Round) -> str:
    """The year of a round as lists say it; past awards, of many years, stand in one that is not theirs."""
    return gettext("往届") if round_.name == PAST else str(round_.year)


def phase(round_: Round) -> str:
    """past (of awards given before), unpublished, upcoming, open or over."""
    if round_.name == PAST:
        return "past"
    if not round_.published:
        return "unpublished"
    if now() < round_.opens_at:
        return "upcoming"
    return "open" if now() <= round_.closes_at else "over"


def listing(viewer: Viewer, programme: str | None = None) -> list[Line]:
    """Every round this viewer may know of, newest year first and past awards last, in three statements."""
    query = select(Round).where(or_(Round.published, readable(viewer)))
    if programme:
        query = query.where(Round.programme == programme)
    found = db.session.scalars(query.order_by(Round.name == PAST, *NEWEST)).all()
    whole = [r.id for r in found if reads(viewer, r.programme)]
    rows, cases = budgets_of(whole), cases_of(viewer, whole)
    budgets = {r.id: totals(viewer, r.programme, rows[r.id]) for r in found if r.id in rows}
    return [Line(r, phase(r), budgets.get(r.id), cases.get(r.id, {})) for r in found]


def ahead() -> list[Round]:
    """Published rounds whose window is open or still to come, the next to close first."""
    coming = select(Round).where(Round.published, Round.closes_at >= now())
    return list(db.session.scalars(coming.order_by(Round.closes_at)))


def readable(viewer: Viewer) -> ColumnElement[bool]:
    """The predicate of the rounds somebody reads whole."""
    return Round.programme.in_(viewer.programmes(*OF_FIGURES))


def budgets_of(round_ids: Iterable[int]) -> dict[int, Budget]:
    ids = list(round_ids)
    found = db.session.scalars(select(Budget).where(Budget.round_id.in_(ids))) if ids else ()
    return {row.round_id: row for row in found}


def cases_of(viewer: Viewer, round_ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """How many cases stand in each state, the states in the order of a case's life; only what this viewer may see."""
    ids = list(round_ids)
    if not ids:
        return {}
    counted: dict[int, dict[str, int]] = {}
    rows = db.session.execute(
        select(Application.round_id, Application.state, func.count())
        .where(Application.round_id.in_(ids), visible(viewer))
        .group_by(Application.round_id, Application.state)
    )
    for round_id, state, count in rows:
        counted.setdefault(round_id, {})[state] = count
    return {round_id: {s: states[s] for s in STATES if s in states} for round_id, states in counted.items()}
