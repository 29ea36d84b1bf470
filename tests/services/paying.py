"""Cases whose money is due, and the staff of finance, for tests of payments."""

from grants import clock
from grants.extensions import db
from grants.models import Event, Payment
from grants.services import bank_files, log, money, payment_batches, preparing, sheets
from tests import factories

AMOUNT = 300_000
PAID_ON = "2026-04-01"


def awarded(count: int = 2) -> list[str]:
    """Cases of one round whose money is due, each to a unit that told its account; their numbers."""
    round_row, numbers = factories.round_(), []
    for _ in range(count):
        unit = factories.organisation()
        case = factories.application("paying", round_row, unit, title="一种焊装夹具")
        event = log.append(Event(at=clock.now(), subject=case.number, action="decide"))
        db.session.flush()
        money.post(event, round_row.id, case, awarded=AMOUNT)
        db.session.commit()
        told_account(case.number, factories.person("applicant", unit), "02000000000000000001")
        numbers.append(case.number)
    return numbers


def told_account(number: str, someone, account: str) -> None:
    answers = {
        "account_name": "收款单位",
        "bank": "工商银行亦庄支行",
        "account": account,
        "reason": "账户迁移",
    }
    preparing.perform(factories.viewer(someone), number, "change_payee", answers)


def staff(*roles: str) -> list:
    return [factories.viewer(factories.person(role)) for role in roles]


def collected(numbers: list[str], maker) -> int:
    batch_id, told = payment_batches.collect(maker, "patent", numbers)
    assert told.refused == {}
    return batch_id


def approved(numbers: list[str]) -> tuple:
    """A batch of these, approved; with the maker who made it."""
    maker, checker = staff("maker", "checker")
    batch_id = collected(numbers, maker)
    payment_batches.approve(checker, batch_id, AMOUNT * len(numbers))
    return batch_id, maker


def statuses() -> list[str]:
    db.session.rollback()
    return [payment.status for payment in db.session.query(Payment).order_by(Payment.id)]


def references() -> list[str]:
    return [bank_files.reference(payment.id) for payment in db.session.query(Payment).order_by(Payment.id)]


HEADING = ("参考号", "金额", "结果", "到账日期", "银行流水号", "原因")


def answer(*rows: tuple[str, ...]) -> sheets.Sheet:
    return sheets.Sheet(HEADING, tuple(enumerate(rows, 2)))


def paid_line() -> dict[str, str]:
    """What the bank says of the first payment when it agrees, by column."""
    said = (references()[0], "3000.00", "成功", PAID_ON, "B")
    return dict(zip(("reference", "amount", "result", "paid_on", "bank_reference"), said, strict=True))
