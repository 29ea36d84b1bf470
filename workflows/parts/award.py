"""The meeting and the decision: proposal with minutes, the leader's decision, remand, refusal."""

from workflows.engine import Action, Case, Guard, Reason
from workflows.guards import cites, stands, within_budget
from workflows.rules import N_


def proposed(outcome: str, sentence: str) -> Guard:
    """The standing proposal of the meeting has this outcome."""

    @cites("M1")
    def guard(case: Case) -> Reason | None:
        found = case.answers("propose").get("outcome")
        return None if found in (None, outcome) else Reason(sentence, {}, "M1")

    return guard


@cites("M1")
def agrees(case: Case) -> Reason | None:
    """A decision to award confirms the proposal; a leader who does not agree refuses or remands."""
    if case["agreed"]:
        return None
    return Reason(N_("审批须确认同意会议建议；不同意的，请选择“决定不予通过”或“发回重审”。"), {}, "M1")


@cites("M2")
def budget_for_proposal(case: Case) -> Reason | None:
    """The sum proposed still fits when it is decided."""
    amount = case.answers("propose").get("amount") or 0
    if amount <= case.facts.budget_left:
        return None
    return Reason(N_("会议建议的金额已超过本批次预算余额，不能批准。"), {}, "M2")


PROPOSAL = stands("propose", N_("会议尚未提出审定建议。"), "M1")
AWARDED = proposed("award", N_("会议建议不予通过，不能批准；请选择“决定不予通过”或“发回重审”。"))

DECISION = (
    Action(
        "decide", N_("审批同意"), ("deciding",), "noticing", ("leader",),
        guards=(PROPOSAL, AWARDED, budget_for_proposal),
        checks=(agrees,),
        approval=True,
    ),
    Action(
        "refuse", N_("决定不予通过"), ("deciding",), "refused", ("leader",),
        guards=(PROPOSAL,),
        issues=("refusal_letter",),
    ),
)  # fmt: skip


def decision(limits: tuple[Guard, ...], behind: tuple[str, ...] = ()) -> tuple[Action, ...]:
    """`limits` are the programme's own on a proposal; `behind` the acts of review a remand makes void."""
    propose = Action(
        "propose",
        N_("提出审定建议"),
        ("deciding",),
        None,
        ("officer",),
        checks=(within_budget, *limits),
        approval=True,
    )
    remand = Action(
        "remand",
        N_("发回重审"),
        ("deciding",),
        "screening",
        ("leader",),
        guards=(PROPOSAL,),
        clears=("accept", "propose", "decide", *behind),
    )
    return (propose, remand, *DECISION)
