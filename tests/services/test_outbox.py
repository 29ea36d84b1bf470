"""Messages belong to the transaction of what they tell of, and are delivered at least once, by one worker at a time."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from grants import clock
from grants.database import writing
from grants.extensions import db
from grants.models import Message
from grants.services import outbox, parcels
from tests import factories
from tests.conftest import NOW
from tests.racing import race


def tell(*people, key="move:1", **given) -> None:
    with writing():
        outbox.tell([someone.id for someone in people], "补正通知", "请于限期内补正。", key, **given)


def kept() -> list[Message]:
    return list(db.session.scalars(select(Message).order_by(Message.id)))


def leased(limit=20) -> list[parcels.Parcel]:
    with writing():
        return parcels.lease(limit=limit)


def test_each_person_is_told_once_however_often_it_is_said(app):
    one, two = factories.person(), factories.person()
    tell(one, two)
    tell(one, two)
    assert [message.person_id for message in kept()] == [one.id, two.id]


def test_who_has_left_is_told_nothing(app):
    tell(factories.person(active=False))
    assert kept() == []


def test_what_is_rolled_back_is_not_told(app):
    someone = factories.person()
    with writing(dry_run=True):
        outbox.tell([someone.id], "补正通知", "……", "move:1")
    assert kept() == []


def test_an_address_without_an_account_can_be_written_to(app):
    with writing():
        outbox.write_to("new@example.org", "邀请", "请设置密码。", "invitation:1", "https://example.org/i/x")
    assert leased()[0].body == "请设置密码。\n\nhttps://example.org/i/x\n"


def test_a_message_is_leased_to_one_worker_and_again_when_the_lease_has_run_out(app):
    tell(factories.person())
    assert len(leased()) == 1
    assert leased() == []
    with clock.at(NOW + parcels.LEASE):
        assert len(leased()) == 1


@pytest.mark.on_postgresql
def test_two_workers_at_once_never_take_the_same_message(app):
    tell(*(factories.person() for _ in range(8)))
    taken = race(app, *([lambda: leased(4)] * 2))
    ids = [number for some in taken for parcel in some for number in parcel.ids]
    assert len(ids) == len(set(ids)) > 0


def test_a_message_that_was_sent_is_not_sent_again_and_its_link_is_forgotten(app):
    tell(factories.person(), secret="https://example.org/reset/x")
    with writing():
        outbox.sent(parcels.lease()[0].ids)
    assert (kept()[0].sent_at, kept()[0].secret) == (NOW, None)
    with clock.at(NOW + timedelta(days=1)):
        assert leased() == []


PAUSES = [
    (1, timedelta(minutes=1)),
    (2, timedelta(minutes=2)),
    (5, timedelta(minutes=16)),
    (19, timedelta(hours=6)),
]


@pytest.mark.parametrize(("attempts", "pause"), PAUSES)
def test_after_a_failure_comes_a_pause_that_doubles(app, attempts, pause):
    tell(factories.person())
    with writing():
        kept()[0].attempts = attempts - 1
        outbox.failed(parcels.lease()[0].ids, "refused " * 100)
    message = kept()[0]
    assert (message.due_at, message.leased_until, len(message.error)) == (NOW + pause, None, 300)


def test_old_news_is_not_mailed(app):
    tell(factories.person())
    with clock.at(NOW + parcels.STALE):
        assert leased() == []
