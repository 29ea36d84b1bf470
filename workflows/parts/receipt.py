"""Receipts: the unit says that a payment has come and hands in its receipt, in its own time. Sums in fen.

A receipt holds up nothing: a case goes on, and ends, without it, and it can still be given then.
"""

from dataclasses import dataclass
from datetime import date

from workflows.engine import Action, Case, Reason
from workflows.guards import cites, day_of, local_day, not_ahead, yuan
from workflows.rules import N_
from workflows.table import State

# Where a case can be that has had money.
PAID_IN = ("releasing", "paying", "running", "mending", "suspended", "accepting", "recovering", "closed")


@dataclass(frozen=True)
class Paid:
    """A payment that was confirmed: which one of its case, how much, and the day the bank did it."""

    tranche: int
    amount: int
    on: date | None


def arrived(case: Case) -> list[Paid]:
    """The payments confirmed in this case, in their order; each is the one prepared last before."""
    found: list[Paid] = []
    amount = 0
    for deed in case.deeds:
        if deed.action == "prepare_payment":
            amount = deed.values.get("amount") or 0
        elif deed.action == "confirm_payment":
            found.append(Paid(len(found) + 1, amount, deed.values.get("paid_on")))
    return found


def unreceipted(case: Case) -> Paid | None:
    """The earliest payment that the unit has not given a receipt for."""
    given = sum(deed.action == "confirm_receipt" for deed in case.deeds)
    return next(iter(arrived(case)[given:]), None)


@cites("F4")
def receipt_owed(case: Case) -> Reason | None:
    return None if unreceipted(case) else Reason(N_("没有待确认收款的款项。"), {}, "F4")


@cites("F4")
def asked_once_a_day(case: Case) -> Reason | None:
    """Of two who ask on one day, or of one who presses twice, the unit hears once."""
    asked = (deed.at for deed in case.deeds if deed.action == "remind_receipt" and deed.at)
    if all(day_of(case, at) < local_day(case) for at in asked):
        return None
    return Reason(N_("今天已经催交过收据，请明天以后再催。"), {}, "F4")


@cites("F4")
def receipt_of_what_was_paid(case: Case) -> Reason | None:
    """A receipt is for the sum that was paid; who received another sum has something to tell, not to confirm."""
    paid = unreceipted(case)
    if paid is None or case["amount"] == paid.amount:
        return None
    values = {"tranche": paid.tranche, "paid": yuan(paid.amount), "given": yuan(case["amount"] or 0)}
    sentence = N_(
        "第%(tranche)s期拨付的是%(paid)s元，填写的是%(given)s元；实际到账与此不符的，请先联系财务，不要确认。"
    )
    return Reason(sentence, values, "F4")


@cites("F4")
def received_after_payment(case: Case) -> Reason | None:
    """Money does not arrive before it was paid."""
    paid, on = unreceipted(case), case["received_on"]
    if paid is None or on is None or (paid.on is None or on >= paid.on):
        return None
    return Reason(N_("收款日期%(given)s早于拨付日期%(paid)s。"), {"given": on, "paid": paid.on}, "F4")


def receipts(states: tuple[State, ...]) -> tuple[Action, ...]:
    """The unit's receipt and finance's reminder of it, wherever in this programme a case is that has had money."""
    sources = tuple(state.name for state in states if state.name in PAID_IN)
    return (
        Action(
            "confirm_receipt", N_("确认收款"), sources, None, ("applicant",),
            guards=(receipt_owed,),
            checks=(receipt_of_what_was_paid, received_after_payment, not_ahead("received_on", "F4")),
            quiet=True,
        ),
        Action(
            "remind_receipt", N_("催交收据"), sources, None, ("maker",),
            guards=(receipt_owed, asked_once_a_day), quiet=True,
        ),
    )  # fmt: skip
