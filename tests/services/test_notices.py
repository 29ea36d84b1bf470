"""Public notices: what the public reads, when, and how it objects."""

from datetime import date, timedelta

import pytest

from grants import clock
from grants.canonical import canonical
from grants.database import writing
from grants.errors import Invalid, NotFound
from grants.extensions import db
from grants.models import Answer, Event
from grants.services import log, notices
from tests.conftest import NOW
from tests.counting import statements
from tests.factories import application, organisation, round_

OBJECTION = {"kind": "person", "name": "王建国", "contact": "13800001234", "text": "第一发明人不是一线职工。"}
FIRST, LAST = date(2026, 4, 1), date(2026, 4, 8)


def done(case, action, answers=None, **recorded):
    """An event as `perform` writes it."""
    event = Event(at=NOW, application_id=case.id, subject=case.number, action=action)
    event.recorded = canonical(recorded)
    log.append(event)
    db.session.flush()
    if answers is not None:
        db.session.add(
            Answer(event_number=event.number, application_id=case.id, action=action, masked=answers)
        )
    db.session.commit()


def noticed(first=FIRST, last=LAST, round_row=None, unit=None, state="noticing"):
    case = application(state, round_row, unit, title="一种装置", awarded=300_000)
    done(case, "decide", {}, amount=300_000, level="")
    done(case, "post_notice", {"starts_on": first.isoformat()}, ends_on=last.isoformat())
    return case


def on(day, hour=10):
    return clock.at(NOW.replace(year=day.year, month=day.month, day=day.day, hour=hour - 8))


def test_the_public_reads_title_unit_sum_and_days(app):
    case = noticed()
    (found,) = notices.running()
    assert (found.number, found.title, found.unit) == (case.number, "一种装置", case.organisation.name)
    assert (found.amount, found.starts_on, found.ends_on) == (300_000, FIRST, LAST)


@pytest.mark.parametrize(
    ("day", "shown"),
    [(FIRST - timedelta(1), False), (FIRST, True), (LAST, True), (LAST + timedelta(1), False)],
)
def test_a_notice_is_read_from_its_first_day_through_its_last(app, day, shown):
    case = noticed()
    with on(day):
        assert len(notices.running()) == shown
        if not shown:
            with pytest.raises(NotFound):
                notices.find(case.number)


def test_a_decision_made_anew_ends_the_old_notice(app):
    case = noticed()
    done(case, "decide", {}, amount=300_000, level="")
    assert notices.running() == []
    done(case, "post_notice", {"starts_on": "2026-04-01"}, ends_on="2026-04-10")
    assert [one.ends_on for one in notices.running()] == [date(2026, 4, 10)]


@pytest.mark.parametrize("state", ["deciding", "releasing", "draft", "closed"])
def test_only_cases_on_notice_are_public(app, state):
    case = noticed(state=state)
    assert notices.running() == []
    with pytest.raises(NotFound):
        notices.find(case.number)


def test_all_notices_are_read_in_three_statements(app):
    round_row, unit = round_(), organisation()
    for _ in range(12):
        noticed(round_row=round_row, unit=unit)
    with statements() as seen:
        assert len(notices.running()) == 12
    assert len(seen) == 3


def test_the_public_objects_and_holds_no_duty(app):
    case = noticed()
    with writing():
        number = notices.object_to(case.number, OBJECTION)
    event = db.session.get(Event, number)
    assert (event.action, event.person_id, event.duty, event.after) == ("object", None, "", "noticing")
    answer = db.session.get(Answer, number)
    assert answer.masked["text"] == OBJECTION["text"]
    assert OBJECTION["contact"] not in str(answer.masked)
    assert "13800001234" in str(answer.sealed)


def test_an_objection_needs_a_name_a_contact_and_a_text(app):
    case = noticed()
    with pytest.raises(Invalid) as refused, writing():
        notices.object_to(case.number, {"kind": "person"})
    assert set(refused.value.faults) == {"name", "contact", "text"}


def test_nobody_objects_after_the_last_day(app):
    case = noticed()
    with on(LAST + timedelta(1)), pytest.raises(NotFound), writing():
        notices.object_to(case.number, OBJECTION)
