"""The file a batch of payments goes to the bank as.

The layout is neutral: one line a payment, known by its reference. Accounts stand in it in clear, so that handing it
out is an event of the log, as each look at a personal field is (docs/decisions/0008). A payment stands in one such file
only: two files at the bank are two payments, so a file is made anew for who says that the first never went there.
"""

import re
from collections.abc import Collection
from typing import Any

from flask_babel import gettext
from sqlalchemy import func, select

from grants import clock
from grants.access import FINANCE, OF_MONEY, Viewer
from grants.errors import Conflict, Forbidden
from grants.extensions import db
from grants.languages import of_letters
from grants.models import Application, Event, Payment, PaymentBatch
from grants.programmes import PROGRAMMES
from grants.services import cases, payable, payment_batches
from grants.services.file_names import file_name
from grants.services.notes import note
from grants.services.payable import Item
from grants.services.sheets import in_yuan, xlsx
from grants.texts import N_

ACTION = "bank_file"
REFERENCE = re.compile(r"ZT[0-9]{8}")
HEADING = (N_("序号"), N_("参考号"), N_("户名"), N_("开户行"), N_("账号"), N_("金额（元）"), N_("用途"))
WIDTHS = (6, 14, 34, 34, 26, 14, 44)


def reference(payment_id: int) -> str:
    """What a payment is called at the bank."""
    return f"ZT{payment_id:08d}"


def payment_batches_of(viewer: Viewer, references: Collection[str]) -> dict[str, PaymentBatch]:
    """The batches of payments these references are of, as far as this viewer may know of them."""
    ids = [int(name.removeprefix("ZT")) for name in references if REFERENCE.fullmatch(name)]
    if not ids:
        return {}
    mine = viewer.programmes(*OF_MONEY)
    query = select(Payment.id, PaymentBatch).join(PaymentBatch, PaymentBatch.id == Payment.batch_id)
    query = query.where(Payment.id.in_(ids), PaymentBatch.programme.in_(mine))
    return {reference(number): batch for number, batch in db.session.execute(query)}


def name_of(batch: PaymentBatch) -> str:
    return f"{batch.year}-{batch.serial:03d}"


def export(viewer: Viewer, batch_id: int, again: bool = False) -> tuple[str, bytes]:
    """File name and bytes of what is approved and in no file yet, noted in the log; inside `writing`. `again`: of what
    is on its way and stood in a file that, as somebody says, never went to the bank.

    Raises Conflict where there is nothing of the kind.
    """
    held(batch_id)
    batch = payment_batches.find(viewer, batch_id, lock=True)
    if not set(FINANCE) & viewer.roles(batch.programme):
        raise Forbidden(gettext("付款文件由财务经办或财务复核下载。"))
    items = payable.items(viewer, batch)
    approved = [row for row in items if row.payment.status == "approved" and not row.refused]
    rows = [row for row in approved if (row.payment.sent_at is not None) is again]
    if not rows:
        raise Conflict(nothing_to_send(bool(approved)))
    name = next_name(batch)
    for row in rows:
        row.payment.sent_at = row.payment.sent_at or clock.now()
    references, total = [reference(row.payment.id) for row in rows], payable.total(rows)
    about = f"batch:{batch.id}"
    note(about, ACTION, viewer.person, batch=batch.id, payments=references, total=total, again=again)
    with of_letters():
        heading = [gettext(label) for label in HEADING]
        lines = [line(place, row) for place, row in enumerate(rows, 1)]
        return name, xlsx(gettext("付款文件"), heading, lines, WIDTHS)


def held(batch_id: int) -> None:
    """Lock the cases of a batch: none of its payments is sent back while it is written into a file."""
    mine = select(Payment.application_id).where(Payment.batch_id == batch_id)
    cases.held(Application.id.in_(mine))


def nothing_to_send(approved: bool) -> str:
    if approved:
        return gettext("待付款的各笔都已列入付款文件，或须先确认此前下载的文件没有提交银行，请刷新后再看。")
    return gettext("付款单中没有已复核、待付款的款项；请先由财务复核人复核付款单。")


def next_name(batch: PaymentBatch) -> str:
    """The name of the next file of a batch: its programme, the batch, and from the second on, which file of it."""
    before = select(func.count()).where(
        Event.subject == f"batch:{batch.id}", Event.application_id.is_(None), Event.action == ACTION
    )
    place = (db.session.scalar(before) or 0) + 1
    with of_letters():
        parts = [gettext("付款文件"), gettext(PROGRAMMES[batch.programme].label), name_of(batch)]
        if place > 1:
            parts.append(gettext("第%(place)s次", place=place))
    return file_name(*parts, ending="xlsx")


def line(place: int, row: Item) -> list[Any]:
    payment = row.payment
    purpose = gettext("%(number)s第%(tranche)s期助推资金", number=row.number, tranche=payment.tranche)
    account = payment.account or ""
    return [
        place, reference(payment.id), payment.payee, payment.bank, account, in_yuan(payment.amount), purpose
    ]  # fmt: skip
