"""Messages belong to the transaction of what they tell of, and are delivered at least once, by one worker at a time."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from grants import clock
from grants.access import Viewer
from grants.database import writing
from grants.errors import NotFound
from grants.extensions import db
from grants.models import Message
from grants.services import outbox
from tests import factories
from tests.conftest import NOW
from tests.racing import race


def tell(*people, key="move:1", **given) -> None:
    with writing():
        outbox.tell([someone.id for someone in people], "补正通知", "请于限期内补正。", key, **given)


def messages() -> list[Message]:
    return list(db.session.scalars(select(Message).order_by(Message.id)))


def leased(limit=20) -> list[outbox.Parcel]:
    with writing():
        return outbox.lease(limit)


def test_each_person_is_told_once_however_often_it_is_said(app):
    one, two = factories.person(), factories.person()
    tell(one, two)
    tell(one, two)
    assert [message.person_id for message in messages()] == [one.id, two.id]


def test_who_has_left_is_told_nothing(app):
    tell(factories.person(active=False))
    assert messages() == []


def test_what_is_rolled_back_is_not_told(app):
    someone = factories.person()
    with writing(dry_run=True):
        outbox.tell([someone.id], "补正通知", "……", "move:1")
    assert messages() == []


def test_an_address_without_an_account_can_be_written_to(app):
    with writing():
        outbox.write_to("new@example.org", "邀请", "请设置密码。", "invitation:1", "https://example.org/i/x")
    assert leased()[0].body == "请设置密码。\n\nhttps://example.org/i/x\n"


def test_a_message_is_leased_to_one_worker_and_again_when_the_lease_has_run_out(app):
    tell(factories.person())
    assert len(leased()) == 1
    assert leased() == []
    with clock.at(NOW + outbox.LEASE):
        assert len(leased()) == 1


def test_two_workers_at_once_never_take_the_same_message(app):
    tell(*(factories.person() for _ in range(8)))
    taken = race(app, *([lambda: leased(4)] * 2))
    ids = [parcel.id for parcels in taken for parcel in parcels]
    assert len(ids) == len(set(ids)) > 0


def test_a_message_that_was_sent_is_not_sent_again_and_its_link_is_forgotten(app):
    tell(factories.person(), secret="https://example.org/reset/x")
    with writing():
        outbox.sent(outbox.lease()[0])
    assert (messages()[0].sent_at, messages()[0].secret) == (NOW, None)
    with clock.at(NOW + timedelta(days=1)):
        assert leased() == []


PAUSES = [
    (1, timedelta(minutes=1)),
    (2, timedelta(minutes=2)),
    (5, timedelta(minutes=16)),
    (30, timedelta(hours=6)),
]


@pytest.mark.parametrize(("attempts", "pause"), PAUSES)
def test_after_a_failure_comes_a_pause_that_doubles(app, attempts, pause):
    tell(factories.person())
    with writing():
        messages()[0].attempts = attempts - 1
        outbox.failed(outbox.lease()[0], "refused " * 100)
    message = messages()[0]
    assert (message.due_at, message.leased_until, len(message.error)) == (NOW + pause, None, 300)


def test_old_news_is_not_mailed(app):
    tell(factories.person())
    with clock.at(NOW + outbox.STALE):
        assert leased() == []


def test_everyone_reads_their_own_messages_and_the_office_reads_all(app):
    one, other = factories.person("applicant"), factories.person("officer")
    tell(one, other)
    assert [m.person_id for m in outbox.mine(factories.viewer(one))] == [one.id]
    assert [m.person_id for m in outbox.everyones(factories.viewer(other))] == [other.id, one.id]


OUTSIDE = [("applicant", None), ("expert", None), ("maker", None), ("officer", "patent"), ("", None)]


@pytest.mark.parametrize(("role", "programme"), OUTSIDE)
def test_nobody_else_reads_all(app, role, programme):
    with pytest.raises(NotFound):
        outbox.everyones(factories.viewer(factories.person(role, programme=programme)))


def test_nobody_signed_in_reads_anything(app):
    with writing():
        outbox.write_to("new@example.org", "邀请", "……", "invitation:1")
    assert outbox.mine(Viewer()) == []


def test_pages_follow_one_another(app, monkeypatch):
    monkeypatch.setattr(outbox, "PAGE", 2)
    someone = factories.person("officer")
    for number in range(3):
        tell(someone, key=f"move:{number}")
    first = outbox.mine(factories.viewer(someone))
    assert [m.id for m in first] == [3, 2]
    assert [m.id for m in outbox.mine(factories.viewer(someone), before=2)] == [1]
