"""A payment without a receipt is listed until its unit gives one, and its unit can be asked."""

from datetime import timedelta

import pytest

from grants import clock
from grants.extensions import db
from grants.models import Application, Message, Payment, Person
from grants.services import bank_answers, payable, preparing, receipts, turns
from tests import factories
from tests.services.files import give
from tests.services.paying import AMOUNT, PAID_ON, answer, approved, awarded, references

pytestmark = pytest.mark.one_database


def paid():
    """A case whose money has come; its maker and its applicant."""
    batch_id, maker = approved(awarded(1))
    sheet = answer((references()[0], "3000", "成功", PAID_ON, "B1"))
    bank_answers.confirm(maker, bank_answers.matched(maker, batch_id, sheet))
    applicant = db.session.query(Person).filter(Person.memberships.any(role="applicant")).one()
    return db.session.query(Application).one(), maker, factories.viewer(applicant)


def test_a_receipt_given_takes_the_payment_off_the_list(app):
    case, maker, applicant = paid()
    case.state = "closed"  # a receipt can come late
    db.session.commit()
    (row,) = receipts.missing(maker, ["patent"])
    assert (row.application.number, row.days, row.asked) == (case.number, 0, None)
    assert receipts.counted(maker, ["patent"]) == (1, AMOUNT)
    assert turns.to_do(applicant) == [case]
    scan = give(applicant, case, action="confirm_receipt", field="receipt")
    given = {"amount": "3000.00", "received_on": PAID_ON, "receipt": [scan.id]}
    preparing.perform(applicant, case.number, "confirm_receipt", given)
    assert receipts.missing(maker, ["patent"]) == []
    assert (str(db.session.query(Payment).one().received_on), case.state) == (PAID_ON, "closed")
    assert turns.to_do(applicant) == []


def test_the_unit_is_asked_for_its_receipt_and_nobody_else(app):
    case, maker, applicant = paid()
    before = factories.count(Message)
    assert receipts.remind(maker, [case.number, case.number]).done == [case.number]
    (row,) = receipts.missing(maker, ["patent"])
    assert row.asked is not None
    told = db.session.query(Message).order_by(Message.id).all()[before:]
    assert [message.person_id for message in told] == [applicant.person]
    assert receipts.missing(maker, ["patent"], after=row.key) == []
    assert "今天已经催交过" in receipts.remind(maker, [case.number]).refused[case.number][0]
    with clock.at(clock.now() + timedelta(days=1)):
        assert receipts.remind(maker, [case.number]).done == [case.number]
    assert payable.due(maker, "patent") == []
