"""The meeting of a round: its cases ranked by what the experts gave, what is left to give, and one proposal for each.

The meeting's page puts many cases before the office; each proposal is still the action `propose` of its own case, with
the minutes typed once. Sums in fen.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from sqlalchemy.orm import contains_eager

from forms.base import Form
from forms.money import to_fen, to_yuan
from forms.reviewing import sheet_total
from grants import clock
from grants.access import OFFICE, Viewer, visible
from grants.database import writing
from grants.errors import Forbidden, NotFound, Problem
from grants.extensions import db
from grants.models import Application, Round
from grants.programmes import PROGRAMMES
from grants.services import applications, asking, cases, deeds, preparing, rounds
from grants.services.case_papers.review import layers_of, whole
from grants.services.cases import Opened
from grants.services.lists import cases as listed

SHARED = ("meeting_on", "attendance", "minutes")
OWN = ("outcome", "amount", "grade", "level", "reasons")


@dataclass(frozen=True)
class Row:
    """A case before the meeting: its points, what the experts gave layer by layer, and what is proposed or would be."""

    application: Application
    points: Decimal | None
    layers: tuple[tuple[str, Decimal], ...]
    raw: Mapping[str, Any]
    proposed: bool
    seen: int  # the version of the case the page showed

    @property
    def number(self) -> str:
        return self.application.number

    @property
    def amount(self) -> int:
        """What this row asks of the budget, as it stands on the page."""
        try:
            return to_fen(str(self.raw.get("amount") or "0")) if self.raw.get("outcome") == "award" else 0
        except ValueError:
            return 0


@dataclass(frozen=True)
class Agenda:
    """A round's cases by rank; `left` is what may be proposed in this meeting, all of its own proposals included."""

    round: Round
    rows: tuple[Row, ...]
    left: int
    shared: Mapping[str, Any] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(row.amount for row in self.rows)

    @property
    def scored(self) -> bool:
        """Whether there is anything to rank them by; where nobody reviews they stand by their numbers."""
        return any(row.points is not None for row in self.rows)

    def rank(self, row: Row) -> int:
        """The place of a row, from 1; equal points share one."""
        return 1 + sum((other.points or 0) > (row.points or 0) for other in self.rows)

    def fits(self) -> Iterator[tuple[Row, bool]]:
        """Each row, and whether the money reaches down to it."""
        sum_ = 0
        for row in self.rows:
            sum_ += row.amount
            yield row, sum_ <= self.left


def agenda(viewer: Viewer, round_id: int, posted: Mapping[str, str] | None = None) -> Agenda:
    """The meeting of a round, for its office; as it was typed, where something was."""
    round_ = db.session.get(Round, round_id)
    if round_ is None or not rounds.reads(viewer, round_.programme):
        raise NotFound
    if not set(OFFICE) & viewer.roles(round_.programme):
        raise Forbidden(gettext("会议页面供项目办、领导和审计查看。"))
    query = (
        listed()
        .join(Application.terms)
        .where(visible(viewer), Application.round_id == round_id, Application.state == "deciding")
    )
    before = list(
        db.session.scalars(query.options(contains_eager(Application.terms)).order_by(Application.number))
    )
    records = deeds.records(*before)
    found = [row_of(cases.opened(viewer, one, records[one.id]), posted) for one in before]
    ranked = sorted(found, key=lambda row: -(row.points or Decimal(-1)))
    budget = rounds.budget(round_)
    own = sum(row.application.proposed for row in ranked)
    left = budget.appropriated - budget.awarded - budget.proposed + own
    shared = posted or {"meeting_on": clock.today().isoformat()}
    return Agenda(round_, tuple(ranked), left, {name: shared.get(name, "") for name in SHARED})


def within(found: Agenda) -> Agenda:
    """The same meeting, which leaves for another time what the money does not reach."""
    rows = (row if fits else replace(row, raw={**row.raw, "outcome": ""}) for row, fits in found.fits())
    return replace(found, rows=tuple(rows))


def row_of(opened: Opened, posted: Mapping[str, str] | None) -> Row:
    case, programme = opened.case, opened.programme
    sheets = (sheet_total(programme.rubric, deed.values) for deed in case.standing("review"))
    layers = list(layers_of(case, [total.points for total in sheets if total]))
    standing = {name: value for name, value in case.answers("propose").items() if name in OWN and value}
    if "amount" in standing:
        standing["amount"] = to_yuan(standing["amount"])
    raw = standing or {"outcome": "award"} | asking.for_proposal(opened)
    number = opened.application.number
    typed = (
        {name: posted[f"{name}-{number}"] for name in OWN if f"{name}-{number}" in posted} if posted else {}
    )
    total = whole(layers)
    return Row(
        application=opened.application,
        points=layers[0][1] if total is None else total,
        layers=tuple((str(label), points) for label, points, _weight in layers if points is not None),
        raw={**raw, **typed},
        proposed=bool(standing),
        seen=seen(posted, number, opened.application.version),
    )


def seen(posted: Mapping[str, str] | None, number: str, now: int) -> int:
    """The version a page that was filled in began from; a page made now shows the case as it is."""
    told = (posted or {}).get(f"version-{number}", str(now))
    return int(told) if told.isdecimal() and len(told) < 10 else 0


def still_open(posted: Mapping[str, str], refused: Iterable[str]) -> dict[str, str]:
    """What stays typed when others are done: what the meeting shares and the refused cases, now seen as they are."""
    kept = {f"{name}-{number}" for number in refused for name in OWN} | {*SHARED}
    return {name: value for name, value in posted.items() if name in kept}


def form_of(programme: str) -> Form:
    return PROGRAMMES[programme].forms["propose"]


def answers(found: Agenda) -> dict[str, dict[str, Any]]:
    """What would be proposed in each case the meeting spoke of; "" leaves a case out."""
    fields = form_of(found.round.programme).fields
    return {
        row.number: {k: v for k, v in {**found.shared, **row.raw}.items() if k in fields}
        for row in found.rows
        if row.raw.get("outcome")
    }


def versions_of(found: Agenda) -> dict[str, int]:
    return {row.number: row.seen for row in found.rows}


def rehearsed(viewer: Viewer, found: Agenda) -> dict[str, tuple[str, ...]]:
    """Why not, by case, if all were proposed now one after the other: the budget counts them together."""
    refused: dict[str, tuple[str, ...]] = {}
    wanted, versions = answers(found), versions_of(found)
    with writing(dry_run=True):
        cases.held(Application.number.in_(wanted))
        for number, raw in wanted.items():
            try:
                with db.session.begin_nested():
                    applications.perform(viewer, number, "propose", raw, versions[number])
            except Problem as problem:
                refused[number] = problem.sentences
    return refused


def propose(viewer: Viewer, found: Agenda) -> dict[str, tuple[str, ...]]:
    """Propose in every case, each in a transaction of its own; why not, by case. Not to be called inside `writing`."""
    refused: dict[str, tuple[str, ...]] = {}
    versions = versions_of(found)
    for number, raw in answers(found).items():
        try:
            preparing.perform(viewer, number, "propose", raw, versions[number])
        except Problem as problem:
            refused[number] = problem.sentences
    return refused
