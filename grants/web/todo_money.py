"""What finance has to do, told where it is done: a batch is one line, and so is what is to be put into one."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from grants.access import FINANCE, Viewer
from grants.extensions import db
from grants.models import Application, Payment, PaymentBatch
from grants.services.bank_files import name_of
from grants.services.payable import ON_ITS_WAY
from grants.texts import N_

DUE, CHECK, SEND_BACK, CONFIRM = N_("填报拨款"), N_("复核拨款"), N_("退回拨款（银行未付）"), N_("确认到账")
SEVERAL = 3  # payments due in a programme that are told together
Kind = tuple[str, str, PaymentBatch | None]  # what is to be done, in which programme, and with which batch
TOGETHER = {
    "due": N_("%(programme)s有 %(count)d 笔应拨款项，待编成付款单"),
    "check": N_("付款单 %(name)s（%(programme)s）有 %(count)d 笔待复核"),
    "send": N_("付款单 %(name)s（%(programme)s）有 %(count)d 笔已复核，待送银行"),
    "answer": N_("付款单 %(name)s（%(programme)s）有 %(count)d 笔已送银行，待核对回单"),
}


@dataclass(frozen=True)
class Together:
    """Payments that are told in one line: what is to be done with how many of them, in which batch."""

    text: str
    programme: str
    name: str
    count: int
    batch: int | None


def to_pay(viewer: Viewer, rows: Iterable[Application]) -> tuple[list[Together], set[int], dict[int, str]]:
    """Of the cases on somebody's list that are theirs to pay: what is told together, of which cases, and the task of
    each, by their ids. One statement."""
    paying = [row for row in rows if row.state == "paying" and set(FINANCE) & viewer.roles(row.programme)]
    known = payments(paying)
    kinds = {row.id: kind(row, *known.get(row.id, (None, None))) for row in paying}
    counted = Counter(found for found in kinds.values() if found)
    told = {found: count for found, count in counted.items() if found[2] or count >= SEVERAL}
    gathered = {number for number, found in kinds.items() if found in told}
    tasks = {row.id: task(known[row.id][0] if row.id in known else None) for row in paying}
    return [line(*found, count) for found, count in told.items()], gathered, tasks


def payments(rows: list[Application]) -> dict[int, tuple[Payment, PaymentBatch | None]]:
    """The payment on its way in each of these cases, with its batch."""
    if not rows:
        return {}
    query = select(Payment, PaymentBatch).outerjoin(PaymentBatch, PaymentBatch.id == Payment.batch_id)
    query = query.where(Payment.application_id.in_([row.id for row in rows]), Payment.status.in_(ON_ITS_WAY))
    return {payment.application_id: (payment, batch) for payment, batch in db.session.execute(query)}


def kind(row: Application, payment: Payment | None, batch: PaymentBatch | None) -> Kind | None:
    """With what else a case is told; None where it stands for itself."""
    if payment is None:
        return "due", row.programme, None
    if batch is None or (payment.status == "approved" and payment.unpaid):
        return None
    if payment.status == "prepared":
        return "check", row.programme, batch
    return "answer" if payment.sent_at else "send", row.programme, batch


def task(payment: Payment | None) -> str:
    if payment is None:
        return DUE
    if payment.status == "prepared":
        return CHECK
    return SEND_BACK if payment.unpaid else CONFIRM


def line(what: str, programme: str, batch: PaymentBatch | None, count: int) -> Together:
    return Together(
        TOGETHER[what], programme, name_of(batch) if batch else "", count, batch.id if batch else None
    )
