"""From the meeting to the released papers: proposal, decision, public notice with objections, papers."""

from collections.abc import Callable

from workflows.engine import Action, Case, Guard, Reason
from workflows.guards import (
    names_objection,
    not_yet,
    notice_over,
    notice_running,
    objections_settled,
    stands,
    within_budget,
)
from workflows.parts.review import REVIEW_APPROVALS
from workflows.rules import N_

PAPERS = ("prepare_papers", "approve_papers")


def proposed(outcome: str, sentence: str) -> Guard:
    """The standing proposal of the meeting has this outcome."""

    def guard(case: Case) -> Reason | None:
        found = case.answers("propose").get("outcome")
        return None if found in (None, outcome) else Reason(sentence, {}, "M1")

    return guard


def agrees(case: Case) -> Reason | None:
    """A decision to award confirms the proposal; a leader who does not agree refuses or remands."""
    if case["agreed"]:
        return None
    return Reason(N_("审批须确认同意会议建议；不同意的，请选择“不予通过”或“发回重审”。"), {}, "M1")


def budget_for_proposal(case: Case) -> Reason | None:
    """The sum proposed still fits when it is decided."""
    amount = case.answers("propose").get("amount") or 0
    if amount <= case.facts.budget_left:
        return None
    return Reason(N_("会议建议的金额已超过本批次预算余额，不能批准。"), {}, "M2")


def papers_approved(case: Case) -> Reason | None:
    """What the leader approved is what was prepared last, byte for byte."""
    prepared, approved = case.last("prepare_papers"), case.last("approve_papers")
    if prepared and approved and prepared.values.get("digest") == approved.values.get("digest"):
        return None
    return Reason(N_("文书尚未签发，或签发后又重新拟制。"), {}, "W1")


def papers_current(case: Case) -> Reason | None:
    """The prepared papers still say what the case says now."""
    prepared = case.last("prepare_papers")
    if not prepared or prepared.values.get("basis") == case.facts.papers_digest:
        return None
    return Reason(N_("案件内容、模板或字体在拟制文书后有变化，原文书作废，请重新拟制。"), {}, "W1")


def names_digest(case: Case) -> Reason | None:
    """The digest approved is the one of the papers that were shown."""
    prepared = case.last("prepare_papers")
    if prepared and case["digest"] == prepared.values.get("digest"):
        return None
    return Reason(N_("您查看的文书与当前拟制的文书不一致，请重新查看后签发。"), {}, "W1")


def decision(within_terms: tuple[Guard, ...], reviewed: bool) -> tuple[Action, ...]:
    """`within_terms` are the programme's own limits on a proposal; `reviewed` whether a remand voids sheets."""
    review = REVIEW_APPROVALS if reviewed else ()
    need_proposal = stands("propose", N_("会议尚未提出审定建议。"), "M1")
    return (
        Action(
            "propose",
            N_("提出审定建议"),
            ("deciding",),
            None,
            ("officer",),
            checks=(within_budget, *within_terms),
            approval=True,
        ),
        Action(
            "remand",
            N_("发回重审"),
            ("deciding",),
            "screening",
            ("leader",),
            guards=(need_proposal,),
            clears=("accept", "propose", "decide", *review),
        ),
        Action(
            "decide",
            N_("审批同意"),
            ("deciding",),
            "noticing",
            ("leader",),
            guards=(
                need_proposal,
                proposed("award", N_("会议建议不予通过，不能批准；请选择“不予通过”或“发回重审”。")),
                budget_for_proposal,
            ),
            checks=(agrees,),
            approval=True,
        ),
        Action("refuse", N_("不予通过"), ("deciding",), "refused", ("leader",), guards=(need_proposal,)),
    )


def notice() -> tuple[Action, ...]:
    """Public notice of n working days; every objection is settled before it can close."""
    return (
        Action(
            "post_notice",
            N_("发布公示"),
            ("noticing",),
            None,
            ("officer",),
            guards=(not_yet("post_notice", N_("公示已经发布。"), "N1"),),
        ),
        Action(
            "object", N_("提出异议"), ("noticing",), None, ("public", "officer"), guards=(notice_running,)
        ),
        Action(
            "dismiss_objection",
            N_("异议不成立"),
            ("noticing",),
            None,
            ("officer",),
            checks=(names_objection,),
        ),
        Action(
            "uphold_objection",
            N_("异议成立"),
            ("noticing",),
            "deciding",
            ("leader",),
            checks=(names_objection,),
            clears=("present", "propose", "decide", "post_notice", "object", "dismiss_objection"),
        ),
        Action(
            "close_notice",
            N_("公示期满"),
            ("noticing",),
            "releasing",
            ("system",),
            guards=(notice_over, objections_settled),
        ),
    )


def papers(issues: tuple[str, ...], due: Callable[[Case], Reason | None] | None = None) -> tuple[Action, ...]:
    """Deciding is not releasing: bytes are prepared, the leader approves their digest, release sends those bytes."""
    return (
        Action(
            "prepare_papers", N_("拟制文书"), ("releasing",), None, ("officer",), clears=("approve_papers",)
        ),
        Action(
            "approve_papers",
            N_("签发文书"),
            ("releasing",),
            None,
            ("leader",),
            guards=(stands("prepare_papers", N_("文书尚未拟制。"), "W1"), papers_current),
            checks=(names_digest,),
            approval=True,
        ),
        Action(
            "release",
            N_("发放文书"),
            ("releasing",),
            "paying",
            ("officer",),
            guards=(papers_approved, papers_current) + ((due,) if due else ()),
            issues=issues,
        ),
    )
