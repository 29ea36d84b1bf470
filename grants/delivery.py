"""Sending what the outbox holds, by every way that is configured here. Done again, nothing is sent twice that was
accepted: what one worker has taken is nobody else's until its lease runs out."""

import logging
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from grants.database import writing
from grants.services import mail, message_writing, outbox, parcels, robot, sms
from grants.services.parcels import Parcel

logger = logging.getLogger(__name__)

Lease = Callable[[], list[Parcel]]
Way = Callable[[list[Parcel]], Iterator[tuple[Parcel, str]]]


def post() -> int:
    """Put messages in words and deliver what is due by every way that is configured; how many were accepted.

    A way that fails, however it does, holds up no other.
    """
    with writing():
        message_writing.write_out()
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
