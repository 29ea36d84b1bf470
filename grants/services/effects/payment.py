"""Payments and recoveries: prepared by one, approved by another, confirmed when the bank did it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from grants.extensions import db
from grants.models import Payment
from grants.services import issuing, money, payees, statistics
from grants.services.moves import Move
from workflows.engine import Case


def tranche_of(case: Case, values: Mapping[str, Any], prepared: Any) -> dict[str, Any]:
    """Which payment of the case this is: one more than have been confirmed."""
    return {"tranche": sum(deed.action == "confirm_payment" for deed in case.deeds) + 1}


def prepared(move: Move) -> None:
    """The payee is taken as it stands now; what the checker approves is this row."""
    payee = payees.of(move.application, move.case)
    db.session.add(
        Payment(
            application_id=move.application.id,
            tranche=move.recorded["tranche"],
            amount=move.values["amount"],
            payee=payee.name,
            bank=payee.bank,
            account_masked=payee.masked,
            account=payee.account,
            prepared_by=move.event.person_id,
            created_at=move.at,
        )
    )


def live(move: Move) -> Payment | None:
    """The payment on its way, locked: at most one per case."""
    return db.session.scalar(
        select(Payment)
        .where(Payment.application_id == move.application.id, Payment.status.in_(("prepared", "approved")))
        .with_for_update()
    )


def approved(move: Move) -> None:
    payment = live(move)
    if payment is None:
        return
    payment.status, payment.approved_by = "approved", move.event.person_id
    money.post(move.event, move.application.round_id, move.application, instructed=payment.amount)


def sent_back(move: Move) -> None:
    """A payment returned, or overtaken by a change of account or of its letter, is no longer on its way."""
    payment = live(move)
    if payment is None:
        return
    if payment.status == "approved":
        money.post(move.event, move.application.round_id, move.application, instructed=-payment.amount)
    payment.status = "returned"


def paid(move: Move) -> None:
    payment = live(move)
    if payment is None:
        return
    payment.status, payment.paid_on = "paid", move.values["paid_on"]
    payment.bank_reference = move.values["bank_reference"]
    money.post(move.event, move.application.round_id, move.application, paid=payment.amount)
    statistics.record(move.application, move.event, {**move.values, "posted": payment.amount})


def recovered(move: Move) -> None:
    amount = move.case.answers("record_recovery").get("amount") or 0
    money.post(move.event, move.application.round_id, move.application, recovered=amount)
    statistics.record(move.application, move.event, {**move.values, "posted": amount})


def payee_changed(move: Move) -> None:
    """Papers and payments that name the old account are void."""
    sent_back(move)
    issuing.void_unreleased(move)


RECORDS = {"prepare_payment": tranche_of}
EFFECTS = {
    "prepare_payment": (prepared,),
    "approve_payment": (approved,),
    "return_payment": (sent_back,),
    "confirm_payment": (paid,),
    "change_payee": (payee_changed,),
    "replace_papers": (sent_back,),
    "confirm_recovery": (recovered,),
}
