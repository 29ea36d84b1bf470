"""Finance on the pages: two dues become a batch, another agrees, the bank is told and answers, the ledger agrees."""

from pathlib import Path

from grants.extensions import db
from grants.models import Payment
from grants.services.bank_files import reference
from grants.services.sheets import csv_bytes
from tests.services.paying import HEADING, PAID_ON, awarded


def test_a_batch_is_paid_by_the_bank_and_confirmed_by_its_answer(either_width, tmp_path):
    staff = either_width("project")
    with staff.house.inside():
        awarded()
    maker = staff.at("maker", "/finance")
    assert "陆仟元整" in maker.text()
    maker.press("编成付款单")
    batch = maker.page.url
    assert "不能复核本付款单" in maker.text()
    checker = staff.at("checker", batch.removeprefix(staff.house.address))
    checker.page.press("[name=agreed]", "Space")
    checker.press("复核付款单")
    maker = staff.at("maker", batch.removeprefix(staff.house.address))
    with maker.page.expect_download() as told:
        maker.page.get_by_role("button", name="下载付款文件").press("Enter")
    assert told.value.suggested_filename.endswith(".xlsx")
    answered(staff, batch, tmp_path / "回单.csv")
    assert "核对相符" in staff.at("checker", "/finance/ledger").text()


def answered(staff, batch: str, file: Path) -> None:
    """The bank's answer is read first, and only then confirmed."""
    with staff.house.inside():
        names = [reference(payment.id) for payment in db.session.query(Payment)]
    file.write_bytes(
        csv_bytes(HEADING, [(name, "3000.00", "成功", PAID_ON, f"B{name}", "") for name in names])
    )
    maker = staff.machine
    maker.open(batch)
    maker.page.set_input_files("[name=file]", file)
    maker.press("核对回单")
    maker.press("确认到账 2 笔")
    assert "6,000.00" in maker.text()
