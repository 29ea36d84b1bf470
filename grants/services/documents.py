"""Papers of a case: numbered, rendered outside any lock, approved by digest, released as those very bytes.

Rendering takes tenths of a second, so it never happens while a write lock is held: `prepare` gives out the
numbers in a short transaction of its own, renders, and hands the bytes to the action that records them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app
from sqlalchemy import select

from grants import clock
from grants.errors import NotAllowed, Problem
from grants.extensions import db
from grants.models import Application, Paper
from grants.rendering.faults import PaperRefused
from grants.rendering.workshop import describe, render
from grants.services import blobs
from grants.services.log import digest_of
from grants.services.moves import Move
from grants.services.numbering import OPEN
from grants.services.paper_contexts import Subject, context
from grants.texts import N_
from workflows.engine import Case, Reason
from workflows.parts.payment import due_now

AT_ONCE = {"post_notice": ("public_notice",), "decline": ("refusal_letter",), "refuse": ("refusal_letter",)}
NOT_PREPARED = N_("文书尚未拟制完成，请重新办理“拟制文书”。")
UNNEEDED = N_("不再需要")


@dataclass(frozen=True)
class Made:
    """One rendered paper on its way into the case."""

    paper_id: int
    context: dict[str, Any]
    digest: str
    record: dict[str, Any]


@dataclass(frozen=True)
class Prepared:
    """The rendered papers of an action; `version` is the case's version they were made from."""

    papers: tuple[Made, ...]
    version: int

    @property
    def basis(self) -> str:
        """A digest of all that went into the papers: their data, templates, fonts and renderer."""
        return digest_of({"records": [made.record for made in self.papers]})

    @property
    def digest(self) -> str:
        """The one digest the leader approves: of the digests of all papers."""
        return digest_of({"papers": [made.digest for made in self.papers]})


def kinds_for(action: str, issues: tuple[str, ...], case: Case) -> tuple[str, ...]:
    """The kinds of paper an action makes: no funding letter where no money is due."""
    kinds = AT_ONCE.get(action, issues)
    return tuple(kind for kind in kinds if kind != "funding_letter" or due_now(case) > 0)


def made(papers: list[Paper], application: Application, case: Case, today: date) -> list[tuple[int, dict]]:
    """The contexts of these papers, ready to be rendered without the database."""
    subjects = (Subject(paper.kind, application, case, paper.number, paper.code, today) for paper in papers)
    return [(paper.id, context(subject)) for paper, subject in zip(papers, subjects, strict=True)]


def rendered(programme: str, kinds: Mapping[int, str], contexts: list[tuple[int, dict]]) -> tuple[Made, ...]:
    """Render and keep the bytes; raises Problem with every reason a paper is refused for."""
    fonts = current_app.config["FONTS_FOLDER"]
    found, faults = [], []
    for paper_id, data in contexts:
        try:
            paper = render(kinds[paper_id], programme, data, fonts)
        except PaperRefused as refused:
            faults += [str(sentence) for sentence in refused.sentences]
            continue
        blobs.put(paper.pdf)
        found.append(Made(paper_id, data, paper.digest, paper.record))
    if faults:
        raise Problem(*dict.fromkeys(faults))
    return tuple(found)


def recorded(case: Case, prepared: Prepared | None) -> dict[str, Any]:
    """What the log keeps of prepared papers."""
    if prepared is None or not prepared.papers:
        raise NotAllowed([Reason(NOT_PREPARED, {}, "W1")])
    return {
        "digest": prepared.digest,
        "basis": prepared.basis,
        "papers": {str(made.paper_id): made.digest for made in prepared.papers},
        "dated_on": clock.today().isoformat(),
    }


def dated(case: Case) -> date:
    """The day the standing papers bear."""
    found = case.answers("prepare_papers").get("dated_on")
    return found or clock.today()


def rows_of(application: Application, *statuses: str) -> list[Paper]:
    query = select(Paper).where(Paper.application_id == application.id, Paper.status.in_(statuses))
    return list(db.session.scalars(query.order_by(Paper.id)))


def keep_prepared(move: Move) -> None:
    """The rows say what was prepared; whatever was approved before is approved no more."""
    kept(move)


def kept(move: Move) -> list[Paper]:
    """The papers that were prepared, filled in; numbers no longer needed are void."""
    by_id = {paper.paper_id: paper for paper in move.prepared.papers}
    rows = rows_of(move.application, *OPEN)
    for paper in rows:
        made = by_id.get(paper.id)
        if made:
            fill(paper, made, move)
        else:
            void(paper, move, UNNEEDED)
    return [paper for paper in rows if paper.id in by_id]


def fill(paper: Paper, made: Made, move: Move) -> None:
    paper.status, paper.digest, paper.record = "prepared", made.digest, made.record
    paper.basis, paper.context, paper.prepared_at = move.prepared.basis, made.context, move.at


def issue_at_once(move: Move) -> None:
    """A paper that tells what the action itself decides: made before, kept and released with it."""
    if move.prepared is None:
        raise NotAllowed([Reason(NOT_PREPARED, {}, "W1")])
    for paper in kept(move):
        paper.status, paper.released_at = "released", move.at


def approve(move: Move) -> None:
    for paper in rows_of(move.application, "prepared"):
        paper.status = "approved"


def release(move: Move) -> None:
    for paper in rows_of(move.application, "prepared", "approved"):
        paper.status, paper.released_at = "released", move.at


def void_unreleased(move: Move) -> None:
    """Bytes that name what has changed are approved no more; the numbers stay for the papers made anew."""
    for paper in rows_of(move.application, "prepared", "approved"):
        paper.status = "reserved"


def revoke(move: Move, reason: str) -> None:
    """Released papers are revoked, reserved numbers voided; both stay in the register with the reason."""
    for paper in rows_of(move.application, *OPEN, "released"):
        if paper.kind not in AT_ONCE["post_notice"]:
            void(paper, move, reason)


def void(paper: Paper, move: Move, reason: str) -> None:
    paper.status, paper.voided_at, paper.void_reason = "void", move.at, reason[:200]


def basis_now(application: Application, case: Case) -> str:
    """The basis the prepared papers would have if they were made again now; '' when none are prepared."""
    papers = rows_of(application, "prepared", "approved")
    if not papers or case.last("prepare_papers") is None:
        return ""
    fonts = current_app.config["FONTS_FOLDER"]
    kinds = {paper.id: paper.kind for paper in papers}
    try:
        records = [
            describe(kinds[paper_id], application.programme, data, fonts)
            for paper_id, data in made(papers, application, case, dated(case))
        ]
    except PaperRefused:
        return ""
    return digest_of({"records": records})
