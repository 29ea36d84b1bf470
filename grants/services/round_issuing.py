"""Papers of a whole round, made and issued: prepared by an officer, approved by a leader, released; or posted.

As with the papers of a case, bytes are made outside any lock, approved by their digest and sent as they are; whatever
changed meanwhile voids the approval. Every step is logged under `round:<id>`.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext
from sqlalchemy import delete, select

from grants import clock
from grants.access import Viewer
from grants.database import writing
from grants.errors import Conflict, Forbidden, NotAllowed, NotFound, Problem, Stale
from grants.extensions import db
from grants.models import Application, Event, Paper, PaperCase, Round, RoundPaper
from grants.services import (
    applications,
    batches,
    documents,
    log,
    numbering,
    proofs,
    round_papers,
    typesetting,
)
from grants.services.documents import Made, Prepared
from grants.services.paper_contexts.rounds import round_context
from grants.services.round_papers import KINDS, Found
from grants.texts import N_
from workflows.engine import Reason

CHANGED = N_("所列案件、模板或字体在拟制之后有变化，本稿作废，请放弃本稿后重新拟制。")
OTHER_BYTES = N_("您查看的文书与当前拟制的文书不一致，请重新查看后签发。")
SAME_PERSON = N_("拟制人不能签发同一份文书。")
NOT_NOW = N_("这份文书目前不能这样办理，请刷新页面查看最新情况。")
RULE = "W1"


def prepare(viewer: Viewer, round_id: int, kind: str, numbers: Sequence[str], starts_on: date | None) -> int:
    """Make the paper that speaks of these cases; its id. Not to be called inside `writing`.

    Raises Conflict where one of the cases is not ready any more, Problem where the paper is refused.
    """
    with writing():
        round_ = batches.office_round(viewer, round_id)
        may(viewer, round_.programme, "officer")
        if kind not in KINDS:
            raise NotFound
        cases = chosen(viewer, round_id, kind, numbers)
        paper = numbering.reserve_for_round(round_id, kind, clock.today())
        data = round_context(round_papers.subject(paper, round_, cases, clock.today(), starts_on))
        paper_id, programme = paper.id, round_.programme
    (made,) = documents.rendered(programme, {paper_id: kind}, [(paper_id, data)])
    with writing():
        keep(viewer, made, numbers)
    return paper_id


def chosen(viewer: Viewer, round_id: int, kind: str, numbers: Iterable[str]) -> list[Application]:
    wanted = set(numbers)
    cases = [case for case in round_papers.ready(viewer, round_id, kind) if case.number in wanted]
    if not wanted:
        raise Problem(gettext("请至少选择一件。"))
    if len(cases) != len(wanted):
        raise Conflict(gettext("所选案件中有的已不能列入，请刷新后重新选择。"))
    return cases


def keep(viewer: Viewer, made: Made, numbers: Iterable[str]) -> None:
    """The row says what was prepared, by whom and of which cases. Stale where another draft took its number; one
    after the other by the lock of the round, so that no case is named twice."""
    paper = db.session.get_one(Paper, made.paper_id, with_for_update=True)
    db.session.execute(select(Round.id).where(Round.id == paper.round_id).with_for_update())
    if paper.status != "reserved" or viewer.person is None:
        raise Stale
    cases = chosen(viewer, paper.round_id, paper.kind, numbers)
    paper.digest, paper.record, paper.context = made.digest, made.record, made.context
    paper.basis, paper.prepared_at = log.digest_of({"records": [made.record]}), clock.now()
    paper.status = "prepared"
    db.session.add(RoundPaper(paper_id=paper.id, prepared_by=viewer.person))
    db.session.add_all(PaperCase(paper_id=paper.id, application_id=case.id) for case in cases)
    record(viewer, paper.round_id, "prepare_round_paper", "officer", paper.number, paper.digest)


def approve(viewer: Viewer, paper_id: int, digest: str) -> None:
    """The leader approves exactly these bytes. Not to be called inside `writing`."""
    typesetting.ready()
    with writing():
        approved(viewer, round_papers.find(viewer, paper_id, lock=True), digest)


def approved(viewer: Viewer, found: Found, digest: str) -> None:
    may(viewer, found.round.programme, "leader")
    reasons = [*standing(found, ("prepared",), "naming_decision")]
    if digest != found.paper.digest:
        reasons.append(Reason(OTHER_BYTES, {}, RULE))
    if viewer.person == found.made.prepared_by:
        reasons.append(Reason(SAME_PERSON, {}, "D1"))
    refuse(reasons)
    found.paper.status, found.made.approved_by = "approved", viewer.person
    record(viewer, found.round.id, "approve_round_paper", "leader", found.paper.number, digest)


def release(viewer: Viewer, paper_id: int) -> None:
    """Send the approved bytes, signed. Not to be called inside `writing`."""
    typesetting.ready()
    with writing():
        signing = releasable(viewer, paper_id, "approved", "naming_decision").paper
        said = {signing.id: (signing.digest, dict(signing.context))}
    signed = proofs.signed(said)[paper_id]
    with writing():
        found = releasable(viewer, paper_id, "approved", "naming_decision")
        if found.paper.digest != signed.of:
            raise Stale
        found.paper.status, found.paper.released_at = "released", clock.now()
        found.paper.signed_digest = signed.digest
        record(viewer, found.round.id, "release_round_paper", "officer", found.paper.number, signed.of)


def post(viewer: Viewer, paper_id: int) -> int:
    """Post the notice in every case it names, all of them or none; how many. Not to be called inside `writing`."""
    typesetting.ready()
    with writing():
        paper = releasable(viewer, paper_id, "prepared", "public_notice").paper
        made = Made(paper.id, dict(paper.context), paper.digest, dict(paper.record))
    signed = proofs.signed({made.paper_id: (made.digest, made.context)})
    with writing():
        found = releasable(viewer, paper_id, "prepared", "public_notice")
        if found.paper.digest != made.digest:
            raise Stale
        for case in found.cases:
            prepared = Prepared((made,), case.version, signed)
            posted(viewer, case.number, prepared)
        record(viewer, found.round.id, "post_round_notice", "officer", found.paper.number, made.digest)
        return len(found.cases)


def posted(viewer: Viewer, number: str, prepared: Prepared) -> None:
    """One case's notice by the shared paper; a refusal names the case."""
    said = {"starts_on": prepared.papers[0].context["starts_on"]}
    try:
        applications.perform(viewer, number, "post_notice", said, prepared.version, prepared)
    except NotAllowed as refused:
        told = (
            gettext("%(number)s：%(sentence)s", number=number, sentence=text) for text in refused.sentences
        )
        raise Conflict(*told) from refused


def discard(viewer: Viewer, paper_id: int) -> int:
    """Give a draft up: its number stays for the next one, its cases are free again; inside `writing`. Its round."""
    found = round_papers.find(viewer, paper_id, lock=True)
    may(viewer, found.round.programme, "officer", "leader")
    if found.paper.status not in ("prepared", "approved"):
        refuse([Reason(NOT_NOW, {}, RULE)])
    db.session.execute(delete(PaperCase).where(PaperCase.paper_id == paper_id))
    db.session.delete(found.made)
    said = found.paper.digest
    found.paper.status, found.paper.digest = "reserved", ""
    duty = next(role for role in ("officer", "leader") if role in viewer.roles(found.round.programme))
    record(viewer, found.round.id, "discard_round_paper", duty, found.paper.number, said)
    return found.round.id


def releasable(viewer: Viewer, paper_id: int, status: str, kind: str) -> Found:
    """The paper, locked, which an officer may send now; raises NotAllowed with what stands against it."""
    found = round_papers.find(viewer, paper_id, lock=True)
    may(viewer, found.round.programme, "officer")
    refuse(standing(found, (status,), kind))
    return found


def standing(found: Found, statuses: tuple[str, ...], kind: str) -> list[Reason]:
    """What stands against going on with this paper."""
    if found.paper.status not in statuses or found.paper.kind != kind:
        return [Reason(NOT_NOW, {}, RULE)]
    return [] if round_papers.current(found) else [Reason(CHANGED, {}, RULE)]


def refuse(reasons: list[Reason]) -> None:
    if reasons:
        raise NotAllowed(reasons)


def may(viewer: Viewer, programme: str, *roles: str) -> None:
    if viewer.person is None or not viewer.roles(programme) & set(roles):
        raise Forbidden(gettext("您的角色不能办理这一步。"))


def record(viewer: Viewer, round_id: int, action: str, duty: str, number: str, digest: str) -> None:
    said: dict[str, Any] = {"number": number, "digest": digest}
    log.append(
        Event(
            at=clock.now(),
            subject=f"round:{round_id}",
            action=action,
            person_id=viewer.person,
            duty=duty,
            recorded=log.canonical(said),
        )
    )
    db.session.flush()
