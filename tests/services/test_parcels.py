"""When a message goes out by mail: at once, with the others of a day, or not at all; what is urgent always at once."""

import json
from datetime import datetime

import pytest

from grants import clock, delivery
from grants.database import writing
from grants.extensions import db
from grants.models import Event, Message, Person
from grants.services import message_fates, message_settings, outbox, parcels
from tests import factories
from tests.racing import crossing


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=clock.ZONE)


def tell(someone, *keys: str, urgent: bool = False, when: str = "2026-04-01 10:00") -> None:
    with clock.at(at(when)), writing():
        for key in keys:
            outbox.tell([someone.id], f"通知{key}", "请查看。", key, urgent=urgent)


def due(when: str) -> list[parcels.Parcel]:
    with clock.at(at(when)), writing():
        return parcels.lease() + parcels.lease_days()


# What somebody chose, whether it is urgent, and when it goes out, told on Wednesday 2026-04-01 at 10:00; Thursday
# and Friday are worked, then come Qingming and the weekend.
WHEN = [
    ("at_once", False, "2026-04-01 10:00", 1),
    ("daily", False, "2026-04-01 23:00", 0),
    ("daily", False, "2026-04-02 08:59", 0),
    ("daily", False, "2026-04-02 09:00", 1),
    ("daily", True, "2026-04-01 10:00", 1),
    ("urgent", False, "2026-04-02 09:00", 0),
    ("urgent", True, "2026-04-01 10:00", 1),
]


@pytest.mark.one_database
@pytest.mark.parametrize(("pace", "urgent", "when", "count"), WHEN)
def test_mail_comes_when_its_reader_wants_it_and_what_is_urgent_at_once(app, pace, urgent, when, count):
    tell(factories.person(pace=pace), "1", urgent=urgent)
    assert len(due(when)) == count


@pytest.mark.one_database
def test_who_left_meanwhile_is_sent_nothing_more(app):
    daily, other = factories.person(pace="daily"), factories.person(pace="at_once")
    tell(daily, "1")
    tell(other, "2", urgent=True)
    daily.active = other.active = False
    db.session.commit()
    assert due("2026-04-02 09:00") == []
    told = db.session.query(Message, Person).join(Person, Person.id == Message.person_id)
    assert [message_fates.fate_of(message, person, None)[0] for message, person in told] == ["kept", "kept"]


def test_over_days_off_it_waits_for_the_next_working_morning(app):
    someone = factories.person(pace="daily")
    tell(someone, "1", when="2026-09-30 10:00")
    assert due("2026-10-05 12:00") == []
    (parcel,) = due("2026-10-08 09:00")
    assert parcel.subject == "通知1"


@pytest.mark.parametrize(("language", "subject"), [("", "助推：3 条消息"), ("en", "Zhutui: 3 messages")])
def test_several_messages_are_one_mail(app, language, subject):
    someone, other = factories.person(pace="daily", language=language), factories.person(pace="daily")
    tell(someone, "1", "2", "3")
    tell(other, "4")
    first, second = due("2026-04-02 09:00")
    assert (first.to, first.subject, first.ids) == (someone.email, subject, (1, 2, 3))
    assert [line for line in first.body.splitlines() if line[:1].isdigit()] == [
        "1. 通知1",
        "2. 通知2",
        "3. 通知3",
    ]
    assert "/account/messages" in first.body
    assert (second.to, second.subject) == (other.email, "通知4")
    with clock.at(at("2026-04-02 09:00")), writing():
        outbox.sent(first.ids)
    assert db.session.query(Message).filter(Message.sent_at.is_not(None)).count() == 3


@pytest.mark.on_postgresql
def test_the_day_of_one_person_is_one_worker_s_also_what_comes_while_it_is_taken(app):
    daily, morning = factories.person(pace="daily"), "2026-04-02 09:00"
    tell(daily, "1")

    def first(middle) -> list[parcels.Parcel]:
        with clock.at(at(morning)), writing():
            taken = parcels.lease_days()
            middle()
            return taken

    def second() -> list[parcels.Parcel]:
        tell(daily, "2")
        return due(morning)

    assert [len(taken) for taken in crossing(app, first, second)] == [1, 0]


@pytest.mark.one_database
def test_the_next_daily_mail_is_told(app):
    told = {
        "2026-04-02 08:00": "2026-04-02",
        "2026-04-02 09:00": "2026-04-03",
        "2026-04-03 10:00": "2026-04-07",
    }
    assert {now: f"{parcels.next_morning(at(now)):%Y-%m-%d}" for now in told} == told


@pytest.mark.one_database
def test_a_way_that_breaks_holds_up_no_other(app, monkeypatch, caplog):
    def broken():
        raise RuntimeError("no")

    tell(factories.person(), "1", when="2026-04-01 09:00")
    sent = iter([(broken, None), (parcels.lease, lambda some: ((one, "") for one in some))])
    monkeypatch.setattr(delivery, "ways", lambda config: sent)
    with clock.at(at("2026-04-01 10:00")):
        assert delivery.post() == 1


def test_how_one_wants_to_be_told_is_logged_and_the_number_is_not(app):
    someone = factories.viewer(factories.person())
    with writing():
        message_settings.choose(someone, "daily")
        message_settings.choose(someone, "daily")
        message_settings.keep_phone(someone, "13800001234")
    told = [(row.action, json.loads(row.recorded)) for row in db.session.query(Event).order_by(Event.number)]
    assert told == [("message_pace", {"pace": "daily"}), ("message_number", {"given": True})]
