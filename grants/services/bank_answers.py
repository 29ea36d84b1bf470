"""The bank's answer matched against a batch of payments: what agrees is confirmed, what does not is told and left
alone. What is doubtful is confirmed for who asked the bank about that very line."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from flask_babel import gettext

from grants import clock
from grants.access import Viewer
from grants.programmes import PROGRAMMES
from grants.services import payable, payment_batches, preparing, slips
from grants.services.bank_files import name_of, payment_batches_of, reference
from grants.services.bank_lines import day, failed, placed, reference_in, wrong
from grants.services.each_case import Tally, each
from grants.services.payable import Item
from grants.services.sheets import Sheet
from grants.services.unpaid import LONGEST_WHY
from grants.texts import sentence
from workflows.engine import Slip
from workflows.parts.payment import before_file
from workflows.parts.slips import compared, used_before


@dataclass(frozen=True)
class Line:
    """One line of the bank's answer and what it means: `paid` is to be confirmed, `doubted` too where somebody vouches
    for it, all else is for somebody to see. A payment `missing` in it has no row."""

    row: int
    reference: str
    verdict: str  # paid, doubted, returned, settled, fault, missing
    sentence: str
    item: Item | None = None
    paid_on: date | None = None
    bank_reference: str = ""
    version: int | None = None  # of the case as it was matched
    why: str = ""  # of what was not paid, as the bank says


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
    times = Counter(reference_in(cells) for _, cells in told)
    lines = [judged(number, cells, known, times[reference_in(cells)]) for number, cells in told]
    lines = doubted(batch.programme, lines)
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
        for name, batch in payment_batches_of(viewer, names).items()
    }  # fmt: skip


def doubted(programme: str, lines: list[Line]) -> list[Line]:
    """The same lines; of those that would be confirmed, the ones that may be wrong say why."""
    paid = [line for line in lines if line.verdict == "paid"]
    borne = slips.bearers(programme, [line.bank_reference for line in paid])
    times = Counter(compared(line.bank_reference) for line in paid)
    found = {line.row: told for line in paid if (told := doubts(line, borne, times))}
    return [
        replace(line, verdict="doubted", sentence=" ".join(found[line.row])) if line.row in found else line
        for line in lines
    ]


def doubts(line: Line, borne: Mapping[str, Slip], times: Mapping[str, int]) -> list[str]:
    """Why a line may be wrong: the same rules as on the page of the case, and its slip on other lines of the file."""
    if line.item is None or line.paid_on is None:
        return []
    slip, sent_at = compared(line.bank_reference), line.item.payment.sent_at
    reasons = (
        before_file(line.paid_on, clock.local(sent_at).date() if sent_at else None),
        used_before(line.bank_reference, borne.get(slip)),
    )
    told = [sentence(reason) for reason in reasons if reason]
    if times[slip] > 1:
        told.append(
            gettext(
                "银行流水号%(slip)s在回单中出现 %(times)d 次，一笔交易只付一笔款；请改正，或者向银行核实后勾选。",
                slip=slip,
                times=times[slip],
            )
        )
    return told


def judged(number: int, cells: Mapping[str, str], known: Mapping[str, Item], times: int) -> Line:
    """What one line says, whose reference stands in the file this many times."""
    name = reference_in(cells)
    if fault := wrong(cells, known.get(name), times):
        return Line(number, name, "fault", fault, known.get(name))
    item = known[name]
    if item.payment.status == "paid":
        return Line(number, name, "settled", gettext("此笔早已确认到账，不再办理。"), item)
    if failed(cells):
        why = cells.get("reason", "") or gettext("银行未说明原因")
        told = gettext("银行未付：%(why)s。登记后由财务复核退回拨款。", why=why)
        return Line(number, name, "returned", told, item, why=why[:LONGEST_WHY])
    paid_on, slip = day(cells["paid_on"]), cells["bank_reference"]
    told, version = gettext("与付款单一致，确认到账。"), item.application.version
    return Line(number, name, "paid", told, item, paid_on, slip, version)


def left_out(known: Mapping[str, Item], told: Collection[str]) -> Iterator[Line]:
    """The payments that went to the bank and of which its answer says nothing."""
    for name, item in known.items():
        if name not in told and item.payment.status == "approved" and item.payment.sent_at:
            yield Line(0, name, "missing", gettext("回单中没有此笔，仍待到账；请向银行查询。"), item)


def confirm(viewer: Viewer, lines: list[Line], vouched: Collection[int] = ()) -> Tally:
    """Confirm what the bank paid, case by case, each as it was when matched; what is doubted, of the payments somebody
    vouched for. Not to be called inside `writing`."""
    paid = {row.item.number: row for row in lines if row.item and taken(row, row.item.payment.id in vouched)}

    def one(number: str) -> None:
        row = paid[number]
        checked = {"bank_checked": True} if row.verdict == "doubted" else {}
        answers = {"paid_on": str(row.paid_on), "bank_reference": row.bank_reference} | checked
        preparing.perform(viewer, number, "confirm_payment", answers, row.version)

    return each(paid, one)


def unpaid_of(lines: list[Line]) -> dict[int, str]:
    """Why the bank did not pay, by payment."""
    return {row.item.payment.id: row.why for row in lines if row.item and row.verdict == "returned"}


def taken(line: Line, vouched: bool) -> bool:
    return line.verdict == "paid" or (line.verdict == "doubted" and vouched)
