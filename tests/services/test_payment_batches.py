"""A batch: collected by one, approved by another, each payment in one batch at most - and no case is paid twice."""

import pytest

from grants.database import writing
from grants.errors import Conflict, Forbidden, Invalid, NotAllowed, NotFound
from grants.extensions import db
from grants.models import Application, Payment, PaymentBatch
from grants.services import payable, payment_batches, preparing
from tests import factories
from tests.racing import before_commit, crossing, race
from tests.services.paying import AMOUNT, awarded, collected, staff, statuses, told_account


def test_a_payment_is_in_one_batch_only_and_can_leave_it_until_it_is_approved(app):
    numbers = awarded(1)
    maker, checker = staff("maker", "checker")
    batch_id = collected(numbers, maker)
    assert payable.due(maker, "patent") == []
    assert list(payment_batches.collect(maker, "patent", numbers)[1].refused) == numbers
    payment_id = db.session.query(Payment).one().id
    with writing():
        payment_batches.take_out(maker, batch_id, payment_id)
    again = collected(numbers, maker)
    payment_batches.approve(checker, again, AMOUNT)
    with pytest.raises(Conflict, match="不能移出"), writing():
        payment_batches.take_out(maker, again, payment_id)
    assert statuses() == ["approved"]


@pytest.mark.one_database
def test_the_checker_approves_what_was_seen_and_goes_on_after_an_interruption(app):
    maker, checker = staff("maker", "checker")
    numbers = awarded(3)
    batch_id = collected(numbers, maker)
    with pytest.raises(Conflict, match="合计已不同"):
        payment_batches.approve(checker, batch_id, AMOUNT)
    preparing.perform(checker, numbers[0], "approve_payment", {"agreed": True})
    preparing.perform(checker, numbers[1], "return_payment", {"reasons": "户名不一致"})
    assert payment_batches.approve(checker, batch_id, 2 * AMOUNT).done == [numbers[2]]
    assert payment_batches.approve(checker, batch_id, 2 * AMOUNT).done == []
    assert statuses() == ["approved", "returned", "approved"]


@pytest.mark.one_database
def test_an_account_that_changed_stands_beside_the_old_one(app):
    numbers = awarded(1)
    case = db.session.query(Application).one()
    unit = case.organisation
    told_account(numbers[0], factories.person("applicant", unit), "02000000000000009999")
    (maker,) = staff("maker")
    batch_id = collected(numbers, maker)
    (item,) = payable.items(maker, payment_batches.find(maker, batch_id))
    assert item.payment.account_masked.endswith("9999")
    assert item.change.before.account.endswith("0001")
    assert item.change.after.account == item.payment.account_masked
    assert "0200000000000000" not in item.change.before.account + item.payment.account_masked
    (checker,) = staff("checker")
    with pytest.raises(Invalid, match="账户有变更"):
        payment_batches.approve(checker, batch_id, AMOUNT)
    assert payment_batches.approve(checker, batch_id, AMOUNT, [item.payment.id]).done == numbers


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("account", "asked"), [("02000000000000000001", False), ("02000000000990000001", True)]
)
def test_the_same_account_told_again_is_no_change_and_one_that_looks_like_it_is(app, account, asked):
    numbers = awarded(1)
    unit = db.session.query(Application).one().organisation
    told_account(numbers[0], factories.person("applicant", unit), account)
    (maker, checker) = staff("maker", "checker")
    (row,) = payable.due(maker, "patent")
    assert (row.change.other_account if row.change else False) is asked
    batch_id = collected(numbers, maker)
    if asked:
        with pytest.raises(NotAllowed, match="收款账户有变更"):
            preparing.perform(checker, numbers[0], "approve_payment", {"agreed": True})
    else:
        assert payment_batches.approve(checker, batch_id, AMOUNT).done == numbers


@pytest.mark.one_database
def test_what_another_batch_took_meanwhile_is_told_and_not_counted(app, monkeypatch):
    first, second = awarded(2)
    maker, other = staff("maker", "maker")
    performed = preparing.perform

    def overtaken(*asked):
        """Once the second is prepared, somebody else puts the first into a batch of their own."""
        outcome = performed(*asked)
        if asked[1] == second:
            payment_batches.bound(other, "patent", [first])
        return outcome

    monkeypatch.setattr(preparing, "perform", overtaken)
    batch_id, told = payment_batches.collect(maker, "patent", [first, second, second])
    assert (told.done, list(told.refused)) == ([second], [first])
    assert [row.number for row in payable.items(maker, payment_batches.find(maker, batch_id))] == [second]


DOERS = [("officer", NotFound), ("applicant", NotFound), ("auditor", Forbidden), ("maker", Forbidden)]


@pytest.mark.one_database
@pytest.mark.parametrize(("role", "refusal"), DOERS)
def test_only_a_checker_approves_and_not_who_collected(app, role, refusal):
    maker, other = staff("maker", role)
    batch_id = collected(awarded(1), maker)
    with pytest.raises(refusal):
        payment_batches.approve(other, batch_id, AMOUNT)
    assert statuses() == ["prepared"]


@pytest.mark.on_postgresql
def test_two_makers_at_once_make_no_payment_twice(app):
    numbers = awarded(2)
    collecting = [
        lambda who=maker: payment_batches.collect(who, "patent", numbers) for maker in staff("maker", "maker")
    ]
    results = race(app, *collecting)
    db.session.rollback()
    said = [number for result in results if isinstance(result, tuple) for number in result[1].done]
    assert sorted(said) == sorted(numbers)  # each is told what went into their own batch
    payments = db.session.query(Payment).all()
    assert sorted(payment.application_id for payment in payments) == [1, 2]
    assert {payment.status for payment in payments} == {"prepared"}
    assert factories.count(PaymentBatch) >= 1


@pytest.mark.on_postgresql
def test_who_opens_a_batch_at_the_same_moment_has_the_next_number(app):
    maker, other = staff("maker", "maker")

    def next_one() -> int:
        with writing():
            return payment_batches.opened(other, "patent").serial

    opening = before_commit(lambda: payment_batches.opened(maker, "patent").serial)
    assert crossing(app, opening, next_one) == (1, 2)


@pytest.mark.on_postgresql
def test_a_payment_does_not_leave_a_batch_while_it_is_being_approved(app, monkeypatch):
    maker, checker = staff("maker", "checker")
    batch_id = collected(awarded(1), maker)
    payment_id, read = db.session.query(Payment).one().id, payable.items

    def approving(middle) -> dict:
        def reading(*asked):
            rows = read(*asked)
            middle()
            return rows

        monkeypatch.setattr(payable, "items", reading)
        return payment_batches.approve(checker, batch_id, AMOUNT).refused

    def taken_out() -> None:
        with writing():
            payment_batches.take_out(maker, batch_id, payment_id)

    told = crossing(app, approving, taken_out)
    assert (told[0], type(told[1])) == ({}, Conflict)
    assert db.session.query(Payment).one().batch_id == batch_id
