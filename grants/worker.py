"""The worker: moves that time has made due, papers and other acts in bulk, their rehearsals, long tables, verifications
of the log, and the outbox. Any number may run; each does what no other has taken.

Killed at any moment it loses nothing: a move is made whole or not at all, a message or a paper it had taken is taken
again. A job that fails, for whatever reason, holds up no other job; it rests a while and is tried again.
"""

import logging
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import date
from time import monotonic
from typing import Any

from flask import current_app
from sqlalchemy import select

from grants import clock
from grants.database import writing
from grants.delivery import post
from grants.extensions import db
from grants.models import Application
from grants.services import (
    aging,
    applications,
    batch_endings,
    batch_items,
    export_work,
    log_checks,
    rehearsals,
    reminders,
)

logger = logging.getLogger(__name__)

PAUSE = 2.0  # seconds between two rounds with nothing to do
REST_OF_CASE = 600.0  # seconds before a case that could not be moved is tried again
REST_OF_JOB = 30.0  # seconds before a job that failed is
BATCH = 50
HANDS = os.cpu_count() or 1  # papers made at once, each hand with a child of the workshop
PAPERS = 4 * HANDS  # taken at a time: few, so that one that dies keeps few waiting

MORNING = 8  # o'clock: nobody is reminded at night

Heard = Callable[[int, int, int], None]  # of cases moved, of what was done in bulk, of messages sent
Job = Callable[[], int | None]  # how much was done, where that is counted

_resting: dict[Any, float] = {}  # cases by their ids, jobs; until when by the machine's steady clock
_reminded: dict[str, date] = {}
_aged = threading.Event()


def unheard(moved: int, worked: int, mailed: int) -> None:
    """For who does not want to hear."""


def work(stop: threading.Event, done: Heard = unheard) -> None:
    """Round after round until `stop` is set; what has begun is finished first. `done` hears of each busy round."""
    while not stop.is_set():
        busy = once(done)
        if not busy:
            stop.wait(PAUSE)


def once(done: Heard = unheard) -> bool:
    """One round; whether there was anything to do."""
    moved, worked, mailed = (sum(attempted(job) for job in jobs) for jobs in jobs_of_a_round())
    if moved or worked or mailed:
        done(moved, worked, mailed)
    return bool(moved or worked or mailed)


def jobs_of_a_round() -> tuple[tuple[Job, ...], ...]:
    """What moves cases, what is worked off, and what sends."""
    bulk = (make_papers, rehearsals.some, export_work.some, export_work.remove_old)
    verified = (log_checks.nightly, log_checks.some)
    return (advance,), (age, *bulk), (*verified, remind, post)


def attempted(job: Job) -> int:
    """How much this job did. One that fails - a database out of reach, a full disk, a fault of ours - is written down
    and left alone for a while."""
    if job in resting():
        return 0
    try:
        return job() or 0
    except Exception:
        logger.exception("%s failed; the worker goes on and tries it again.", job.__name__)
        db.session.rollback()
        rest(job, REST_OF_JOB)
        return 0


def rest(what: Any, seconds: float) -> None:
    _resting[what] = monotonic() + seconds


def resting() -> list[Any]:
    """Jobs, and cases that could not be moved a moment ago, like a notice whose objection is open: they must not keep
    the others waiting."""
    for over in [what for what, until in _resting.items() if until <= monotonic()]:
        del _resting[over]
    return list(_resting)


def age() -> None:
    """Once, look which papers would come out otherwise now: what makes them is renewed while no worker runs."""
    if not _aged.is_set():
        aging.look()
        _aged.set()


def remind() -> None:
    """Once a morning, tell those whose period ends soon."""
    now = clock.local(clock.now())
    if now.hour >= MORNING and _reminded.get("on") != now.date():
        with writing():
            reminders.send()
        _reminded["on"] = now.date()


def advance() -> int:
    """Make the automatic moves that are due; how many cases moved."""
    now, still = clock.now(), [case for case in resting() if isinstance(case, int)]
    due = (
        select(Application.id).where(Application.wakes_at <= now).order_by(Application.wakes_at).limit(BATCH)
    )
    ids = list(db.session.scalars(due.where(Application.id.not_in(still))))
    db.session.rollback()
    return sum(advance_one(case_id) for case_id in ids)


def advance_one(case_id: int) -> bool:
    """One case in a transaction of its own; whether it moved. One another worker holds, or has moved meanwhile, is left
    alone."""
    due = select(Application).where(Application.id == case_id, Application.wakes_at <= clock.now())
    try:
        with writing():
            application = db.session.scalar(due.with_for_update(key_share=True, skip_locked=True))
            if application is None:
                return False
            if applications.advance(application):
                return True
    except Exception:  # whatever is wrong with this case, the others go on
        logger.exception("Case %s could not be moved; it rests for a while.", case_id)
    rest(case_id, REST_OF_CASE)
    return False


def make_papers() -> int:
    """Take some cases of papers in bulk and work them off, several at once; how many were taken. With none left,
    bind the papers of a batch that has ended."""
    with writing():
        taken = batch_items.lease(PAPERS)
    if not taken:
        return int(batch_endings.finish_one())
    app = current_app._get_current_object()  # type: ignore[attr-defined]

    def one(item: batch_items.Taken) -> bool:
        with app.app_context():  # a session of its own
            return batch_items.perform(item)

    with ThreadPoolExecutor(min(HANDS, len(taken))) as hands:
        for run in [hands.submit(copy_context().run, one, item) for item in taken]:
            run.result()
    return len(taken)
