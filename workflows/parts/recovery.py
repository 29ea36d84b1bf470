"""Taking back a title or an award, and the money that has to come back. Sums in fen."""

from workflows.engine import Action, Case, Deed, Guard, Reason
from workflows.guards import cites, must_be, not_ahead, not_yet, stands, yuan
from workflows.parts.payment import money_at_rest
from workflows.parts.receipt import arrived
from workflows.parts.slips import compared, transfer_of_its_own
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
def nothing_was_asked_back(case: Case) -> Reason | None:
    return Reason(N_("有款项需要追回。"), {}, "F2") if case.answers("revoke").get("recover") else None


@cites("F2")
def something_was_asked_back(case: Case) -> Reason | None:
    return None if case.answers("revoke").get("recover") else Reason(N_("没有需要追回的款项。"), {}, "F2")


@cites("F2")
def recovers_within_rest(case: Case) -> Reason | None:
    """An instalment is at most what is still to come back."""
    if (case["amount"] or 0) <= to_recover(case):
        return None
    values = {"rest": yuan(to_recover(case)), "given": yuan(case["amount"])}
    return Reason(N_("尚有%(rest)s元未追回，登记的%(given)s元超出此数。"), values, "F2")


def instalments(case: Case) -> tuple[tuple[Deed, bool], ...]:
    """What came back, in the order it was recorded, each with whether the checker confirmed it; what was sent back is
    left out."""
    found: list[tuple[Deed, bool]] = []
    for deed in case.deeds:
        if deed.action == "record_recovery":
            found.append((deed, False))
        elif deed.action == "return_recovery" and found:
            found.pop()
        elif deed.action == "confirm_recovery" and found:
            found[-1] = (found[-1][0], True)
    return tuple(found)


def unconfirmed(case: Case) -> Deed | None:
    """The instalment that was recorded and waits for the checker."""
    return next((deed for deed, confirmed in instalments(case) if not confirmed), None)


@cites("F2")
def not_recorded_before(case: Case) -> Reason | None:
    """One transfer of the bank is one instalment: recorded twice, money would count that never came."""
    slip = case["reference"] or ""
    told = (deed for deed, _ in instalments(case))
    same = (deed for deed in told if compared(str(deed.values.get("reference") or "")) == compared(slip))
    known = next(same, None) if slip else None
    if known is None:
        return None
    values = {
        "slip": slip,
        "amount": yuan(known.values.get("amount") or 0),
        "day": known.values.get("received_on"),
    }
    return Reason(
        N_("银行流水号%(slip)s已登记过（%(day)s，%(amount)s元），同一笔到账只登记一次。"), values, "F2"
    )


@cites("F2")
def back_after_paid(case: Case) -> Reason | None:
    """Nothing comes back before it was paid. Of an award of the past it is not known when that was."""
    days = [paid.on for paid in arrived(case) if paid.on]
    if not days or case["received_on"] is None or case["received_on"] >= min(days):
        return None
    values = {"day": case["received_on"], "paid": min(days)}
    return Reason(N_("收到日期%(day)s早于拨付日期%(paid)s，请按银行回单核对日期。"), values, "F2")


@cites("F2")
def one_at_a_time(case: Case) -> Reason | None:
    """An instalment is confirmed, or sent back, before the next one, or before the rest is given up."""
    if unconfirmed(case) is None:
        return None
    return Reason(N_("已登记的一笔追回款项尚待财务复核，请待其确认或退回后再办理。"), {}, "F2")


@cites("F2")
def recovery_recorded(case: Case) -> Reason | None:
    return None if unconfirmed(case) else Reason(N_("没有待复核的追回款项。"), {}, "F2")


@cites("F3")
def writes_off_the_rest(case: Case) -> Reason | None:
    """What is given up is all that has not come back: not less, not more."""
    if case["amount"] == to_recover(case):
        return None
    values = {"rest": yuan(to_recover(case)), "given": yuan(case["amount"] or 0)}
    return Reason(N_("核销金额须为尚未追回的%(rest)s元，填写的是%(given)s元。"), values, "F3")


PROPOSED = stands("propose_write_off", N_("还没有人提出核销。"), "F3")
NOT_PROPOSED = not_yet("propose_write_off", N_("核销已经提出，等待领导审批。"), "F3")

RECOVERY = (
    Action(
        "skip_recovery", N_("无需追回"), ("recovering",), "revoked", ("system",),
        guards=(nothing_was_asked_back,),
    ),
    Action(
        "settle_recovery", N_("追回结清"), ("recovering",), "revoked", ("system",),
        guards=(something_was_asked_back, nothing_to_recover),
    ),
    Action(
        "record_recovery", N_("登记追回"), ("recovering",), None, ("maker",),
        guards=(something_to_recover, one_at_a_time),
        checks=(
            recovers_within_rest,
            not_recorded_before,
            transfer_of_its_own,
            not_ahead("received_on", "F2"),
            back_after_paid,
        ),
        clears=("propose_write_off",),
    ),
    Action(
        "confirm_recovery", N_("复核追回"), ("recovering",), None, ("checker",),
        guards=(recovery_recorded,),
        checks=(must_be("agreed", True, N_("请确认已核对到账凭证；有误的，请退回登记。"), "F2"),),
        completes=("record_recovery",),
    ),
    Action(
        "return_recovery", N_("退回追回登记"), ("recovering",), None, ("checker",),
        guards=(recovery_recorded,),
        clears=("record_recovery",),
    ),
)  # fmt: skip

# Who proposes that the rest be given up does not decide it. An instalment that comes in meanwhile voids the proposal.
WRITE_OFF = (
    Action(
        "propose_write_off", N_("提出核销"), ("recovering",), None, ("maker", "officer"),
        guards=(something_to_recover, one_at_a_time, NOT_PROPOSED),
        checks=(writes_off_the_rest,),
    ),
    Action(
        "write_off", N_("批准核销"), ("recovering",), "revoked", ("leader",),
        guards=(PROPOSED,),
        checks=(must_be("agreed", True, N_("请确认同意核销；不同意的，请不予核销并说明理由。"), "F3"),),
    ),
    Action(
        "refuse_write_off", N_("不予核销"), ("recovering",), None, ("leader",),
        guards=(PROPOSED,),
        clears=("propose_write_off",),
    ),
)  # fmt: skip


def revocation(sources: tuple[str, ...], due: tuple[Guard, ...] = ()) -> tuple[Action, ...]:
    """From the decision to revoke to the last fen, come back or given up. `due` are the programme's own rules on
    when it may be."""
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
    return (revoke, *RECOVERY, *WRITE_OFF)
