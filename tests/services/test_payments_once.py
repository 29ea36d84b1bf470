"""No payment is made twice and none is lost, whatever happens to its case on the way."""

import pytest

from grants.extensions import db
from grants.models import Application, Payment
from grants.services import payable, payment_batches, preparing
from tests import factories
from tests.services.paying import AMOUNT, awarded, collected, staff, statuses, told_account

pytestmark = pytest.mark.one_database


def test_an_award_taken_back_takes_its_prepared_payment_off_every_list(app):
    numbers = awarded(1)
    maker, leader = staff("maker", "leader")
    collected(numbers, maker)
    found = []
    preparing.rehearse(
        leader,
        numbers[0],
        "revoke",
        {"reasons": "弄虚作假", "rule": "办法第十条", "recover": "0", "remedy": "十五日内可申请复核"},
        within=lambda _outcome: found.extend(db.session.query(Payment.status).all()),
    )
    assert found == [("returned",)]


def changed_account(number: str, account: str) -> None:
    unit = db.session.query(Application).filter_by(number=number).one().organisation
    told_account(number, factories.person("applicant", unit), account)


def test_what_is_approved_is_what_was_seen_and_not_what_took_its_place_meanwhile(app, monkeypatch):
    """One changed account was verified; before its case is reached, the unit tells yet another."""
    (number,) = awarded(1)
    maker, checker = staff("maker", "checker")
    changed_account(number, "02000000000000002222")
    batch_id = collected([number], maker)
    performed = preparing.perform

    def overtaken(*asked):
        monkeypatch.setattr(preparing, "perform", performed)
        changed_account(number, "02000000000000007777")
        performed(maker, number, "prepare_payment", {"amount": "3000.00"})
        return performed(*asked)

    monkeypatch.setattr(preparing, "perform", overtaken)
    verified = [db.session.query(Payment).one().id]
    assert list(payment_batches.approve(checker, batch_id, AMOUNT, verified).refused) == [number]
    assert statuses() == ["returned", "prepared"]


def test_what_is_approved_by_itself_is_not_lost_from_sight(app):
    (number,) = awarded(1)
    maker, checker = staff("maker", "checker")
    preparing.perform(maker, number, "prepare_payment", {"amount": "3000.00"})
    assert payable.alone(maker, "patent") == []
    preparing.perform(checker, number, "approve_payment", {"agreed": True})
    assert [row.number for row in payable.alone(maker, "patent")] == [number]
    assert payable.due(maker, "patent") == []
