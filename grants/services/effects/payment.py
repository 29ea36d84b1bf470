"""Payments and recoveries: prepared by one, approved by another, confirmed when the bank did it."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from sqlalchemy import select, update

from grants.clock import local
from grants.errors import Conflict
from grants.extensions import db
from grants.models import Payment
from grants.services import figures, issuing, money, payees
from grants.services.moves import Move
from workflows.engine import Case
from workflows.parts.receipt import unreceipted
from workflows.parts.recovery import to_recover
from workflows.parts.slips import compared


def tranche_of(case: Case, values: Mapping[str, Any], prepared: Any) -> dict[str, Any]:
    """Which payment of the case this is: one more than have been confirmed."""
    return {"tranche": sum(deed.action == "confirm_payment" for deed in case.deeds) + 1}


def receipted(case: Case, values: Mapping[str, Any], prepared: Any) -> dict[str, Any]:
    """Which payment a receipt is for: the earliest without one."""
    paid = unreceipted(case)
    return {"tranche": paid.tranche} if paid else {}


def rest_of(case: Case, values: Mapping[str, Any], prepared: Any) -> dict[str, Any]:
    """The sum that is given up: all that has not come back."""
    return {"amount": to_recover(case)}


def prepared(move: Move) -> None:
    """The payee is taken as it stands now; what the checker approves is this row."""
    payee = payees.of(move.case)
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


def turned(move: Move, before: str, **changed: Any) -> int:
    """The payment on its way, as far as the deeds of the case say it is, so changed; its sum. Raises Conflict where the
    two disagree: a case does not go on over money nobody can find."""
    mine = (Payment.application_id == move.application.id, Payment.status == before)
    amount = db.session.scalar(update(Payment).where(*mine).values(changed).returning(Payment.amount))
    if amount is None:
        raise Conflict(gettext("本案的拨款记录与办理经过不一致，未作任何改动；请通知系统管理员核对数据。"))
    return int(amount)


def approved(move: Move) -> None:
    approval = {"approved_by": move.event.person_id, "approved_on": local(move.at).date()}
    amount = turned(move, "prepared", status="approved", **approval)
    money.post(move.event, move.application.round_id, move.application, instructed=amount)


def sent_back(move: Move) -> None:
    """A payment returned, or overtaken by a change of account or of its letter or by the loss of the award, is no
    longer on its way."""
    payment = live(move)
    if payment is None:
        return
    if payment.status == "approved":
        money.post(move.event, move.application.round_id, move.application, instructed=-payment.amount)
    payment.status = "returned"


def paid(move: Move) -> None:
    """The payment bears the bank's reference, unless another does and somebody vouched for it."""
    reference = move.values["bank_reference"]
    told = {"paid_on": move.values["paid_on"], "bank_reference": reference}
    slip = None if move.case.facts.slip else compared(reference)
    amount = turned(move, "approved", status="paid", slip=slip, **told)
    money.post(move.event, move.application.round_id, move.application, paid=amount)
    figures.record(move.application, move.event, {**move.values, "posted": amount})


def received(move: Move) -> None:
    """The unit's receipt of a payment."""
    payment = db.session.scalar(
        select(Payment).where(
            Payment.application_id == move.application.id,
            Payment.status == "paid",
            Payment.tranche == move.recorded["tranche"],
        )
    )
    if payment is not None:
        payment.received_on = move.values["received_on"]


def recovered(move: Move) -> None:
    amount = move.case.answers("record_recovery").get("amount") or 0
    money.post(move.event, move.application.round_id, move.application, recovered=amount)
    figures.record(move.application, move.event, {**move.values, "posted": amount})


def written_off(move: Move) -> None:
    """What will not come back is given up; it stays paid."""
    money.post(move.event, move.application.round_id, move.application, written_off=move.recorded["amount"])


def payee_changed(move: Move) -> None:
    """Papers and payments that name the old account are void."""
    sent_back(move)
    issuing.void_unreleased(move)


RECORDS = {"prepare_payment": tranche_of, "confirm_receipt": receipted, "write_off": rest_of}
EFFECTS = {
    "prepare_payment": (prepared,),
    "approve_payment": (approved,),
    "return_payment": (sent_back,),
    "confirm_payment": (paid,),
    "change_payee": (payee_changed,),
    "replace_papers": (sent_back,),
    "confirm_recovery": (recovered,),
    "write_off": (written_off,),
    "confirm_receipt": (received,),
}
