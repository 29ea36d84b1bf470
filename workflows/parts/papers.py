"""Deciding is not releasing: bytes are prepared, their digest is approved, release sends those bytes."""

from workflows.engine import Action, Case, Reason
from workflows.guards import cites, stands
from workflows.parts.payment import money_at_rest, something_due
from workflows.rules import N_


@cites("W1")
def papers_approved(case: Case) -> Reason | None:
    """What the leader approved is what was prepared last, byte for byte."""
    prepared, approved = case.last("prepare_papers"), case.last("approve_papers")
    if prepared and approved and prepared.values.get("digest") == approved.values.get("digest"):
        return None
    return Reason(N_("文书尚未签发，或签发后又重新拟制。"), {}, "W1")


OUTDATED = Reason(
    N_("案件内容、模板或字体在拟制文书后有变化，原文书作废；须由项目办重新拟制，再由领导签发。"), {}, "W1"
)


@cites("W1")
def papers_current(case: Case) -> Reason | None:
    """The prepared papers still say what the case says now."""
    prepared = case.last("prepare_papers")
    if not prepared or prepared.values.get("basis") == case.facts.papers_digest:
        return None
    return OUTDATED


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


@cites("W1")
def released_before(case: Case) -> Reason | None:
    """There are papers to correct: some were released, which a registered award of the past has none of."""
    if any(deed.action == "release" for deed in case.deeds):
        return None
    return Reason(N_("本案还没有发放过文书，不必更正。"), {}, "W1")


def correction(issues: tuple[str, ...], sources: tuple[str, ...]) -> Action:
    """Papers found wrong are made, approved and released anew; the old ones are void once the new ones are released.

    A funding letter alone is corrected only while its money is still due: what is paid needs no letter any more.
    """
    due = (something_due,) if set(issues) == {"funding_letter"} else ()
    return Action(
        "replace_papers",
        N_("更正文书"),
        sources,
        "releasing",
        ("officer",),
        guards=(released_before, money_at_rest, *due),
        clears=("prepare_papers", "approve_papers", "prepare_payment", "approve_payment"),
        corrects=("prepare_papers", "approve_papers", "release"),
        keeps=("accept_report",),  # the work stays accepted; only what was written of it is corrected
    )


def papers(issues: tuple[str, ...], corrected: tuple[str, ...] = ()) -> tuple[Action, ...]:
    """`issues` are the papers this programme owes its grantee; where its case stands in one of `corrected`, they may
    be corrected."""
    correct = (correction(issues, corrected),) if corrected else ()
    release = Action(
        "release",
        N_("发放文书"),
        ("releasing",),
        "paying",
        ("officer",),
        guards=(papers_approved, papers_current),
        clears=tuple(row.name for row in correct),
        completes=(*(row.name for row in correct), "prepare_papers", "approve_papers", "release"),
        issues=issues,
    )
    return (*MADE, release, *correct)
