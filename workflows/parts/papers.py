"""Deciding is not releasing: bytes are prepared, their digest is approved, release sends those bytes."""

from workflows.engine import Action, Case, Reason
from workflows.guards import cites, stands
from workflows.rules import N_


@cites("W1")
def papers_approved(case: Case) -> Reason | None:
    """What the leader approved is what was prepared last, byte for byte."""
    prepared, approved = case.last("prepare_papers"), case.last("approve_papers")
    if prepared and approved and prepared.values.get("digest") == approved.values.get("digest"):
        return None
    return Reason(N_("文书尚未签发，或签发后又重新拟制。"), {}, "W1")


@cites("W1")
def papers_current(case: Case) -> Reason | None:
    """The prepared papers still say what the case says now."""
    prepared = case.last("prepare_papers")
    if not prepared or prepared.values.get("basis") == case.facts.papers_digest:
        return None
    return Reason(N_("案件内容、模板或字体在拟制文书后有变化，原文书作废，请重新拟制。"), {}, "W1")


@cites("W1")
def names_digest(case: Case) -> Reason | None:
    """The digest approved is the one of the papers that were shown."""
    prepared = case.last("prepare_papers")
    if prepared and case["digest"] == prepared.values.get("digest"):
        return None
    return Reason(N_("您查看的文书与当前拟制的文书不一致，请重新查看后签发。"), {}, "W1")


MADE = (
    Action(
        "prepare_papers", N_("拟制文书"), ("releasing",), None, ("officer",), clears=("approve_papers",)
    ),
    Action(
        "approve_papers", N_("签发文书"), ("releasing",), None, ("leader",),
        guards=(stands("prepare_papers", N_("文书尚未拟制。"), "W1"), papers_current),
        checks=(names_digest,),
        approval=True,
    ),
)  # fmt: skip


def papers(issues: tuple[str, ...]) -> tuple[Action, ...]:
    """`issues` are the papers this programme owes its grantee."""
    release = Action(
        "release",
        N_("发放文书"),
        ("releasing",),
        "paying",
        ("officer",),
        guards=(papers_approved, papers_current),
        issues=issues,
    )
    return (*MADE, release)
