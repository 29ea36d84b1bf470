"""No payment is made twice and none is lost, whatever happens to its case on the way."""

from datetime import date

import pytest
from sqlalchemy import update

from grants.database import writing
from grants.errors import Conflict, NotAllowed
from grants.extensions import db
from grants.models import Application, Payment
from grants.services import applications, bank_files, payable, payment_batches, preparing, slips
from tests import factories
from tests.racing import before_commit, crossing
from tests.services.paying import AMOUNT, approved, awarded, collected, staff, statuses, told_account


@pytest.mark.one_database
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


@pytest.mark.one_database
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


@pytest.mark.one_database
def test_what_is_approved_by_itself_is_not_lost_from_sight(app):
    (number,) = awarded(1)
    maker, checker = staff("maker", "checker")
    preparing.perform(maker, number, "prepare_payment", {"amount": "3000.00"})
    due, alone = payable.loose(maker, "patent")
    assert ([row.payment is not None for row in due], alone) == ([True], [])
    preparing.perform(checker, number, "approve_payment", {"agreed": True})
    due, alone = payable.loose(maker, "patent")
    assert (due, [row.number for row in alone]) == ([], [number])


@pytest.mark.one_database
def test_a_case_does_not_go_on_over_a_payment_nobody_can_find(app):
    (number,) = awarded(1)
    _batch, maker = approved([number])
    db.session.execute(update(Payment).values(status="returned"))
    db.session.commit()
    with pytest.raises(Conflict, match="与办理经过不一致"):
        preparing.perform(maker, number, "confirm_payment", {"paid_on": "2026-04-01", "bank_reference": "B1"})
    assert db.session.query(Application).one().state == "paying"


@pytest.mark.on_postgresql
def test_a_payment_is_not_sent_back_while_it_is_written_into_a_file(app, monkeypatch):
    (number,) = awarded(1)
    batch_id, maker = approved([number])
    (checker,) = staff("checker")
    read = payable.items

    def taken(middle) -> None:
        def reading(*asked):
            rows = read(*asked)
            middle()
            return rows

        monkeypatch.setattr(payable, "items", reading)
        with writing():
            bank_files.export(maker, batch_id)

    told = crossing(
        app, taken, lambda: preparing.perform(checker, number, "return_payment", {"reasons": "户名不一致"})
    )
    assert (told[0], type(told[1])) == (None, NotAllowed)
    assert statuses() == ["approved"]


@pytest.mark.on_postgresql
def test_one_slip_is_not_confirmed_under_two_payments_at_once(app):
    """The second is told under which payment it stands, as whoever comes later is."""
    first, second = awarded(2)
    _batch, maker = approved([first, second])
    told = {"paid_on": "2026-04-01", "bank_reference": "B1"}
    paid = before_commit(lambda: applications.perform(maker, first, "confirm_payment", told))
    refused = crossing(app, paid, lambda: preparing.perform(maker, second, "confirm_payment", told))[1]
    assert isinstance(refused, NotAllowed)
    assert f"已用于{first}的拨款" in str(refused)
    assert statuses() == ["paid", "approved"]


def test_the_database_itself_refuses_a_slip_twice_and_a_payment_before_its_approval(app):
    approved(awarded(2))
    for told, changed in (
        ("流水号刚刚用于", {"slip": "B1"}),
        ("早于复核日期", {"paid_on": date(2026, 3, 31)}),
    ):
        with pytest.raises(Conflict, match=told), writing():
            db.session.execute(update(Payment).values(**changed))


@pytest.mark.one_database
def test_a_slip_under_another_payment_is_named_and_asked_for(app):
    first, second = awarded(2)
    _batch, maker = approved([first, second])
    told = {"paid_on": "2026-04-01", "bank_reference": "B1"}
    preparing.perform(maker, first, "confirm_payment", told)
    with pytest.raises(NotAllowed, match=f"已用于{first}的拨款（2026-04-01到账，3,000.00元）"):
        preparing.perform(maker, second, "confirm_payment", told)
    preparing.perform(maker, second, "confirm_payment", told | {"bank_checked": True})
    assert slips.bearers("project", ["b1"])["B1"].number == ""
    assert statuses() == ["paid", "paid"]
