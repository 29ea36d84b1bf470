"""What becomes of a case's papers when something is done to it: kept, approved, released, voided.

Only effects of `applications.perform` call these; the bytes were made before (see `documents`). Nothing is ever
deleted: a number that is not used, and a paper that is no longer true, stay in the register with the reason.
"""

from datetime import datetime

from grants.errors import NotAllowed
from grants.extensions import db
from grants.models import Paper
from grants.services.documents import NOT_PREPARED, Made, kinds_for, rows_of
from grants.services.moves import Move
from grants.services.numbering import OPEN
from grants.texts import N_
from workflows.engine import Reason

NOT_SIGNED = N_("文书在签名之后又有变化，尚未发放，请重新办理。")
UNNEEDED = N_("不再需要")
# What tells of a thing that happened stays true whatever happens later.
LASTING = frozenset({"public_notice", "refusal_letter", "revocation_notice", "recovery_notice"})


def keep_prepared(move: Move) -> None:
    """The rows say what was prepared; whatever was approved before is approved no more."""
    kept(move)


def kept(move: Move) -> list[Paper]:
    """The papers that were prepared, filled in; numbers no longer needed are void. A paper that is made for many
    cases at once is not the case's own row."""
    by_id = {paper.paper_id: paper for paper in move.prepared.papers}
    rows = rows_of(move.application, *OPEN)
    for paper in rows:
        if paper.id not in by_id:
            void(paper, move.at, UNNEEDED)
    own = {paper.id: paper for paper in rows}
    found = [own.get(paper_id) or db.session.get_one(Paper, paper_id) for paper_id in by_id]
    if any(paper.status == "void" for paper in found):  # its number was voided while it was rendered
        raise NotAllowed([Reason(NOT_PREPARED, {}, "W1")])
    for paper in found:
        fill(paper, by_id[paper.id], move)
    return found


def fill(paper: Paper, made: Made, move: Move) -> None:
    paper.status, paper.digest, paper.record = "prepared", made.digest, made.record
    paper.basis, paper.context, paper.prepared_at = move.prepared.basis, made.context, move.at
    paper.aged = False


def issue_at_once(move: Move) -> None:
    """The papers that tell what the action itself decides: made before, kept and released with it."""
    if not kinds_for(move.action, move.programme.workflow, move.case):
        return
    if move.prepared is None:
        raise NotAllowed([Reason(NOT_PREPARED, {}, "W1")])
    for paper in kept(move):
        send(paper, move)


def approve(move: Move) -> None:
    for paper in rows_of(move.application, "prepared"):
        paper.status = "approved"


def release(move: Move) -> None:
    for paper in rows_of(move.application, "prepared", "approved"):
        send(paper, move)


def replace(move: Move) -> None:
    """Where papers were corrected, those of the same kind sent before give way to the new ones."""
    ordered = move.case.last("replace_papers")
    if ordered is None:
        return
    new = {paper.kind: paper for paper in rows_of(move.application, "prepared", "approved")}
    for paper in rows_of(move.application, "released"):
        if paper.kind in new:
            void(paper, move.at, ordered.values["reasons"], new[paper.kind])


def send(paper: Paper, move: Move) -> None:
    """A paper is released with the signature that was put under exactly the bytes that were prepared."""
    signed = move.prepared.signed.get(paper.id) if move.prepared else None
    if signed is None or signed.of != paper.digest:
        raise NotAllowed([Reason(NOT_SIGNED, {}, "W1")])
    paper.status, paper.released_at, paper.signed_digest = "released", move.at, signed.digest


def void_unreleased(move: Move) -> None:
    """Bytes that name what has changed are approved no more; the numbers stay for the papers made anew."""
    for paper in rows_of(move.application, "prepared", "approved"):
        paper.status = "reserved"


def revoke(move: Move, reason: str) -> None:
    """Released papers are revoked, reserved numbers voided; both stay in the register with the reason."""
    told = {made.paper_id for made in move.prepared.papers} if move.prepared else set()
    for paper in rows_of(move.application, *OPEN, "released"):
        if paper.kind not in LASTING and paper.id not in told:
            void(paper, move.at, reason)


def void(paper: Paper, at: datetime, reason: str, replacement: Paper | None = None) -> None:
    """The paper holds no more; its number stays in the register with the reason, and what took its place."""
    paper.status, paper.voided_at, paper.void_reason = "void", at, reason[:200]
    paper.replaced_by = replacement.id if replacement else None
