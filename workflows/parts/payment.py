"""Money out and money back: maker prepares, checker approves, both for payment and for recovery. Sums in fen."""

from workflows.engine import Action, Case, Reason
from workflows.guards import stands, yuan
from workflows.rules import N_

PAYMENT = ("prepare_payment", "approve_payment", "confirm_payment")


def first_part(total: int, percent: int) -> int:
    """The first tranche; what rounding leaves goes into the second, so that both add up to the fen."""
    return total * percent // 100


def due_now(case: Case) -> int:
    """What is to be paid next: all that is awarded, or the first part of it until the work is accepted."""
    percent = case.terms.get("split_first_percent")
    whole = case.facts.awarded
    if percent and not case.last("accept_report"):
        whole = first_part(whole, percent)
    return whole - case.facts.paid


def something_due(case: Case) -> Reason | None:
    return None if due_now(case) > 0 else Reason(N_("目前没有应拨款项。"), {}, "F1")


def nothing_due(case: Case) -> Reason | None:
    return None if due_now(case) <= 0 else Reason(N_("还有应拨款项。"), {}, "F1")


def pays_what_is_due(case: Case) -> Reason | None:
    """A payment is exactly the sum that is due: not less, not more."""
    if case["amount"] == due_now(case):
        return None
    return Reason(
        N_("应拨金额为%(due)s元，填报的是%(given)s元，两者必须一致。"),
        {"due": yuan(due_now(case)), "given": yuan(case["amount"] or 0)},
        "F1",
    )


def not_prepared(case: Case) -> Reason | None:
    return Reason(N_("拨款已填报，等待复核。"), {}, "F1") if case.last("prepare_payment") else None


def change_of_payee_settled(case: Case) -> Reason | None:
    """The approver has seen the account that was prepared; a change since then voids the preparation."""
    prepared, changed = case.last("prepare_payment"), case.last("change_payee")
    if prepared and changed and changed.number > prepared.number:
        return Reason(N_("收款账户在填报后有变更，请重新填报。"), {}, "F1")
    return None


def recovers_at_most_paid(case: Case) -> Reason | None:
    """Not more is asked back than was paid."""
    if (case["recover"] or 0) <= case.facts.paid - case.facts.recovered:
        return None
    return Reason(
        N_("追回金额不能超过已拨付的%(paid)s元。"),
        {"paid": yuan(case.facts.paid - case.facts.recovered)},
        "F2",
    )


def to_recover(case: Case) -> int:
    """What is still to come back of what the revocation asked for."""
    return (case.answers("revoke").get("recover") or 0) - case.facts.recovered


def something_to_recover(case: Case) -> Reason | None:
    return None if to_recover(case) > 0 else Reason(N_("没有需要追回的款项。"), {}, "F2")


def nothing_to_recover(case: Case) -> Reason | None:
    return None if to_recover(case) <= 0 else Reason(N_("还有款项未追回。"), {}, "F2")


def recovers_what_is_due(case: Case) -> Reason | None:
    if case["amount"] == to_recover(case):
        return None
    return Reason(N_("应追回%(due)s元，登记金额必须与之一致。"), {"due": yuan(to_recover(case))}, "F2")


def payment() -> tuple[Action, ...]:
    """Each tranche goes through here; a case awarded no money passes by itself."""
    return (
        Action("skip_payment", N_("无需拨款"), ("paying",), "running", ("system",), guards=(nothing_due,)),
        Action(
            "prepare_payment",
            N_("填报拨款"),
            ("paying",),
            None,
            ("maker",),
            guards=(not_prepared, something_due),
            checks=(pays_what_is_due,),
            clears=("approve_payment", "confirm_payment"),
        ),
        Action(
            "return_payment",
            N_("退回拨款"),
            ("paying",),
            None,
            ("checker",),
            guards=(stands("prepare_payment", N_("拨款尚未填报。"), "F1"),),
            clears=("prepare_payment", "approve_payment"),
        ),
        Action(
            "approve_payment",
            N_("复核拨款"),
            ("paying",),
            None,
            ("checker",),
            guards=(
                stands("prepare_payment", N_("拨款尚未填报。"), "F1"),
                change_of_payee_settled,
            ),
            approval=True,
        ),
        Action(
            "confirm_payment",
            N_("确认到账"),
            ("paying",),
            "running",
            ("maker",),
            guards=(stands("approve_payment", N_("拨款尚未复核。"), "F1"),),
            clears=("prepare_payment", "approve_payment"),
        ),
    )


def change_payee(sources: tuple[str, ...]) -> tuple[Action, ...]:
    """A new account voids the papers that name the old one."""
    return (
        Action(
            "change_payee",
            N_("变更收款账户"),
            sources,
            None,
            ("applicant",),
            clears=("prepare_papers", "approve_papers", "prepare_payment", "approve_payment"),
        ),
    )


def revocation(sources: tuple[str, ...]) -> tuple[Action, ...]:
    """Taking back a title or an award, and the money that has to come back."""
    return (
        Action(
            "revoke",
            N_("撤销"),
            sources,
            "recovering",
            ("leader",),
            checks=(recovers_at_most_paid,),
        ),
        Action(
            "skip_recovery",
            N_("无需追回"),
            ("recovering",),
            "revoked",
            ("system",),
            guards=(nothing_to_recover,),
        ),
        Action(
            "record_recovery",
            N_("登记追回"),
            ("recovering",),
            None,
            ("maker",),
            guards=(something_to_recover,),
            checks=(recovers_what_is_due,),
            clears=("confirm_recovery",),
        ),
        Action(
            "confirm_recovery",
            N_("复核追回"),
            ("recovering",),
            "revoked",
            ("checker",),
            guards=(stands("record_recovery", N_("追回款项尚未登记。"), "F2"),),
        ),
    )
