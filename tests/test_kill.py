"""A process killed at any instant leaves all of its transaction or nothing: the log, its head and the outbox agree."""

import os
import signal

import pytest
from sqlalchemy import func, select

from grants import clock
from grants.database import writing
from grants.extensions import db
from grants.models import Event, Message
from grants.services import log, log_verification, outbox
from tests import factories, kill

DOOMED = "written, not committed"  # the subject of what is killed for certain, when everything is written


def tell_twice(subject: str, person_id: int) -> None:
    """Two events and a message in one transaction, as a move makes them."""
    with writing():
        for action in ("first", "second"):
            log.append(Event(at=clock.now(), subject=subject, action=action))
            db.session.flush()
        outbox.tell([person_id], "通知", "……", subject)
        db.session.flush()
        if subject == DOOMED:
            os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.one_database
def test_killed_at_any_instant_all_or_nothing_is_left(app):
    someone = factories.person()
    numbers = iter(range(100))

    def prepare() -> tuple[str, int]:
        return f"case-{next(numbers)}", someone.id

    def judge(ended: bool, arguments: tuple) -> None:
        subject = arguments[0]
        events = db.session.scalar(select(func.count()).where(Event.subject == subject))
        messages = db.session.scalar(select(func.count()).where(Message.key == f"{subject}:{someone.id}"))
        assert (events, messages) in ((2, 1), (0, 0))
        assert not ended or events == 2

    assert sum(kill.often(app, tell_twice, prepare, judge, times=4)) == 4
    last_moment = (DOOMED, someone.id)
    assert not kill.attempt(app, tell_twice, *last_moment)
    judge(False, last_moment)
    assert log_verification.verify() == []


@pytest.mark.one_database
def test_left_alone_it_comes_to_its_end(app):
    assert kill.attempt(app, tell_twice, "case", factories.person().id)
    assert factories.count(Event) == 2
