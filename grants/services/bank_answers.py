"""The bank's answer matched against a batch: what agrees is confirmed, what does not is told and left alone."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from flask_babel import gettext

from forms.money import format_yuan, to_fen
from grants import clock
from grants.access import Viewer
from grants.errors import Invalid
from grants.languages import in_chinese
from grants.models import Payment
from grants.programmes import PROGRAMMES
from grants.services import payable, payment_batches, preparing
from grants.services.bank_files import batches_of, name_of, reference
from grants.services.payable import Item
from grants.services.payment_batches import Told
from grants.services.sheets import Sheet

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
    """One line of the bank's answer and what it means: `paid` is to be confirmed, all else is for somebody to see. A
    payment `missing` in it has no row."""

    row: int
    reference: str
    verdict: str  # paid, returned, settled, fault, missing
    sentence: str
    item: Item | None = None
    paid_on: date | None = None
    bank_reference: str = ""
    version: int | None = None  # of the case as it was matched


def matched(viewer: Viewer, batch_id: int, sheet: Sheet) -> list[Line]:
    """Every line of the bank's answer against the batch, and what it leaves out; nothing is done. Raises Invalid where
    columns are missing."""
    batch = payment_batches.find(viewer, batch_id)
    payment_batches.acting(viewer, batch.programme, "maker")
    places = placed(sheet.heading)
    told = [
        (number, {name: cells[at].strip() for name, at in places.items() if at < len(cells)})
        for number, cells in sheet.rows
    ]
    known = {reference(row.payment.id): row for row in payable.items(viewer, batch)}
    times = Counter(named(cells) for _, cells in told)
    lines = [judged(number, cells, known, times[named(cells)]) for number, cells in told]
    others = of_others(viewer, [name for name in times if name not in known])
    told_of = [replace(row, sentence=others.get(row.reference, row.sentence)) for row in lines]
    return told_of + list(left_out(known, times))


def of_others(viewer: Viewer, names: Collection[str]) -> dict[str, str]:
    """Where these references belong, in a sentence, as far as they are of a batch this viewer may know of."""
    return {
        name: gettext(
            "此参考号属于付款单 %(name)s（%(programme)s），请在那一张付款单中核对。",
            name=name_of(batch), programme=gettext(PROGRAMMES[batch.programme].short),
        )
        for name, batch in batches_of(viewer, names).items()
    }  # fmt: skip


def named(cells: Mapping[str, str]) -> str:
    return cells.get("reference", "").upper()


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


def judged(number: int, cells: Mapping[str, str], known: Mapping[str, Item], times: int) -> Line:
    """What one line says, whose reference stands in the file this many times."""
    name = named(cells)
    if fault := wrong(cells, known.get(name), times):
        return Line(number, name, "fault", fault, known.get(name))
    item = known[name]
    if item.payment.status == "paid":
        return Line(number, name, "settled", gettext("此笔早已确认到账，不再办理。"), item)
    if failed(cells):
        why = cells.get("reason", "") or gettext("银行未说明原因")
        told = gettext("银行未付：%(why)s。请财务复核在案件中退回拨款。", why=why)
        return Line(number, name, "returned", told, item)
    paid_on, slip = date.fromisoformat(cells["paid_on"]), cells["bank_reference"]
    told, version = gettext("与付款单一致，确认到账。"), item.application.version
    return Line(number, name, "paid", told, item, paid_on, slip, version)


def wrong(cells: Mapping[str, str], item: Item | None, times: int) -> str:
    """What keeps a line from being taken, in a sentence; '' for nothing."""
    if item is None:
        return gettext("付款单中没有这个参考号。")
    if times > 1:
        return gettext(
            "同一参考号在文件中出现 %(times)d 次，各行都不办理；请向银行核实是否重复付款。", times=times
        )
    if item.payment.status not in ("approved", "paid"):
        return gettext("此笔尚未复核或已退回，银行不应付款，请立即核实。")
    if money(cells.get("amount", "")) != item.payment.amount:
        ours, given = format_yuan(item.payment.amount), cells.get("amount", "") or gettext("空白")
        return gettext("金额与付款单不符：付款单中为%(ours)s元，回单中为%(given)s。", ours=ours, given=given)
    return contradicted(cells, item.payment) if item.payment.status == "paid" else misread(cells)


def contradicted(cells: Mapping[str, str], payment: Payment) -> str:
    """Where the bank says something else of a payment than was confirmed: it may have come back, or gone out twice."""
    if failed(cells):
        return gettext(
            "此笔已于%(day)s确认到账，回单却说未付：请立即向银行核实款项是否退回。", day=payment.paid_on
        )
    slip = cells.get("bank_reference", "")
    if slip and slip != payment.bank_reference:
        return gettext(
            "此笔已以流水号%(known)s确认到账，回单中的流水号是%(given)s：可能付了两次，请立即向银行核实。",
            known=payment.bank_reference, given=slip,
        )  # fmt: skip
    return ""


def failed(cells: Mapping[str, str]) -> bool:
    return cells.get("result", "").lower() in FAILED


def left_out(known: Mapping[str, Item], told: Collection[str]) -> Iterator[Line]:
    """The payments that went to the bank and of which its answer says nothing."""
    for name, item in known.items():
        if name not in told and item.payment.status == "approved" and item.payment.sent_at:
            yield Line(0, name, "missing", gettext("回单中没有此笔，仍待到账；请向银行查询。"), item)


def misread(cells: Mapping[str, str]) -> str:
    """What a line of a payment on its way does not say as it should."""
    if failed(cells):
        return ""
    if cells.get("result", "").lower() not in DONE:
        return gettext("“结果”须为“成功”或“失败”。")
    if not day(cells.get("paid_on", "")):
        return gettext("“到账日期”须形如 2026-05-08，且不晚于今天。")
    return "" if cells.get("bank_reference", "") else gettext("缺少银行流水号。")


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
    """Confirm what the bank paid, case by case, each as it was when matched. Not to be called inside `writing`."""
    paid = {row.item.number: row for row in lines if row.verdict == "paid" and row.item}

    def one(number: str) -> None:
        row = paid[number]
        answers = {"paid_on": str(row.paid_on), "bank_reference": row.bank_reference}
        preparing.perform(viewer, number, "confirm_payment", answers, row.version)

    return payment_batches.each(paid, one)
