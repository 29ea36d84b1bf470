"""The bank's answer: what agrees is confirmed once, what does not is told, and so is what it leaves out."""

from datetime import date, timedelta

import pytest

from grants import clock
from grants.database import writing
from grants.errors import Invalid
from grants.extensions import db
from grants.models import Application, Payment
from grants.services import bank_answers, bank_files, bank_lines, invariants, preparing
from tests.conftest import NOW
from tests.services.paying import (
    AMOUNT,
    PAID_ON,
    answer,
    approved,
    awarded,
    paid_line,
    references,
    staff,
    statuses,
)


def test_what_is_due_is_prepared_approved_and_confirmed_as_the_bank_says(app):
    numbers = awarded()
    batch_id, maker = approved(numbers)
    assert statuses() == ["approved", "approved"]
    rows = [(reference, "3,000.00", "成功", PAID_ON, f"B{n}") for n, reference in enumerate(references())]
    lines = bank_answers.matched(maker, batch_id, answer(*rows))
    assert [line.verdict for line in lines] == ["paid", "paid"]
    assert bank_answers.confirm(maker, lines).done == numbers
    assert statuses() == ["paid", "paid"]
    assert invariants.findings() == []


@pytest.mark.one_database
def test_the_same_answer_of_the_bank_twice_pays_nothing_twice(app):
    batch_id, maker = approved(awarded(1))
    sheet = answer((references()[0], "3000", "成功", PAID_ON, "B1"))
    bank_answers.confirm(maker, bank_answers.matched(maker, batch_id, sheet))
    again = bank_answers.matched(maker, batch_id, sheet)
    assert [line.verdict for line in again] == ["settled"]
    assert bank_answers.confirm(maker, again).done == []
    assert db.session.query(Application).one().paid == AMOUNT


WRONG = [  # what a line of the bank says, and the sentence about it
    ({"reference": "ZT99999999"}, "没有这个参考号"),
    ({"amount": "2999.99"}, "金额与付款单不符"),
    ({"amount": "三千"}, "金额与付款单不符"),
    ({"result": "处理中"}, "须为“成功”或“失败”"),
    ({"paid_on": "2026-05-32"}, "须形如 2026-05-08"),
    ({"paid_on": "2027-01-01"}, "不晚于今天"),
    ({"paid_on": "2026-03-31"}, "早于复核日期2026-04-01"),
    ({"amount": "30,00.00"}, "金额与付款单不符"),
    ({"amount": "-3000.00"}, "金额与付款单不符"),
    ({"bank_reference": " "}, "缺少银行流水号"),
]


@pytest.mark.one_database
def test_a_line_that_does_not_agree_is_told_and_not_taken(app):
    batch_id, maker = approved(awarded(1))
    right = paid_line()
    for changed, told in WRONG:
        (line,) = bank_answers.matched(maker, batch_id, answer(tuple((right | changed).values())))
        assert (line.verdict, told in line.sentence) == ("fault", True), line
    twice = bank_answers.matched(maker, batch_id, answer(tuple(right.values()), tuple(right.values())))
    assert [line.verdict for line in twice] == ["fault", "fault"]
    failed = tuple((right | {"result": "失败"}).values())
    contrary = bank_answers.matched(maker, batch_id, answer(tuple(right.values()), failed))
    assert [line.verdict for line in contrary] == ["fault", "fault"]


ALIKE = [  # ways in which banks write what is the same
    {"reference": "zt00000001"},
    {"reference": "ＺＴ０００００００１ "},
    {"amount": "3,000.0"},
    {"amount": "３０００"},
    {"amount": "¥3,000.00元"},
    {"paid_on": "20260401"},
    {"paid_on": "2026/4/1"},
    {"paid_on": "2026年4月1日"},
    {"paid_on": "2026-04-01 10:22:33"},
]


@pytest.mark.one_database
def test_a_line_is_read_as_banks_write_it(app):
    batch_id, maker = approved(awarded(1))
    right = paid_line()
    for changed in ALIKE:
        (line,) = bank_answers.matched(maker, batch_id, answer(tuple((right | changed).values())))
        assert (line.verdict, line.paid_on) == ("paid", date(2026, 4, 1)), line


def test_one_slip_under_two_payments_is_taken_only_of_who_asked_the_bank(app):
    first, second, third = awarded(3)
    batch_id, maker = approved([first, second, third])
    names = references()
    rows = [
        (name, "3000", "成功", PAID_ON, slip) for name, slip in zip(names, ("B1", "B 2", "ｂ2"), strict=True)
    ]
    lines = bank_answers.matched(maker, batch_id, answer(*rows))
    assert [line.verdict for line in lines] == ["paid", "doubted", "doubted"]
    assert "出现 2 次" in lines[1].sentence
    assert bank_answers.confirm(maker, lines).done == [first]
    assert bank_answers.confirm(maker, lines[1:], [2]).done == [second]
    (known,) = bank_answers.matched(maker, batch_id, answer(rows[2]))[:1]
    assert (known.verdict, f"已用于{second}的拨款" in known.sentence) == ("doubted", True)
    assert bank_answers.confirm(maker, [known], [3]).done == [third]
    assert [payment.slip for payment in db.session.query(Payment).order_by(Payment.id)] == ["B1", "B2", None]


@pytest.mark.one_database
def test_what_was_paid_before_it_stood_in_a_file_is_doubted(app):
    batch_id, maker = approved(awarded(1))
    with clock.at(NOW + timedelta(days=1)):
        with writing():
            bank_files.export(maker, batch_id)
        (line,) = bank_answers.matched(
            maker, batch_id, answer((references()[0], "3000", "成功", PAID_ON, "B1"))
        )
    assert (line.verdict, "早于此笔首次列入付款文件的日期2026-04-02" in line.sentence) == ("doubted", True)


CONTRARY = [  # what the bank says of a payment confirmed by slip B1
    (("成功", PAID_ON, "B1"), "settled", "早已确认到账"),
    (("成功", PAID_ON, "B2"), "fault", "可能付了两次"),
    (("失败", "", ""), "fault", "款项是否退回"),
    (("成功", PAID_ON, " ｂ1"), "settled", "早已确认到账"),
]


@pytest.mark.one_database
def test_an_answer_that_contradicts_what_was_confirmed_is_told(app):
    batch_id, maker = approved(awarded(1))
    (name,) = references()
    first = bank_answers.matched(maker, batch_id, answer((name, "3000", "成功", PAID_ON, "B1")))
    bank_answers.confirm(maker, first)
    for said, verdict, told in CONTRARY:
        (line,) = bank_answers.matched(maker, batch_id, answer((name, "3000", *said)))
        assert (line.verdict, told in line.sentence) == (verdict, True), line


@pytest.mark.one_database
def test_what_went_to_the_bank_and_is_not_in_its_answer_is_told(app):
    batch_id, maker = approved(awarded(2))
    first, second = references()
    with writing():
        bank_files.export(maker, batch_id)
    lines = bank_answers.matched(maker, batch_id, answer((first, "3000", "成功", PAID_ON, "B1")))
    assert [(line.reference, line.verdict) for line in lines] == [(first, "paid"), (second, "missing")]


@pytest.mark.one_database
def test_a_line_matched_before_its_payment_was_sent_back_confirms_no_other(app):
    (number,) = awarded(1)
    batch_id, maker = approved([number])
    lines = bank_answers.matched(maker, batch_id, answer((references()[0], "3000", "成功", PAID_ON, "B1")))
    (checker,) = staff("checker")
    preparing.perform(checker, number, "return_payment", {"reasons": "户名不一致"})
    preparing.perform(maker, number, "prepare_payment", {"amount": "3000.00"})
    preparing.perform(checker, number, "approve_payment", {"agreed": True})
    assert list(bank_answers.confirm(maker, lines).refused) == [number]
    assert statuses() == ["returned", "approved"]


@pytest.mark.one_database
def test_what_the_bank_did_not_pay_is_left_to_the_checker(app):
    batch_id, maker = approved(awarded(1))
    (line,) = bank_answers.matched(
        maker, batch_id, answer((references()[0], "3000", "失败", "", "", "账户不存在"))
    )
    assert line.verdict == "returned"
    assert "账户不存在" in line.sentence
    assert bank_answers.confirm(maker, [line]).done == []


@pytest.mark.one_database
def test_an_answer_without_its_columns_is_refused_naming_them(app):
    with pytest.raises(Invalid, match="金额（元）、到账日期"):
        bank_lines.placed(("参考号", "结果", "流水号"))


@pytest.mark.one_database
def test_an_answer_for_another_batch_says_for_which(app):
    one, other = awarded(2)
    approved([one])
    batch_id, maker = approved([other])
    (line,) = bank_answers.matched(maker, batch_id, answer((references()[0], "3000", "成功", PAID_ON, "B1")))
    assert (line.verdict, "付款单 2026-001（专利）" in line.sentence) == ("fault", True), line
