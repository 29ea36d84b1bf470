"""Papers of a whole round, as they are read: which cases one could speak of now, and what it would say.

Two kinds are made for a round: the public notice of the cases a meeting decided, and the decision that names them
once the notice is over. How they come about stands in `round_drafts` and `round_issuing`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, select
from sqlalchemy.orm import contains_eager

from forms.base import read
from grants.access import Viewer, visible
from grants.errors import NotFound
from grants.extensions import db
from grants.models import Application, Paper, PaperCase, Round, RoundPaper
from grants.programmes import PROGRAMMES
from grants.rendering.faults import PaperRefused
from grants.services import notices, rounds
from grants.services.paper_contexts.rounds import RoundSubject, round_context
from grants.services.summary import submitted
from grants.services.typesetting import describe

KINDS = ("public_notice", "naming_decision")
DECIDED = ("releasing", "paying", "running", "mending", "suspended", "accepting", "closed")


@dataclass(frozen=True)
class Found:
    """A paper of a round, with who made it and the cases it speaks of."""

    paper: Paper
    made: RoundPaper
    round: Round
    cases: tuple[Application, ...]


def ready(viewer: Viewer, round_id: int, kind: str, instead_of: int = 0) -> list[Application]:
    """The cases a new paper of this kind could speak of, in the order of their numbers; `instead_of` is the paper it
    would replace, whose cases are then among them."""
    rounds.of_office(viewer, round_id)
    query = with_units().where(Application.round_id == round_id, visible(viewer), waits_for(kind, instead_of))
    found = list(db.session.scalars(query.order_by(Application.number)))
    if kind == "public_notice":
        standing = notices.posted([case.id for case in found])
        found = [case for case in found if case.id not in standing]
    return found


def waits_for(kind: str, instead_of: int = 0) -> ColumnElement[bool]:
    """On notice; or decided, the notice over, and not named by another decision than the one to be replaced."""
    if kind == "public_notice":
        return Application.state == "noticing"
    named = (
        exists()
        .where(PaperCase.application_id == Application.id, PaperCase.paper_id == Paper.id)
        .where(Paper.kind == kind, Paper.status != "void", Paper.id != instead_of)
    )
    applied = and_(Application.origin == "applied", Application.awarded_on.is_not(None))
    return and_(Application.state.in_(DECIDED), applied, ~named)


def with_units() -> Select[Application]:
    return (
        select(Application).join(Application.organisation).options(contains_eager(Application.organisation))
    )


def listing(viewer: Viewer, round_id: int) -> list[Paper]:
    """Every paper of this round made so far, the newest first."""
    rounds.of_office(viewer, round_id)
    query = select(Paper).where(
        Paper.round_id == round_id, Paper.application_id.is_(None), Paper.digest != ""
    )
    return list(db.session.scalars(query.order_by(Paper.id.desc())))


def find(viewer: Viewer, paper_id: int, lock: bool = False) -> Found:
    """A paper of a round, for the office of its programme; locked where it will change."""
    query = select(Paper).where(Paper.id == paper_id, Paper.application_id.is_(None))
    paper = db.session.scalar(query.with_for_update() if lock else query)
    made = db.session.get(RoundPaper, paper_id) if paper else None
    if paper is None or made is None:
        raise NotFound
    round_ = rounds.of_office(viewer, paper.round_id)
    named = with_units().join(PaperCase, PaperCase.application_id == Application.id)
    cases = db.session.scalars(named.where(PaperCase.paper_id == paper_id).order_by(Application.number))
    return Found(paper, made, round_, tuple(cases))


def correctable(paper: Paper) -> bool:
    """A decision that holds now can be found wrong. What announced something told what was then, and stays true."""
    return paper.kind == "naming_decision" and paper.status == "released"


def replaced(found: Found) -> Paper | None:
    """The paper that this one takes the place of, or is to."""
    return db.session.get(Paper, found.made.replaces) if found.made.replaces else None


def subject(
    paper: Paper, round_: Round, cases: Any, dated: date, starts_on: date | None, replaces: str = ""
) -> RoundSubject:
    """What this paper is made from, in one statement for what all its cases submitted; `replaces` is the number of the
    paper it takes the place of."""
    form, answered = PROGRAMMES[round_.programme].forms["submit"], submitted(round_.id)
    listed = [(case, read(form, answered.get(case.id, {}))) for case in cases]
    days = rounds.newest(round_).values.get("notice_days") or 5
    told = (paper.number, paper.code, dated, starts_on, days, replaces)
    return RoundSubject(paper.kind, round_, listed, *told)


def current(found: Found) -> bool:
    """Whether its cases still stand where it found them, and it would be made the same again now."""
    paper, said = found.paper, found.paper.context
    places = ("noticing",) if paper.kind == "public_notice" else DECIDED
    if any(case.state not in places for case in found.cases):
        return False
    starts_on = date.fromisoformat(said["starts_on"]) if "starts_on" in said else None
    dated, replaces = date.fromisoformat(said["dated"]), said.get("replaces") or ""
    again = subject(paper, found.round, found.cases, dated, starts_on, replaces)
    try:
        record: Mapping[str, str] = describe(paper.kind, found.round.programme, round_context(again))
    except PaperRefused:
        return False
    return record == paper.record
