"""The file for the bank and the bank's answer: what agrees is confirmed once, what does not is told."""

import io

import pytest
from openpyxl import load_workbook

from grants.database import writing
from grants.errors import Conflict, Invalid
from grants.extensions import db
from grants.models import Application, Event
from grants.services import bank_files, invariants, sheets
from tests.services.paying import (
    AMOUNT,
    PAID_ON,
    answer,
    approved,
    awarded,
    collected,
    references,
    staff,
    statuses,
)


def test_what_is_due_is_prepared_approved_and_confirmed_as_the_bank_says(app):
    numbers = awarded()
    batch_id, maker = approved(numbers)
    assert statuses() == ["approved", "approved"]
    rows = [(reference, "3,000.00", "成功", PAID_ON, f"B{n}") for n, reference in enumerate(references())]
    lines = bank_files.matched(maker, batch_id, answer(*rows))
    assert [line.verdict for line in lines] == ["paid", "paid"]
    assert bank_files.confirm(maker, lines).done == numbers
    assert statuses() == ["paid", "paid"]
    assert invariants.findings() == []


def test_the_same_answer_of_the_bank_twice_pays_nothing_twice(app):
    batch_id, maker = approved(awarded(1))
    sheet = answer((references()[0], "3000", "成功", PAID_ON, "B1"))
    bank_files.confirm(maker, bank_files.matched(maker, batch_id, sheet))
    again = bank_files.matched(maker, batch_id, sheet)
    assert [line.verdict for line in again] == ["settled"]
    assert bank_files.confirm(maker, again).done == []
    assert db.session.query(Application).one().paid == AMOUNT


WRONG = [  # what a line of the bank says, and the sentence about it
    ({"reference": "ZT99999999"}, "没有这个参考号"),
    ({"amount": "2999.99"}, "金额与付款单不符"),
    ({"amount": "三千"}, "金额与付款单不符"),
    ({"result": "处理中"}, "须为“成功”或“失败”"),
    ({"paid_on": "2026-05-32"}, "须形如 2026-05-08"),
    ({"paid_on": "2027-01-01"}, "不晚于今天"),
    ({"bank_reference": " "}, "缺少银行流水号"),
]


def test_a_line_that_does_not_agree_is_told_and_not_taken(app):
    batch_id, maker = approved(awarded(1))
    right = {
        "reference": references()[0], "amount": "3000.00", "result": "成功", "paid_on": PAID_ON, "bank_reference": "B"
    }  # fmt: skip
    for changed, told in WRONG:
        (line,) = bank_files.matched(maker, batch_id, answer(tuple((right | changed).values())))
        assert (line.verdict, told in line.sentence) == ("fault", True), line
    twice = bank_files.matched(maker, batch_id, answer(tuple(right.values()), tuple(right.values())))
    assert [line.verdict for line in twice] == ["paid", "fault"]


def test_what_the_bank_did_not_pay_is_left_to_the_checker(app):
    batch_id, maker = approved(awarded(1))
    (line,) = bank_files.matched(
        maker, batch_id, answer((references()[0], "3000", "失败", "", "", "账户不存在"))
    )
    assert line.verdict == "returned"
    assert "账户不存在" in line.sentence
    assert bank_files.confirm(maker, [line]).done == []


def test_an_answer_without_its_columns_is_refused_naming_them(app):
    batch_id, maker = approved(awarded(1))
    with pytest.raises(Invalid, match="金额（元）、到账日期"):
        bank_files.matched(
            maker, batch_id, sheets.Sheet(("参考号", "结果", "流水号"), ((2, ("x", "y", "z")),))
        )


def test_the_file_for_the_bank_bears_accounts_in_clear_and_the_log_keeps_who_took_it(app):
    batch_id, maker = approved(awarded())
    with writing():
        name, content = bank_files.export(maker, batch_id)
    sheet = load_workbook(io.BytesIO(content)).active
    assert name == "付款文件2026-001.xlsx"
    assert [row[4].value for row in sheet.iter_rows(min_row=2)] == ["02000000000000000001"] * 2
    event = db.session.query(Event).order_by(Event.number.desc()).first()
    assert (event.action, event.person_id, event.subject) == ("bank_file", maker.person, f"batch:{batch_id}")
    assert "02000000000000000001" not in event.recorded


def test_nothing_goes_to_the_bank_that_is_not_approved(app):
    (maker,) = staff("maker")
    batch_id = collected(awarded(1), maker)
    with writing(), pytest.raises(Conflict, match="没有已复核"):
        bank_files.export(maker, batch_id)
