"""The lines of the bank's answer: which column is which, and what keeps a line from being taken."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from flask_babel import gettext

from forms.money import format_yuan, to_fen
from grants import clock
from grants.errors import Invalid
from grants.languages import in_chinese
from grants.models import Payment
from grants.services.payable import Item
from grants.texts import sentence
from workflows.parts.payment import too_early
from workflows.parts.slips import compared

COLUMNS = {  # of the bank's answer, as the heading may call them
    "reference": ("参考号", "reference"),
    "amount": ("金额（元）", "金额", "amount"),
    "result": ("结果", "result"),
    "paid_on": ("到账日期", "日期", "paid on"),
    "bank_reference": ("银行流水号", "流水号", "bank reference"),
    "reason": ("原因", "reason"),
}
NEEDED = ("reference", "amount", "result", "paid_on", "bank_reference")
# As banks write a day: 2026-05-08, 2026/5/8, 2026年5月8日, 20260508, and what follows of the hour.
DAY = re.compile(
    r"([0-9]{4})(?:[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?|([0-9]{2})([0-9]{2}))(?:[ T][0-9:.]+)?"
)
DONE, FAILED = ("成功", "已付", "paid", "done"), ("失败", "退回", "returned", "failed")


def reference_in(cells: Mapping[str, str]) -> str:
    """The reference of a line, however the bank's program writes it."""
    return compared(cells.get("reference", ""))


def placed(heading: tuple[str, ...]) -> dict[str, int]:
    """Which column is which; raises Invalid naming those that are missing."""
    plain = [heading_as_compared(title) for title in heading]
    found = {
        name: plain.index(called[0])
        for name, names in COLUMNS.items()
        if (called := [title for title in map(heading_as_compared, names) if title in plain])
    }
    missing = [COLUMNS[name][0 if in_chinese() else -1] for name in NEEDED if name not in found]
    if missing:
        told = gettext("回单文件缺少栏目：%(names)s。", names=gettext("、").join(missing))
        raise Invalid({"file": [told]})
    return found


def heading_as_compared(title: str) -> str:
    return unicodedata.normalize("NFKC", title).strip().lower()


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
    return (
        contradicted(cells, item.payment) if item.payment.status == "paid" else misread(cells, item.payment)
    )


def contradicted(cells: Mapping[str, str], payment: Payment) -> str:
    """Where the bank says something else of a payment than was confirmed: it may have come back, or gone out twice."""
    if failed(cells):
        return gettext(
            "此笔已于%(day)s确认到账，回单却说未付：请立即向银行核实款项是否退回。", day=payment.paid_on
        )
    slip = cells.get("bank_reference", "")
    if slip and compared(slip) != compared(payment.bank_reference):
        return gettext(
            "此笔已以流水号%(known)s确认到账，回单中的流水号是%(given)s：可能付了两次，请立即向银行核实。",
            known=payment.bank_reference, given=slip,
        )  # fmt: skip
    return ""


def failed(cells: Mapping[str, str]) -> bool:
    return cells.get("result", "").lower() in FAILED


def misread(cells: Mapping[str, str], payment: Payment) -> str:
    """What a line of a payment on its way does not say as it should."""
    if failed(cells):
        return ""
    if cells.get("result", "").lower() not in DONE:
        return gettext("“结果”须为“成功”或“失败”。")
    paid_on = day(cells.get("paid_on", ""))
    if not paid_on:
        return gettext("“到账日期”须形如 2026-05-08，且不晚于今天。")
    if early := too_early(paid_on, payment.approved_on):
        return sentence(early)
    return "" if cells.get("bank_reference", "") else gettext("缺少银行流水号。")


def money(text: str) -> int | None:
    """The sum of a line in fen; None where it is none."""
    try:
        return to_fen(text)
    except ValueError:
        return None


def day(text: str) -> date | None:
    """The day of a line, with or without the hour; None where it is none, and where it has not come yet."""
    found = DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    try:
        told = date(*(int(part) for part in found.groups() if part)) if found else None
    except ValueError:
        return None
    return told if told and told <= clock.today() else None
