"""Taking back a title or an award, and the money that has to come back. Sums in fen."""

from workflows.engine import Action, Case, Guard, Reason
from workflows.guards import cites, must_be, stands, yuan
from workflows.parts.payment import money_at_rest
from workflows.rules import N_


@cites("F2")
def recovers_at_most_paid(case: Case) -> Reason | None:
    """Not more is asked back than was paid."""
    paid = case.facts.paid - case.facts.recovered
    if (case["recover"] or 0) <= paid:
        return None
    return Reason(N_("追回金额不能超过已拨付的%(paid)s元。"), {"paid": yuan(paid)}, "F2")


def to_recover(case: Case) -> int:
    """What is still to come back of what the revocation asked for."""
    return (case.answers("revoke").get("recover") or 0) - case.facts.recovered


@cites("F2")
def something_to_recover(case: Case) -> Reason | None:
    return None if to_recover(case) > 0 else Reason(N_("没有需要追回的款项。"), {}, "F2")


@cites("F2")
def nothing_to_recover(case: Case) -> Reason | None:
    return None if to_recover(case) <= 0 else Reason(N_("还有款项未追回。"), {}, "F2")


@cites("F2")
def recovers_what_is_due(case: Case) -> Reason | None:
    if case["amount"] == to_recover(case):
        return None
    return Reason(N_("应追回%(due)s元，登记金额必须与之一致。"), {"due": yuan(to_recover(case))}, "F2")


RECOVERY = (
    Action(
        "skip_recovery", N_("无需追回"), ("recovering",), "revoked", ("system",),
        guards=(nothing_to_recover,),
    ),
    Action(
        "record_recovery", N_("登记追回"), ("recovering",), None, ("maker",),
        guards=(something_to_recover,),
        checks=(recovers_what_is_due,),
        clears=("confirm_recovery",),
    ),
    Action(
        "confirm_recovery", N_("复核追回"), ("recovering",), "revoked", ("checker",),
        guards=(stands("record_recovery", N_("追回款项尚未登记。"), "F2"),),
        checks=(must_be("agreed", True, N_("请确认已核对到账凭证。"), "F2"),),
    ),
)  # fmt: skip


def revocation(sources: tuple[str, ...], due: tuple[Guard, ...] = ()) -> tuple[Action, ...]:
    """From the decision to revoke to the last fen. `due` are the programme's own rules on when it may be."""
    revoke = Action(
        "revoke",
        N_("撤销"),
        sources,
        "recovering",
        ("leader",),
        guards=(money_at_rest, *due),
        checks=(recovers_at_most_paid,),
        clears=("prepare_papers", "approve_papers", "prepare_payment", "approve_payment"),
        issues=("revocation_notice", "recovery_notice"),
    )
    return (revoke, *RECOVERY)
