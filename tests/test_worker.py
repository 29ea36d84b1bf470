"""The worker: what fails holds up nothing else and is tried again, and it ends cleanly when told."""

import errno
import logging
import os
import signal
import subprocess
import sys
import threading

import pytest

from grants import worker
from grants.errors import Conflict
from tests import factories
from tests.conftest import NOW

pytestmark = pytest.mark.one_database


@pytest.fixture
def rested(monkeypatch, caplog) -> dict:
    """What the worker leaves alone; nothing yet, and nothing of it afterwards."""
    caplog.set_level(logging.CRITICAL)
    rests: dict = {}
    monkeypatch.setattr(worker, "_resting", rests)
    return rests


def test_a_case_that_cannot_be_moved_does_not_keep_the_others_waiting(app, rested, monkeypatch):
    made = factories.round_()
    broken = factories.application("noticing", made, wakes_at=NOW, programme="unknown")
    stuck = factories.application("noticing", made, wakes_at=NOW)  # an objection is open
    assert worker.advance() == 0
    assert set(worker.resting()) == {broken.id, stuck.id}
    later = worker.monotonic() + worker.REST_OF_CASE
    monkeypatch.setattr(worker, "monotonic", lambda: later)
    assert worker.resting() == []


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def locked(*_: object) -> None:
    raise Conflict("他人占用")  # what `writing` makes of a lock that was waited for too long


FAILING = [
    (worker.batch_items, "lease"),
    (worker.batch_endings, "finish_one"),
    (worker.rehearsals, "taken_of"),
    (worker.export_work, "lease"),
    (worker.reminders, "send"),
]


@pytest.mark.parametrize("failure", [full, locked])
def test_a_job_that_fails_holds_up_no_other_and_is_tried_again(app, rested, monkeypatch, failure):
    sent: list[int] = []
    with monkeypatch.context() as broken:
        broken.setattr(worker, "_reminded", {})
        broken.setattr(worker, "post", lambda: sent.append(1) or len(sent))
        for module, name in FAILING:
            broken.setattr(module, name, failure)
        assert worker.once()
    assert (sent, len(rested)) == ([1], len(FAILING) - 1)  # two of them are one job's
    rested.clear()
    assert not worker.once()
    assert rested == {}


def test_it_begins_nothing_more_once_told_to_stop(app, monkeypatch):
    monkeypatch.setattr(worker, "once", lambda _done: pytest.fail("a round is begun"))
    stop = threading.Event()
    stop.set()
    worker.work(stop)


@pytest.mark.one_database
def test_the_process_ends_at_once_and_cleanly_on_term(app):
    code = "import sys; from grants.cli import main; sys.exit(main())"
    place = os.environ | {
        "ZHUTUI_DATA": str(app.config["DATA"]),
        "DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
    }
    with subprocess.Popen(
        [sys.executable, "-u", "-c", code, "work"], env=place, stdout=-1, stderr=-1
    ) as process:
        assert process.stdout.readline() != b""
        process.send_signal(signal.SIGTERM)
        assert (process.wait(timeout=30), process.stderr.read()) == (0, b"")
