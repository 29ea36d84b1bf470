"""Papers of a whole round, issued: a decision approved by a leader and released, or found wrong; a notice posted.

As with the papers of a case, bytes are approved by their digest and sent as they are; whatever changed since they were
made (`round_drafts`) voids the approval. Every step is logged under `round:<id>`.
"""

from flask_babel import gettext
from sqlalchemy import Select, select

from grants import clock
from grants.access import Viewer
from grants.database import writing
from grants.errors import Conflict, NotAllowed, Stale
from grants.extensions import db
from grants.models import Application, Paper, PaperCase
from grants.services import applications, cases, issuing, number_register, proofs, round_papers, typesetting
from grants.services.documents import Made, Prepared
from grants.services.round_papers import Found
from grants.services.round_steps import DRAFTS, NOT_NOW, RULE, STEPS, may, next_step, record, refuse
from grants.texts import N_
from workflows.engine import Reason

CHANGED = N_("所列案件、模板或字体在拟制之后有变化，本稿作废，请放弃本稿后重新拟制。")
OTHER_BYTES = N_("您查看的文书与当前拟制的文书不一致，请重新查看后签发。")
SAME_PERSON = N_("拟制人不能签发同一份文书。")
GONE = N_("本稿要代替的%(number)s已经作废，请放弃本稿后重新拟制。")


def open_steps(viewer: Viewer, found: Found, against: list[Reason]) -> set[str]:
    """What this viewer may do with the paper now: the step that takes it on, unless something stands `against` that;
    `discard`, `correct` and `void`."""
    roles, going_on = viewer.roles(found.round.programme), next_step(found.paper)
    own = going_on == "approve" and viewer.person == found.made.prepared_by
    taken_by = {going_on: {STEPS[going_on].role}} if going_on and not against and not own else {}
    if found.paper.status in DRAFTS:
        taken_by["discard"] = {"officer", "leader"}
    if round_papers.correctable(found.paper):
        taken_by |= {"correct": {"officer"}, "void": {"leader"}}
    return {step for step, of in taken_by.items() if of & roles}


def ready(viewer: Viewer, paper_id: int, step: str) -> None:
    """Wait for what compares papers, before any lock; nothing is started for who may not take the step."""
    may(viewer, round_papers.find(viewer, paper_id).round.programme, STEPS[step].role)
    typesetting.ready()


def approve(viewer: Viewer, paper_id: int, digest: str) -> None:
    """The leader approves exactly these bytes. Not to be called inside `writing`."""
    ready(viewer, paper_id, "approve")
    with writing():
        approved(viewer, round_papers.find(viewer, paper_id, lock=True), digest)


def approved(viewer: Viewer, found: Found, digest: str) -> None:
    may(viewer, found.round.programme, STEPS["approve"].role)
    reasons = standing(found, "approve")
    if digest != found.paper.digest:
        reasons.append(Reason(OTHER_BYTES, {}, RULE))
    if viewer.person == found.made.prepared_by:
        reasons.append(Reason(SAME_PERSON, {}, "D1"))
    refuse(reasons)
    found.paper.status, found.made.approved_by = "approved", viewer.person
    record(viewer, found.paper, "approve_round_paper", "leader")


def release(viewer: Viewer, paper_id: int) -> None:
    """Send the approved bytes, signed. Not to be called inside `writing`."""
    ready(viewer, paper_id, "release")
    with writing():
        signing = sendable(viewer, paper_id, "release").paper
        said = {signing.id: (signing.digest, dict(signing.context))}
    signed = proofs.signed(said)[paper_id]
    with writing():
        found = sendable(viewer, paper_id, "release")
        if found.paper.digest != signed.of:
            raise Stale
        found.paper.status, found.paper.released_at = "released", clock.now()
        found.paper.signed_digest = signed.digest
        replace(found)
        record(viewer, found.paper, "release_round_paper", "officer")


def replace(found: Found) -> None:
    """What the paper was made to replace is void from now on."""
    if found.made.replaces:
        wrong = db.session.get_one(Paper, found.made.replaces, with_for_update=True)
        issuing.void(wrong, clock.now(), found.made.reason, found.paper)


def void(viewer: Viewer, paper_id: int, reason: str) -> None:
    """A released decision holds no more, by the leader and for a reason; inside `writing`.

    Its number stays in the register; its cases may be named by another decision.
    """
    found = round_papers.find(viewer, paper_id, lock=True)
    may(viewer, found.round.programme, "leader")
    if not round_papers.correctable(found.paper):
        refuse([NOT_NOW])
    issuing.void(found.paper, clock.now(), number_register.reasoned(reason))
    record(viewer, found.paper, "void_round_paper", "leader", reason=found.paper.void_reason)


def post(viewer: Viewer, paper_id: int) -> int:
    """Post the notice in every case it names, all of them or none; how many. Not to be called inside `writing`."""
    ready(viewer, paper_id, "post")
    with writing():
        paper = sendable(viewer, paper_id, "post").paper
        made = Made(paper.id, dict(paper.context), paper.digest, dict(paper.record))
    signed = proofs.signed({made.paper_id: (made.digest, made.context)})
    with writing():
        cases.held(Application.id.in_(named_in(paper_id)))
        found = sendable(viewer, paper_id, "post")
        if found.paper.digest != made.digest:
            raise Stale
        for case in found.cases:
            prepared = Prepared((made,), case.version, signed)
            posted(viewer, case.number, prepared)
        record(viewer, found.paper, "post_round_notice", "officer")
        return len(found.cases)


def named_in(paper_id: int) -> Select[int]:
    """The cases, by their ids, that this paper names."""
    return select(PaperCase.application_id).where(PaperCase.paper_id == paper_id)


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


def sendable(viewer: Viewer, paper_id: int, step: str) -> Found:
    """The paper, locked, which this step may send now; raises NotAllowed with what stands against it."""
    found = round_papers.find(viewer, paper_id, lock=True)
    may(viewer, found.round.programme, STEPS[step].role)
    refuse(standing(found, step))
    return found


def standing(found: Found, step: str) -> list[Reason]:
    """What stands against taking this step with the paper."""
    return against(found) if next_step(found.paper) == step else [NOT_NOW]


def against(found: Found) -> list[Reason]:
    """What stands against going on with a draft, whatever the step; nothing of a paper that was sent."""
    if found.paper.status not in DRAFTS:
        return []
    wrong = round_papers.replaced(found)
    if wrong and not round_papers.correctable(wrong):
        return [Reason(GONE, {"number": wrong.number}, RULE)]
    return [] if round_papers.current(found) else [Reason(CHANGED, {}, RULE)]
