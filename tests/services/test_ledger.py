"""The ledger agrees with itself or says where not, and tells nobody more than they may know."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from grants import clock
from grants.database import writing
from grants.errors import NotFound
from grants.extensions import db
from grants.models import Application, Budget, Event, Message
from grants.services import ledger, log, log_checks, money, reconciling
from grants.services.ledger import Period
from tests import factories
from tests.conftest import NOW
from tests.services.paying import AMOUNT, approved, awarded, staff


@pytest.fixture
def round_id(app) -> int:
    """A round with two awards, both approved for the bank, and a proposal of another case."""
    numbers = awarded()
    approved(numbers)
    case = db.session.query(Application).filter_by(number=numbers[0]).one()
    other = factories.application("deciding", case.round, title="尚未审定")
    event = log.append(Event(at=clock.now(), application_id=other.id, subject=other.number, action="propose"))
    db.session.flush()
    money.post(event, case.round_id, other, proposed=100)
    db.session.commit()
    return case.round_id


def test_all_sums_agree_and_a_total_that_was_touched_is_named_with_its_difference(round_id):
    (auditor,) = staff("auditor")
    (line,) = ledger.lines(auditor)
    assert reconciling.differences(auditor, [line]) == []
    assert (line.sums["awarded"], line.sums["instructed"], line.sums["proposed"]) == (600_000, 600_000, 100)
    assert (line.left, line.owed) == (100_000_000 - 600_000, 0)
    db.session.execute(update(Budget).values(awarded=Budget.awarded + 7))
    db.session.execute(update(Application).where(Application.number == "T-0001").values(paid=5))
    told = [
        (one.case and one.case.number, one.account, one.against, one.gap)
        for one in reconciling.differences(auditor, ledger.lines(auditor))
    ]
    assert told == [
        (None, "awarded", reconciling.POSTINGS, 7),
        (None, "awarded", reconciling.CASES, 7),
        (None, "paid", reconciling.CASES, -5),
        ("T-0001", "paid", reconciling.POSTINGS, 5),
        ("T-0001", "paid", reconciling.PAYMENTS, 5),
    ]


def test_a_case_that_does_not_agree_is_found_at_night_and_told_whoever_reads_its_round(round_id):
    """Opening the page compares totals only; it says what the night found of what this reader reads."""
    maker, auditor = staff("maker", "auditor")
    mine, other = ledger.lines(maker), [ledger.Line(ledger.Round(id=0), {"paid": 0})]
    assert reconciling.last(mine) is None
    for number, gap in (("T-0001", 3), ("T-0002", -3)):
        touched = update(Application).where(Application.number == number)
        db.session.execute(
            touched.values(awarded=Application.awarded + gap, instructed=Application.instructed + gap)
        )
    db.session.commit()
    assert reconciling.differences(maker, ledger.lines(maker), by_case=False) == []
    with writing():
        log_checks.order(auditor)
    log_checks.some()
    assert reconciling.last(mine) == (NOW, 6)
    assert reconciling.last(other) == (NOW, 0)
    assert {message.subject for message in db.session.query(Message)} >= {"台账核对发现 6 处不符"}


def test_what_cancels_out_within_a_round_is_found_case_by_case(round_id):
    """Of a case finance may not know of, that it is one and by how much."""
    (maker,) = staff("maker")
    for number, gap in (("T-0001", 3), ("T-0002", -3)):
        touched = {"awarded": Application.awarded + gap, "instructed": Application.instructed + gap}
        db.session.execute(update(Application).where(Application.number == number).values(touched))
    db.session.execute(update(Application).where(Application.number == "T-0002").values(state="noticing"))
    told = [
        (one.case and one.case.number, one.known, one.account, one.gap)
        for one in reconciling.differences(maker, ledger.lines(maker))
    ]
    assert told == [
        ("T-0001", True, "awarded", 3),
        ("T-0001", True, "instructed", 3),
        ("T-0001", True, "instructed", 3),
        ("T-0002", False, "awarded", -3),
        ("T-0002", False, "instructed", -3),
        ("T-0002", False, "instructed", -3),
    ]


def test_finance_reads_neither_proposals_nor_cases_that_are_not_its_own_yet(round_id):
    maker, leader = staff("maker", "leader")
    (line,) = ledger.lines(maker)
    assert "proposed" not in line.sums
    told = ledger.entries(maker, line.round, Period())
    assert {row.posting.account for row in told} == {"appropriated", "awarded", "instructed"}
    assert ledger.entries(maker, line.round, Period(), "proposed") == told
    (proposal,) = ledger.entries(leader, line.round, Period(), "proposed")
    assert (proposal.case.title, proposal.action) == ("尚未审定", "提出审定建议")
    db.session.execute(update(Application).where(Application.number == "T-0001").values(state="noticing"))
    cases = {row.case.number for row in ledger.entries(maker, line.round, Period()) if row.case}
    assert cases == {"T-0002"}


def test_pages_hold_every_posting_once_in_the_order_of_the_log(round_id):
    (leader,) = staff("leader")
    round_ = ledger.of_round(leader, round_id)
    whole = [row.key for row in ledger.entries(leader, round_, Period())]
    paged, before = [], ""
    while rows := ledger.entries(leader, round_, Period(), before=before, limit=2):
        paged += [row.key for row in rows]
        before = paged[-1]
    assert paged == whole
    assert len(whole) == 6
    assert ledger.entries(leader, round_, Period(), before="x~1") == ledger.entries(leader, round_, Period())


def test_a_period_holds_its_first_and_its_last_day(round_id):
    (leader,) = staff("leader")
    today, day = clock.today(), timedelta(days=1)
    periods = [(today, today, 6), (today + day, None, 0), (None, today - day, 0), (None, today, 6)]
    for first, last, count in periods:
        period = Period(first, last)
        assert len(ledger.entries(leader, ledger.of_round(leader, round_id), period)) == count
        (line,) = ledger.lines(leader, period)
        assert line.sums["awarded"] == (2 * AMOUNT if count else 0)


@pytest.mark.one_database
def test_who_has_nothing_to_do_with_the_money_has_no_ledger(app):
    round_id = factories.round_().id
    for viewer in staff("applicant", "officer", "expert", "admin"):
        assert ledger.lines(viewer) == []
        with pytest.raises(NotFound):
            ledger.of_round(viewer, round_id)
