"""The log is verified each night and when an auditor asks; what was rewritten in between is found and told."""

from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import select

from grants import clock, worker
from grants.database import writing
from grants.errors import Conflict, Forbidden, Invalid
from grants.extensions import db
from grants.models import LogCheck, Message
from grants.services import log_checks, log_verification
from tests import factories
from tests.conftest import NOW
from tests.forging import appended, forge

HEAD = "5f" * 32


@pytest.fixture
def auditor(app):
    return factories.viewer(factories.person("auditor"))


def checked() -> LogCheck:
    """The newest verification, after the worker came by."""
    with suppress(ZeroDivisionError):  # of a verification made to fail
        log_checks.some()
    db.session.rollback()
    return db.session.scalars(select(LogCheck).order_by(LogCheck.id.desc())).first()


def ordered(viewer, text: str = "") -> LogCheck:
    with writing():
        log_checks.order(viewer, text)
    return checked()


def test_a_whole_log_is_found_whole_up_to_its_end(auditor):
    appended()
    check, end = ordered(auditor), log_verification.head()
    assert (check.found, check.number, check.digest, check.finished_at) == (0, end.number, end.digest, NOW)
    assert log_checks.alarm(auditor) is None


def test_a_log_cut_off_between_two_verifications_is_found_by_the_second_and_told(auditor):
    appended()
    factories.person("admin")
    ordered(auditor)
    forge(
        "DELETE FROM answers",
        "DELETE FROM events WHERE number > 4",
        "UPDATE log_heads SET number = 4, digest = (SELECT digest FROM events WHERE number = 4)",
    )
    check = ordered(auditor)
    assert check.findings == [["曾经公布的第 %(number)s 条不在日志中：日志的末尾被截去。", {"number": 5}]]
    told = db.session.query(Message).order_by(Message.id).all()
    assert {message.subject for message in told} == {"日志核对发现 1 处不符"}
    assert len(told) == 2, "the auditor, and who keeps the machine"
    assert log_checks.alarm(auditor) == check, "and whoever reads the log sees it on coming in"


def test_what_somebody_noted_on_paper_is_held_against_the_log(auditor):
    appended()
    check = ordered(auditor, f" 0003：{HEAD.upper()}\n\n")
    assert check.findings[0][0].startswith("第 %(number)s 条与曾经公布的摘要不同")


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (f"3:{HEAD}\n第三条\n4:5f0c", 2),  # all lines that cannot be read, at once
        ("\n".join([f"3:{HEAD}"] * 21), 1),
        (f"{'9' * 16}:{HEAD}", 1),
    ],
)
def test_what_is_no_head_is_refused_in_sentences(auditor, typed, told):
    with pytest.raises(Invalid) as refused, writing():
        log_checks.order(auditor, typed)
    assert len(refused.value.faults["noted"]) == told


@pytest.mark.one_database
def test_one_verification_runs_at_a_time(auditor):
    with writing():
        log_checks.order(auditor)
    with pytest.raises(Conflict), writing():
        log_checks.order(auditor)


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("role", "programme"), [("officer", None), ("leader", None), ("admin", None), ("auditor", "patent")]
)
def test_only_an_auditor_of_all_programmes_may_ask(app, role, programme):
    viewer = factories.viewer(factories.person(role, programme=programme))
    for asking in (log_checks.order, log_checks.newest):
        with pytest.raises(Forbidden), writing():
            asking(viewer)


def test_each_night_brings_one_however_often_the_worker_comes_by(app):
    for hours in (0, 1, 12, 17, 18, 30):  # from ten in the morning: the night begins 17 hours later
        with clock.at(NOW + timedelta(hours=hours)):
            worker.once()
            worker.once()
    nights = [check.asked_at - NOW for check in db.session.query(LogCheck).order_by(LogCheck.id)]
    assert nights == [timedelta(0), timedelta(hours=17)]


@pytest.mark.one_database
def test_a_clock_that_once_ran_ahead_costs_no_night(app):
    with clock.at(NOW + timedelta(days=300)):
        log_checks.nightly()
    log_checks.nightly()
    assert db.session.query(LogCheck).count() == 2


def test_one_that_cannot_be_ended_is_told_after_three_attempts(auditor, monkeypatch):
    appended()
    monkeypatch.setattr(log_verification, "events", lambda until: 1 / 0)
    with writing():
        log_checks.order(auditor)
    for attempt in range(4):
        with clock.at(NOW + attempt * log_checks.LEASE):
            check = checked()
    assert check.findings == [[log_checks.BROKEN, {"count": 3}]]
