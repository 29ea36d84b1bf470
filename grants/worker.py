"""The worker: moves that time has made due, papers in bulk, and the outbox. Any number may run; each does what no
other has taken.

Killed at any moment it loses nothing: a move is made whole or not at all, a message or a paper it had taken is taken
again.
"""

import logging
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import date, datetime, timedelta
from functools import partial

from flask import current_app
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from grants import clock
from grants.database import writing
from grants.extensions import db
from grants.models import Application
from grants.services import applications, batch_work, bundles, mail, outbox, reminders, robot
from grants.services.outbox import Parcel

logger = logging.getLogger(__name__)

PAUSE = 2.0  # seconds between two rounds with nothing to do
REST = timedelta(minutes=10)  # before a case whose move failed is tried again
BATCH = 50
HANDS = os.cpu_count() or 1  # papers made at once, each hand with a child of the workshop
PAPERS = 4 * HANDS  # taken at a time: few, so that one that dies keeps few waiting

MORNING = 8  # o'clock: nobody is reminded at night

Heard = Callable[[int, int, int], None]  # of cases moved, papers' cases worked off, messages sent

_resting: dict[int, datetime] = {}
_reminded: dict[str, date] = {}


def unheard(moved: int, papers: int, mailed: int) -> None:
    """For who does not want to hear."""


def work(stop: threading.Event, done: Heard = unheard) -> None:
    """Round after round until `stop` is set; what has begun is finished first. `done` hears of each busy round."""
    while not stop.is_set():
        busy = once(done)
        if not busy:
            stop.wait(PAUSE)


def once(done: Heard = unheard) -> bool:
    """One round; whether there was anything to do. A database that cannot be reached now is tried again later."""
    try:
        moved, papers = advance(), make_papers()
        remind()
        mailed = post()
    except SQLAlchemyError:
        logger.exception("The database refused; the worker tries again.")
        db.session.rollback()
        return False
    if moved or papers or mailed:
        done(moved, papers, mailed)
    return bool(moved or papers or mailed)


def remind() -> None:
    """Once a morning, tell those whose period ends soon."""
    now = clock.local(clock.now())
    if now.hour >= MORNING and _reminded.get("on") != now.date():
        with writing():
            reminders.send()
        _reminded["on"] = now.date()


def advance() -> int:
    """Make the automatic moves that are due; how many cases moved."""
    now = clock.now()
    due = (
        select(Application.id).where(Application.wakes_at <= now).order_by(Application.wakes_at).limit(BATCH)
    )
    ids = list(db.session.scalars(due.where(Application.id.not_in(resting(now)))))
    db.session.rollback()
    return sum(advance_one(number) for number in ids)


def resting(now: datetime) -> list[int]:
    """Cases that failed a moment ago: they must not keep the others waiting."""
    for number in [n for n, until in _resting.items() if until <= now]:
        del _resting[number]
    return list(_resting)


def advance_one(number: int) -> bool:
    """One case in a transaction of its own; whether it moved. One another worker holds is left to that one."""
    query = select(Application).where(Application.id == number).with_for_update(skip_locked=True)
    try:
        with writing():
            application = db.session.scalar(query)
            return application is not None and applications.advance(application)
    except Exception:  # whatever is wrong with this case, the others go on
        logger.exception("Case %s could not be moved; it rests for a while.", number)
        _resting[number] = clock.now() + REST
        return False


def make_papers() -> int:
    """Take some cases of papers in bulk and work them off, several at once; how many were taken. With none left,
    bind the papers of a batch that has ended."""
    with writing():
        taken = batch_work.lease(PAPERS)
    if not taken:
        return int(bundles.finish_one())
    app = current_app._get_current_object()  # type: ignore[attr-defined]

    def one(item: batch_work.Taken) -> bool:
        with app.app_context():  # a session of its own
            return batch_work.perform(item)

    with ThreadPoolExecutor(min(HANDS, len(taken))) as hands:
        for run in [hands.submit(copy_context().run, one, item) for item in taken]:
            run.result()
    return len(taken)


def post() -> int:
    """Deliver what is due by mail and by the robot, where they are configured; how many were accepted."""
    config, accepted = current_app.config, 0
    if config["SMTP_URL"]:
        accepted += delivered(False, partial(mail.deliver, config["SMTP_URL"], config["MAIL_FROM"]))
    if config["ROBOT_URL"]:
        accepted += delivered(True, partial(robot.deliver, config["ROBOT_URL"]))
    return accepted


def delivered(by_robot: bool, way: Callable[[list[Parcel]], Iterator[tuple[Parcel, str]]]) -> int:
    """Take the next messages and send them this way; how many were accepted."""
    with writing():
        parcels = outbox.lease(robot=by_robot)
    accepted = 0
    for parcel, error in way(parcels):
        with writing():
            if error:
                logger.warning("Message %s was not accepted: %s", parcel.id, error)
                outbox.failed(parcel, error)
            else:
                outbox.sent(parcel)
                accepted += 1
    return accepted
