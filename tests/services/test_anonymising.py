"""Personal fields of a case that is over can be erased; the log says so and still proves the rest."""

import pytest
from sqlalchemy import select, text

from grants.database import writing
from grants.errors import Conflict, Invalid, NotFound
from grants.extensions import db
from grants.models import Answer, Draft, Event
from grants.services import anonymising, log_verification
from tests import factories
from tests.lives.office import Office

REASON = "保存期限届满"
ID = "110105199003072338"


@pytest.fixture
def over(app) -> str:
    """A patent's case, submitted and withdrawn."""
    office = Office("patent")
    number = office.begin()
    office.do(number, "submit")
    office.do(number, "withdraw")
    return number


def test_what_is_erased_is_gone_and_the_log_is_whole(over):
    with writing():
        assert anonymising.anonymise(over, f" {REASON} ") == 1
    assert db.session.scalars(select(Answer.sealed)).all() == [None, None]
    assert db.session.scalars(select(Draft.id)).all() == []
    assert all(ID not in str(masked) for masked in db.session.scalars(select(Answer.masked)))
    assert (
        db.session.scalars(select(Event.recorded).where(Event.action == "anonymise"))
        .one()
        .endswith(f'"reason":"{REASON}"}}')
    )
    assert log_verification.verify() == []


def test_what_was_erased_already_is_not_told_again(over):
    for expected in (1, 0):
        with writing():
            assert anonymising.anonymise(over, REASON) == expected
    assert len(db.session.scalars(select(Event.number).where(Event.action == "anonymise")).all()) == 1


FORGED = ["UPDATE answers SET sealed = NULL", """UPDATE answers SET masked = '{"title": "别的"}'"""]


@pytest.mark.parametrize("statement", FORGED)
def test_a_change_without_its_event_is_found(over, statement):
    with writing():
        db.session.execute(text(statement))
    assert "内容被改动过" in log_verification.verify()[0]


def test_a_change_after_erasing_is_found(over):
    with writing():
        anonymising.anonymise(over, REASON)
    with writing():
        db.session.execute(text(FORGED[1]))
    assert "内容被改动过" in log_verification.verify()[0]


def test_a_case_that_is_not_over_keeps_them(app):
    office = Office("patent")
    number = office.begin()
    office.do(number, "submit")
    with pytest.raises(Conflict, match="尚未结束"), writing():
        anonymising.anonymise(number, REASON)


@pytest.mark.parametrize(("number", "reason", "refusal"), [("", "无", Invalid), ("T-9999", REASON, NotFound)])
def test_a_reason_and_a_case_are_asked_for(app, number, reason, refusal):
    known = factories.application("closed").number
    with pytest.raises(refusal), writing():
        anonymising.anonymise(number or known, reason)
