"""The worker: moves that time has made due, papers and other acts in bulk, their rehearsals, long tables, and the
outbox. Any number may run; each does what no other has taken.

Killed at any moment it loses nothing: a move is made whole or not at all, a message or a paper it had taken is taken
again.
"""

import logging
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from flask import current_app
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from grants import clock
from grants.database import writing
from grants.extensions import db
from grants.models import Application
from grants.services import (
    applications,
    batch_work,
    bundles,
    export_work,
    mail,
    outbox,
    parcels,
    rehearsals,
    reminders,
    robot,
    sms,
    worded,
)
from grants.services.parcels import Parcel

logger = logging.getLogger(__name__)

PAUSE = 2.0  # seconds between two rounds with nothing to do
REST = timedelta(minutes=10)  # before a case that could not be moved is tried again
BATCH = 50
HANDS = os.cpu_count() or 1  # papers made at once, each hand with a child of the workshop
PAPERS = 4 * HANDS  # taken at a time: few, so that one that dies keeps few waiting

MORNING = 8  # o'clock: nobody is reminded at night

Heard = Callable[[int, int, int], None]  # of cases moved, of what was done in bulk, of messages sent
Lease = Callable[[], list[Parcel]]
Way = Callable[[list[Parcel]], Iterator[tuple[Parcel, str]]]

_resting: dict[int, datetime] = {}
_reminded: dict[str, date] = {}


def unheard(moved: int, worked: int, mailed: int) -> None:
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
        moved, worked = advance(), make_papers() + rehearsals.some() + export_work.some()
        export_work.remove_old()
        remind()
        mailed = post()
    except SQLAlchemyError:
        logger.exception("The database refused; the worker tries again.")
        db.session.rollback()
        return False
    if moved or worked or mailed:
        done(moved, worked, mailed)
    return bool(moved or worked or mailed)


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
    """Cases that could not be moved a moment ago, like a notice whose objection is open: they must not keep the others
    waiting."""
    for number in [n for n, until in _resting.items() if until <= now]:
        del _resting[number]
    return list(_resting)


def advance_one(number: int) -> bool:
    """One case in a transaction of its own; whether it moved. One another worker holds, or has moved meanwhile, is left
    alone."""
    due = select(Application).where(Application.id == number, Application.wakes_at <= clock.now())
    try:
        with writing():
            application = db.session.scalar(due.with_for_update(skip_locked=True))
            if application is None:
                return False
            if applications.advance(application):
                return True
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
    """Put messages in words and deliver what is due by every way that is configured; how many were accepted.

    A way that fails, however it does, holds up no other.
    """
    with writing():
        worded.write_out()
    accepted = 0
    for lease, way in ways(current_app.config):
        try:
            accepted += delivered(lease, way)
        except SQLAlchemyError:
            raise
        except Exception:
            logger.exception("Messages could not be delivered one way; the others go on.")
    return accepted


def ways(config: Mapping[str, Any]) -> Iterator[tuple[Lease, Way]]:
    """How messages go out here: by mail at once and once a day, by the robot, as text messages."""
    if config["SMTP_URL"]:
        way = partial(mail.deliver, config["SMTP_URL"], config["MAIL_FROM"])
        yield parcels.lease, way
        yield parcels.lease_days, way
    if config["ROBOT_URL"]:
        yield partial(parcels.lease, outbox.ROBOT), partial(robot.deliver, config["ROBOT_URL"])
    if config["SMS_URL"]:
        yield partial(parcels.lease, outbox.SMS), partial(sms.deliver, sms.gateway(config))


def delivered(lease: Lease, way: Way) -> int:
    """Take the next messages and send them this way; how many parcels were accepted."""
    with writing():
        taken = lease()
    accepted = 0
    for parcel, error in way(taken):
        with writing():
            if error:
                logger.warning("Messages %s were not accepted: %s", parcel.ids, error)
                outbox.failed(parcel.ids, error)
            else:
                outbox.sent(parcel.ids)
                accepted += 1
    return accepted
