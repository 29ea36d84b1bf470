"""The file a batch goes to the bank as, and the bank's answer matched against it.

The layout is neutral: one line a payment, known by its reference. Accounts stand in it in clear, so that handing it
out is an event of the log, as each look at a personal field is (docs/decisions/0008).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from forms.money import format_yuan, to_fen, to_yuan
from grants import clock
from grants.access import FINANCE, Viewer
from grants.errors import Conflict, Forbidden, Invalid
from grants.languages import in_chinese, of_letters
from grants.models import PaymentBatch
from grants.services import payable, payment_batches, preparing
from grants.services.payable import Item
from grants.services.payment_batches import Told
from grants.services.sheets import Sheet, xlsx
from grants.services.unmasking import noted
from grants.texts import N_

ACTION = "bank_file"
HEADING = (N_("序号"), N_("参考号"), N_("户名"), N_("开户行"), N_("账号"), N_("金额（元）"), N_("用途"))
WIDTHS = (6, 14, 34, 34, 26, 14, 44)
COLUMNS = {  # of the bank's answer, as the heading may call them
    "reference": ("参考号", "reference"),
    "amount": ("金额（元）", "金额", "amount"),
    "result": ("结果", "result"),
    "paid_on": ("到账日期", "日期", "paid on"),
    "bank_reference": ("银行流水号", "流水号", "bank reference"),
    "reason": ("原因", "reason"),
}
NEEDED = ("reference", "amount", "result", "paid_on", "bank_reference")
DONE, FAILED = ("成功", "已付", "paid", "done"), ("失败", "退回", "returned", "failed")


@dataclass(frozen=True)
class Line:
    """One line of the bank's answer and what it means: `paid` is to be confirmed, all else is for somebody to see."""

    row: int
    reference: str
    verdict: str  # paid, returned, settled, fault
    sentence: str
    item: Item | None = None
    paid_on: date | None = None
    bank_reference: str = ""


def reference(payment_id: int) -> str:
    """What a payment is called at the bank."""
    return f"ZT{payment_id:08d}"


def name_of(batch: PaymentBatch) -> str:
    return f"{batch.year}-{batch.serial:03d}"


def export(viewer: Viewer, batch_id: int) -> tuple[str, bytes]:
    """File name and bytes of what is approved and not yet paid, noted in the log; inside `writing`."""
    batch = payment_batches.find(viewer, batch_id)
    if not set(FINANCE) & viewer.roles(batch.programme):
        raise Forbidden(gettext("付款文件由财务经办或财务复核下载。"))
    rows = [row for row in payable.items(viewer, batch) if row.payment.status == "approved"]
    if not rows:
        raise Conflict(gettext("付款单中没有已复核、待付款的款项；请先由财务复核人复核付款单。"))
    references = [reference(row.payment.id) for row in rows]
    said = {"batch": batch.id, "payments": references, "total": sum(row.payment.amount for row in rows)}
    noted(viewer, f"batch:{batch.id}", ACTION, said)
    with of_letters():
        title = f"{gettext('付款文件')}{name_of(batch)}"
        heading = [gettext(label) for label in HEADING]
        lines = [line(place, row) for place, row in enumerate(rows, 1)]
        return f"{title}.xlsx", xlsx(gettext("付款文件"), heading, lines, WIDTHS)


def line(place: int, row: Item) -> list[str]:
    payment = row.payment
    purpose = gettext("%(number)s第%(tranche)s期助推资金", number=row.number, tranche=payment.tranche)
    account = payment.account or ""
    return [
        str(place), reference(payment.id), payment.payee, payment.bank, account, to_yuan(payment.amount), purpose
    ]  # fmt: skip


def matched(viewer: Viewer, batch_id: int, sheet: Sheet) -> list[Line]:
    """Every line of the bank's answer against the batch, nothing done. Raises Invalid where columns are missing."""
    batch = payment_batches.find(viewer, batch_id)
    payment_batches.acting(viewer, batch.programme, "maker")
    places = placed(sheet.heading)
    known = {reference(row.payment.id): row for row in payable.items(viewer, batch)}
    seen: set[str] = set()
    return [
        judged(number, {name: cells[at] for name, at in places.items() if at < len(cells)}, known, seen)
        for number, cells in sheet.rows
    ]


def placed(heading: tuple[str, ...]) -> dict[str, int]:
    """Which column is which; raises Invalid naming those that are missing."""
    plain = [title.strip().lower() for title in heading]
    found = {
        name: plain.index(called[0])
        for name, names in COLUMNS.items()
        if (called := [title for title in names if title in plain])
    }
    missing = [COLUMNS[name][0 if in_chinese() else -1] for name in NEEDED if name not in found]
    if missing:
        told = gettext("回单文件缺少栏目：%(names)s。", names=gettext("、").join(missing))
        raise Invalid({"file": [told]})
    return found


def judged(number: int, cells: Mapping[str, str], known: Mapping[str, Item], seen: set[str]) -> Line:
    """What one line says. `seen` remembers the references of the lines before."""
    name = cells.get("reference", "").strip().upper()
    fault = wrong(cells, known.get(name), name in seen)
    seen.add(name)
    if fault:
        return Line(number, name, "fault", fault)
    item = known[name]
    if item.payment.status == "paid":
        return Line(number, name, "settled", gettext("此笔早已确认到账，不再办理。"), item)
    if cells["result"].strip().lower() in FAILED:
        why = cells.get("reason", "").strip() or gettext("银行未说明原因")
        told = gettext("银行未付：%(why)s。请财务复核在案件中退回拨款。", why=why)
        return Line(number, name, "returned", told, item)
    paid_on, slip = date.fromisoformat(cells["paid_on"].strip()), cells["bank_reference"].strip()
    return Line(number, name, "paid", gettext("与付款单一致，确认到账。"), item, paid_on, slip)


def wrong(cells: Mapping[str, str], item: Item | None, twice: bool) -> str:
    """What keeps a line from being taken, in a sentence; '' for nothing."""
    if item is None:
        return gettext("付款单中没有这个参考号。")
    if twice:
        return gettext("同一参考号在文件中出现两次。")
    if item.payment.status not in ("approved", "paid"):
        return gettext("此笔尚未复核或已退回，银行不应付款，请立即核实。")
    if money(cells.get("amount", "")) != item.payment.amount:
        return gettext("金额与付款单不符：付款单中为%(amount)s元。", amount=format_yuan(item.payment.amount))
    return "" if item.payment.status == "paid" else misread(cells)


def misread(cells: Mapping[str, str]) -> str:
    """What a line of a payment on its way does not say as it should."""
    result = cells.get("result", "").strip().lower()
    if result in FAILED:
        return ""
    if result not in DONE:
        return gettext("“结果”须为“成功”或“失败”。")
    if not day(cells.get("paid_on", "")):
        return gettext("“到账日期”须形如 2026-05-08，且不晚于今天。")
    return "" if cells.get("bank_reference", "").strip() else gettext("缺少银行流水号。")


def money(text: str) -> int | None:
    try:
        return to_fen(text.replace(",", "").strip())
    except ValueError:
        return None


def day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if found <= clock.today() else None


def confirm(viewer: Viewer, lines: list[Line]) -> Told:
    """Confirm what the bank paid, case by case. Not to be called inside `writing`."""
    paid = {row.item.number: row for row in lines if row.verdict == "paid" and row.item}

    def one(number: str) -> None:
        answers = {"paid_on": str(paid[number].paid_on), "bank_reference": paid[number].bank_reference}
        preparing.perform(viewer, number, "confirm_payment", answers)

    return payment_batches.each(paid, one)
