"""The meeting of a round: its cases ranked by what the experts gave, what is left to give, and one proposal for each.

The meeting's page puts many cases before the office; each proposal is still the action `propose` of its own case, with
the minutes typed once. Sums in fen.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from sqlalchemy.orm import contains_eager

from forms.base import Form
from forms.money import to_yuan
from forms.reviewing import sheet_total
from grants import clock
from grants.access import OFFICE, Viewer, visible
from grants.database import writing
from grants.errors import Forbidden, NotFound, Problem
from grants.extensions import db
from grants.models import Application, Round
from grants.programmes import PROGRAMMES
from grants.services import applications, asking, cases, deeds, preparing, rounds
from grants.services.agenda import Agenda, Row
from grants.services.case_papers.review import layers_of, whole
from grants.services.cases import Opened
from grants.services.lists import cases as listed

SHARED = ("meeting_on", "attendance", "minutes")
OWN = ("outcome", "amount", "grade", "level", "reasons")


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


def row_of(opened: Opened, posted: Mapping[str, str] | None) -> Row:
    case, programme = opened.case, opened.programme
    sheets = (sheet_total(programme.rubric, deed.values) for deed in case.standing("review"))
    layers = list(layers_of(case, [total.points for total in sheets if total]))
    standing = {name: value for name, value in case.answers("propose").items() if name in OWN and value}
    if "amount" in standing:
        standing["amount"] = to_yuan(standing["amount"])
    raw = standing or asking.for_proposal(opened)
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
        changed=not standing or any(differs(standing.get(name), text) for name, text in typed.items()),
    )


def differs(known: Any, typed: str) -> bool:
    """Whether something else was typed; a browser sends line ends of its own."""
    return (known or "") != typed.replace("\r\n", "\n")


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
    """What would be proposed in each case the meeting spoke of; "" leaves a case out. What is proposed already stays as
    it was, with the minutes of its own meeting, unless it was changed."""
    fields = form_of(found.round.programme).fields
    return {
        row.number: {k: v for k, v in {**found.shared, **row.raw}.items() if k in fields}
        for row in found.rows
        if row.raw.get("outcome") and row.changed
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
