"""The file for the bank: what is approved, once."""

import io

import pytest
from openpyxl import load_workbook

from grants.database import writing
from grants.errors import Conflict, NotAllowed
from grants.extensions import db
from grants.models import Event
from grants.services import bank_files, preparing
from grants.services.file_names import file_name
from tests.services.paying import approved, awarded, collected, references, staff, statuses


@pytest.mark.one_database
def test_the_file_for_the_bank_bears_accounts_in_clear_and_the_log_keeps_who_took_it(app):
    batch_id, maker = approved(awarded())
    with writing():
        name, content = bank_files.export(maker, batch_id)
    sheet = load_workbook(io.BytesIO(content)).active
    assert name == "付款文件-职工专利助推-2026-001.xlsx"
    assert [row[4].value for row in sheet.iter_rows(min_row=2)] == ["02000000000000000001"] * 2
    event = db.session.query(Event).order_by(Event.number.desc()).first()
    assert (event.action, event.person_id, event.subject) == ("bank_file", maker.person, f"batch:{batch_id}")
    assert "02000000000000000001" not in event.recorded


@pytest.mark.one_database
def test_nothing_goes_to_the_bank_that_is_not_approved(app):
    (maker,) = staff("maker")
    batch_id = collected(awarded(1), maker)
    with writing(), pytest.raises(Conflict, match="没有已复核"):
        bank_files.export(maker, batch_id)


@pytest.mark.one_database
def test_a_payment_stands_in_one_file_only_unless_that_never_went_to_the_bank(app):
    """The checker was interrupted after the first: what follows is a file of its own."""
    numbers = awarded(2)
    maker, checker = staff("maker", "checker")
    batch_id = collected(numbers, maker)

    def taken(again: bool = False) -> tuple[str, list[str]]:
        with writing():
            name, content = bank_files.export(maker, batch_id, again)
        return name, [row[1].value for row in load_workbook(io.BytesIO(content)).active.iter_rows(min_row=2)]

    first, second = references()
    preparing.perform(checker, numbers[0], "approve_payment", {"agreed": True})
    assert taken() == ("付款文件-职工专利助推-2026-001.xlsx", [first])
    with pytest.raises(Conflict, match="都已列入付款文件"):
        taken()
    preparing.perform(checker, numbers[1], "approve_payment", {"agreed": True})
    assert taken() == ("付款文件-职工专利助推-2026-001-第2次.xlsx", [second])
    assert taken(again=True)[1] == [first, second]


@pytest.mark.one_database
def test_what_may_be_paid_is_sent_back_only_by_who_asked_the_bank(app):
    (number,) = awarded(1)
    batch_id, maker = approved([number])
    (checker,) = staff("checker")
    with writing():
        bank_files.export(maker, batch_id)
    with pytest.raises(NotAllowed, match="请先向银行核实没有付出"):
        preparing.perform(checker, number, "return_payment", {"reasons": "户名不一致"})
    preparing.perform(checker, number, "return_payment", {"reasons": "户名不一致", "unpaid_checked": True})
    assert statuses() == ["returned"]


NAMES = [
    (("付款文件", "专利", "2026-001"), "付款文件-专利-2026-001.xlsx"),
    (("台账", "2026/2027: 首批*", ""), "台账-2026 2027  首批.xlsx"),
    (("名" * 300,), "名" * 120 + ".xlsx"),
    (("结束。. ",), "结束。.xlsx"),
]


def test_a_name_of_a_file_is_one_every_system_takes():
    for parts, name in NAMES:
        assert file_name(*parts, ending="xlsx") == name
