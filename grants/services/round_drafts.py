"""Drafts of a round's papers: made of the cases an officer chose, kept under a number, or given up again.

Bytes are made outside any lock; what is kept is exactly what was made. A draft may be made to take the place of a
released decision that was found wrong: that one stays in force until the new one is released.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext
from sqlalchemy import delete, select

from grants import clock
from grants.access import Viewer
from grants.canonical import digest_of
from grants.database import writing
from grants.errors import Conflict, NotFound, Problem
from grants.extensions import db
from grants.models import Application, Paper, PaperCase, Round, RoundPaper
from grants.services import documents, log, number_register, numbering, round_papers, rounds
from grants.services.documents import Made
from grants.services.paper_contexts.rounds import round_context
from grants.services.round_papers import KINDS
from grants.services.round_steps import DRAFTS, NOT_NOW, may, record, refuse


@dataclass(frozen=True)
class Correction:
    """The released paper (by id) that a draft is to take the place of, and why."""

    paper_id: int
    reason: str


def prepare(
    viewer: Viewer,
    round_id: int,
    kind: str,
    numbers: Sequence[str],
    starts_on: date | None,
    correction: Correction | None = None,
) -> int:
    """Make the paper that speaks of these cases; its id. Not to be called inside `writing`.

    Raises Conflict where one of the cases is not ready any more, Problem where the paper is refused, Invalid where a
    correction has no reason.
    """
    while True:
        with writing():
            round_ = rounds.of_office(viewer, round_id)
            may(viewer, round_.programme, "officer")
            paper, data = begun(viewer, round_, kind, numbers, starts_on, correction)
            paper_id, programme = paper.id, round_.programme
        (made,) = documents.rendered(programme, {paper_id: kind}, [(paper_id, data)])
        with writing():
            if keep(viewer, made, numbers, correction):
                return paper_id


def begun(
    viewer: Viewer,
    round_: Round,
    kind: str,
    numbers: Sequence[str],
    starts_on: date | None,
    correction: Correction | None,
) -> tuple[Paper, dict[str, Any]]:
    """The number of a draft and what it will say; inside `writing`."""
    if kind not in KINDS:
        raise NotFound
    wrong = correctable(viewer, round_.id, kind, correction) if correction else None
    cases = chosen(viewer, round_.id, kind, numbers, wrong)
    today = clock.today()
    paper = numbering.reserve_for_round(round_.id, kind, today)
    replaces = wrong.number if wrong else ""
    subject = round_papers.subject(paper, round_, cases, today, starts_on, replaces)
    return paper, round_context(subject)


def correctable(viewer: Viewer, round_id: int, kind: str, correction: Correction) -> Paper:
    """The released decision that is to be corrected, of which no other correction is being made."""
    number_register.reasoned(correction.reason)
    paper = round_papers.find(viewer, correction.paper_id).paper
    if (paper.round_id, paper.kind) != (round_id, kind) or not round_papers.correctable(paper):
        refuse([NOT_NOW])
    others = select(Paper.number).join(RoundPaper, RoundPaper.paper_id == Paper.id)
    others = others.where(RoundPaper.replaces == paper.id, Paper.status.in_(("prepared", "approved")))
    number = db.session.scalar(others.limit(1))
    if number:
        raise Conflict(gettext("这份文书已有一份更正稿%(number)s，请先办理或放弃那一稿。", number=number))
    return paper


def chosen(
    viewer: Viewer, round_id: int, kind: str, numbers: Iterable[str], wrong: Paper | None
) -> list[Application]:
    wanted = set(numbers)
    ready = round_papers.ready(viewer, round_id, kind, wrong.id if wrong else 0)
    cases = [case for case in ready if case.number in wanted]
    if not wanted:
        raise Problem(gettext("请至少选择一件。"))
    if len(cases) != len(wanted):
        raise Conflict(gettext("所选案件中有的已不能列入，请刷新后重新选择。"))
    return cases


def keep(viewer: Viewer, made: Made, numbers: Iterable[str], correction: Correction | None) -> bool:
    """The row says what was prepared, by whom and of which cases. False where its number was used or voided meanwhile;
    one after the other by the log's end, so that no case is named twice."""
    paper = db.session.get_one(Paper, made.paper_id, with_for_update=True)
    log.lock()
    if paper.status != "reserved":
        return False
    wrong = correctable(viewer, paper.round_id, paper.kind, correction) if correction else None
    cases = chosen(viewer, paper.round_id, paper.kind, numbers, wrong)
    paper.digest, paper.record, paper.context = made.digest, made.record, made.context
    paper.basis, paper.prepared_at = digest_of({"records": [made.record]}), clock.now()
    paper.status = "prepared"
    row = RoundPaper(paper_id=paper.id, prepared_by=viewer.person)
    if correction:
        row.replaces, row.reason = correction.paper_id, number_register.reasoned(correction.reason)
    db.session.add(row)
    db.session.add_all(PaperCase(paper_id=paper.id, application_id=case.id) for case in cases)
    record(viewer, paper, "prepare_round_paper", "officer", **corrected(wrong, row))
    return True


def corrected(wrong: Paper | None, row: RoundPaper) -> dict[str, str]:
    """What the log says more of a draft that is to replace another paper."""
    return {"replaces": wrong.number, "reason": row.reason} if wrong else {}


def discard(viewer: Viewer, paper_id: int) -> int:
    """Give a draft up: its number stays for the next one, its cases are free again; inside `writing`. Its round."""
    found = round_papers.find(viewer, paper_id, lock=True)
    may(viewer, found.round.programme, "officer", "leader")
    if found.paper.status not in DRAFTS:
        refuse([NOT_NOW])
    db.session.execute(delete(PaperCase).where(PaperCase.paper_id == paper_id))
    db.session.delete(found.made)
    duty = next(role for role in ("officer", "leader") if role in viewer.roles(found.round.programme))
    record(viewer, found.paper, "discard_round_paper", duty)
    found.paper.status, found.paper.digest = "reserved", ""
    return found.round.id
