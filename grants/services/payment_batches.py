"""Payments that go to the bank together: collected by the maker, approved by the checker, case by case as ever.

A batch moves no case by itself: each payment is prepared, approved and confirmed by the action of its case, in a
transaction of its own. So what was interrupted is gone on with by doing it again, and nothing is done twice.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from sqlalchemy import func, select, update

from forms.money import to_yuan
from grants import clock
from grants.access import OF_MONEY, Viewer
from grants.database import insert_into, writing
from grants.errors import Conflict, Forbidden, Invalid, NotFound
from grants.extensions import db
from grants.models import Application, Payment, PaymentBatch
from grants.services import payable, preparing
from grants.services.each_case import Tally, each
from grants.services.payable import Item


@dataclass(frozen=True)
class Listed:
    """A batch in a list: how many payments it has by their status, and what they come to."""

    batch: PaymentBatch
    counts: dict[str, int]
    total: int


def find(viewer: Viewer, batch_id: int, lock: bool = False) -> PaymentBatch:
    """A batch this viewer may know of: finance, the leaders and the audit of its programme. Locked where what is in it
    must stay as it is."""
    batch = db.session.get(PaymentBatch, batch_id, with_for_update=lock)
    if batch is None or batch.programme not in viewer.programmes(*OF_MONEY):
        raise NotFound
    return batch


def listed(programmes: Iterable[str]) -> list[Listed]:
    """The batches of these programmes, the newest first, in two statements."""
    wanted = PaymentBatch.programme.in_(list(programmes))
    rows = list(
        db.session.scalars(select(PaymentBatch).where(wanted).order_by(PaymentBatch.id.desc()).limit(50))
    )
    sums = (
        select(Payment.batch_id, Payment.status, func.count(), func.sum(Payment.amount))
        .where(Payment.batch_id.in_([row.id for row in rows]))
        .group_by(Payment.batch_id, Payment.status)
    )
    counts: dict[int | None, dict[str, int]] = {row.id: {} for row in rows}
    totals: dict[int | None, int] = dict.fromkeys(counts, 0)
    for batch_id, status, count, amount in db.session.execute(sums):
        counts[batch_id][status] = count
        totals[batch_id] += int(amount) if status in payable.LIVE else 0
    return [Listed(row, counts[row.id], totals[row.id]) for row in rows]


def acting(viewer: Viewer, programme: str, role: str) -> None:
    """Raises Forbidden unless this viewer holds the role in the programme."""
    if role not in viewer.roles(programme):
        told = {"maker": gettext("付款单由财务经办人编制。"), "checker": gettext("付款单由财务复核人复核。")}
        raise Forbidden(told[role])


def collect(viewer: Viewer, programme: str, numbers: list[str]) -> tuple[int | None, Tally]:
    """Prepare what is due in these cases where that is not done yet, and put it into a new batch.

    The number of the batch (None when no case could be taken in) and what became of each case. Not to be called
    inside `writing`: every case is a transaction of its own.
    """
    acting(viewer, programme, "maker")
    if not numbers:
        raise Invalid({"cases": [gettext("请至少选择一笔应拨款项。")]})
    due = {row.number: row for row in payable.due(viewer, programme)}

    def prepare(number: str) -> None:
        row = due.get(number)
        if row is None:
            raise Conflict(gettext("此案已没有待编入付款单的款项。"))
        if row.payment is None:
            preparing.perform(viewer, number, "prepare_payment", {"amount": to_yuan(row.amount)})

    told = each(dict.fromkeys(numbers), prepare)
    if not told.done:
        return None, told
    batch_id, taken = bound(viewer, programme, told.done)
    away = gettext("此笔已被编入其他付款单，或已不再应付。")
    missing = {number: (away,) for number in told.done if number not in taken}
    return batch_id, Tally([number for number in told.done if number in taken], told.refused | missing)


def bound(viewer: Viewer, programme: str, numbers: list[str]) -> tuple[int, set[str]]:
    """The prepared payments of these cases in one new batch, and of which cases they are; what another batch took
    meanwhile stays there. Raises Conflict where that is all of them."""
    with writing():
        batch = opened(viewer, programme)
        mine = select(Application.id, Application.number).where(Application.number.in_(numbers))
        known = {row.id: row.number for row in db.session.execute(mine)}
        free = (Payment.status == "prepared", Payment.batch_id.is_(None), Payment.application_id.in_(known))
        putting = update(Payment).where(*free).values(batch_id=batch.id)
        taken = set(db.session.scalars(putting.returning(Payment.application_id)))
        if not taken:
            raise Conflict(gettext("所选款项已被编入其他付款单，请刷新后再看。"))
        return batch.id, {known[case] for case in taken}


def changed(statement: Any) -> int:
    """How many payments a statement changed."""
    return len(db.session.scalars(statement.returning(Payment.id)).all())


def opened(viewer: Viewer, programme: str) -> PaymentBatch:
    """A new batch with the next number of its programme and year."""
    year = clock.today().year
    of_year = (PaymentBatch.programme == programme, PaymentBatch.year == year)
    last = select(func.coalesce(func.max(PaymentBatch.serial), 0)).where(*of_year).scalar_subquery()
    made = insert_into(PaymentBatch).values(
        programme=programme, year=year, serial=last + 1, made_by=viewer.person, made_at=clock.now()
    )
    drawing = made.on_conflict_do_nothing(index_elements=["programme", "year", "serial"])
    while (batch := db.session.scalar(drawing.returning(PaymentBatch))) is None:
        pass  # another has just drawn this number; the statement has waited for them and counts anew
    return batch


def take_out(viewer: Viewer, batch_id: int, payment_id: int) -> None:
    """A payment leaves a batch that is not approved; it stays prepared. Inside `writing`."""
    batch = find(viewer, batch_id, lock=True)
    acting(viewer, batch.programme, "maker")
    mine = (Payment.id == payment_id, Payment.batch_id == batch.id, Payment.status == "prepared")
    if batch.approved_by or not changed(update(Payment).where(*mine).values(batch_id=None)):
        raise Conflict(gettext("付款单已复核，或此笔已不在付款单中，不能移出。"))


def approve(viewer: Viewer, batch_id: int, seen: int, verified: Collection[int] = ()) -> Tally:
    """The checker approves every payment of the batch that still waits; `seen` is the total the page showed, in fen,
    `verified` the payments whose changed account the checker says to have verified.

    Pressed again after an interruption it goes on where it stopped. Raises Conflict where the batch is not what
    was seen, Invalid where a changed account was not verified. Not to be called inside `writing`.
    """
    with writing():
        batch = find(viewer, batch_id, lock=True)
        acting(viewer, batch.programme, "checker")
        rows = payable.items(viewer, batch)
        if payable.total(rows) != seen:
            raise Conflict(gettext("付款单在您核对期间有变化，合计已不同，请重新核对。"))
        if batch.made_by == viewer.person:
            raise Forbidden(gettext("付款单由您编制，须由另一人复核。"))
        waiting = {row.number: row for row in rows if row.payment.status == "prepared"}
        all_verified(waiting.values(), verified)
        if not batch.approved_by:
            batch.approved_by, batch.approved_at = viewer.person, clock.now()
        seen_as = {number: (agreement(row), row.application.version) for number, row in waiting.items()}
    return each(
        seen_as, lambda number: preparing.perform(viewer, number, "approve_payment", *seen_as[number])
    )


def all_verified(rows: Iterable[Item], verified: Collection[int]) -> None:
    """Raises Invalid, naming the cases, unless every changed account among these was verified."""
    faults = {
        f"verified-{row.payment.id}": [
            gettext("%(number)s的收款账户有变更，请核实后勾选。", number=row.number)
        ]
        for row in rows
        if row.change and row.payment.id not in verified
    }
    if faults:
        raise Invalid(faults)


def agreement(row: Item) -> dict[str, bool]:
    """What the checker's word on the batch says of one of its payments."""
    return {"agreed": True} | ({"payee_checked": True} if row.change else {})
