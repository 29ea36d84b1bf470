"""The outbox is read by the office as far as it may know of case and act; what failed is sent once more."""

from datetime import timedelta

import pytest
from sqlalchemy import literal, select

from grants import clock
from grants.access import Viewer
from grants.database import writing
from grants.errors import NotFound
from grants.models import Person
from grants.services import messages, notifications, outbox
from tests import factories
from tests.conftest import NOW
from tests.services.test_outbox import kept, leased, tell


def listed(lines) -> list[int | None]:
    return [line.message.person_id for line in lines]


def test_everyone_reads_their_own_messages_and_the_office_reads_all(app):
    one, other = factories.person("applicant"), factories.person("officer")
    tell(one, other)
    assert listed(messages.mine(factories.viewer(one))) == [one.id]
    assert listed(messages.everyones(factories.viewer(other), {})) == [other.id, one.id]


OUTSIDE = [("applicant", None), ("expert", None), ("maker", None), ("", None)]


@pytest.mark.one_database
@pytest.mark.parametrize(("role", "programme"), OUTSIDE)
def test_nobody_else_reads_all(app, role, programme):
    with pytest.raises(NotFound):
        messages.everyones(factories.viewer(factories.person(role, programme=programme)), {})


def test_nobody_signed_in_reads_anything(app):
    with writing():
        outbox.write_to("new@example.org", "邀请", "……", "invitation:1")
    assert messages.mine(Viewer()) == []


# Of whose cases and acts: an officer of one programme, one of another, and the administrator, who reads no case.
SEEN_BY = [
    ("officer", None, ["", "object", "submit"]),
    ("officer", "patent", ["object", "submit"]),
    ("officer", "studio", []),
    ("auditor", None, ["", "object", "prepare_payment", "submit"]),
    ("admin", None, [""]),
]


@pytest.mark.one_database
@pytest.mark.parametrize(("role", "programme", "seen"), SEEN_BY)
def test_messages_about_cases_are_read_by_who_may_know_of_case_and_act(app, role, programme, seen):
    made = factories.round_()
    draft, case = factories.application("draft", made), factories.application("paying", made)
    reader = factories.person(role, programme=programme)
    chosen = select(Person.id, Person.email, literal("turn")).where(Person.id == factories.person().id)
    with writing():
        outbox.tell([reader.id], "重设密码", "……", "reset:1")
        for occasion in ("submit", "object", "prepare_payment"):
            about = outbox.About(occasion, notifications.given(case, "paying"))
            outbox.tell_about(chosen, about, case, occasion)
        about = outbox.About("closing", notifications.given(draft, "draft"))
        outbox.tell_about(chosen, about, draft, "closing")
    found = messages.everyones(factories.viewer(reader), {})
    assert sorted(line.message.occasion for line in found) == seen


def test_pages_follow_one_another(app, monkeypatch):
    """One's own are counted apart from what others are told."""
    monkeypatch.setattr(messages, "PAGE", 1)
    someone, other = factories.person("officer"), factories.person("officer")
    for number in range(3):
        tell(someone, other, key=f"move:{number}")
    first = messages.mine(factories.viewer(someone))
    assert [line.place for line in first] == [3, 2]
    assert [line.place for line in messages.mine(factories.viewer(someone), before=2)] == [1]
    told = messages.everyones(factories.viewer(someone), {}, before=4)
    assert [line.place for line in told] == [line.message.id for line in told] == [3, 2]


FILTERS = [
    ({}, 3),
    ({"channel": "sms"}, 0),
    ({"fate": "failed"}, 1),
    ({"fate": "waiting"}, 1),
    ({"fate": "sent"}, 1),
    ({"programme": "patent"}, 0),
    ({"who": "Person1@example.org "}, 1),
    ({"person": 2}, 1),
]


def test_the_outbox_is_filtered(app):
    tell(*(factories.person() for _ in range(3)))
    reader = factories.viewer(factories.person("officer"))
    with writing():
        outbox.sent([1])
        outbox.failed([2], "no such person")
    counts = [(asked, len(messages.everyones(reader, asked))) for asked, _count in FILTERS]
    assert counts == FILTERS


def test_what_failed_is_sent_once_more_when_the_office_asks(app):
    tell(factories.person())
    with writing():
        kept()[0].attempts = outbox.MOST_ATTEMPTS
        outbox.failed([1], "no such person")
    with clock.at(NOW + timedelta(days=9)):
        assert leased() == []
        for role in ("auditor", "applicant"):
            with pytest.raises(NotFound):
                messages.send_again(factories.viewer(factories.person(role)), 1)
        with writing():
            messages.send_again(factories.viewer(factories.person("officer")), 1)
        assert len(leased()) == 1


def test_the_administrator_sends_a_channel_again(app):
    tell(factories.person(), factories.person())
    with writing():
        outbox.failed([1, 2], "no such person")
    admin = factories.viewer(factories.person("admin"))
    assert [(fare.channel, fare.waiting, fare.failed) for fare in messages.fares(admin)] == [("mail", 0, 2)]
    with writing():
        assert messages.send_all_again(admin, "mail") == 2
    assert len(leased()) == 2
