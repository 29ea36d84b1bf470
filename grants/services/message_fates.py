"""What has become of a message or will: sent, failed, waiting for another try or the daily mail, or not sent."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_

from grants import clock
from grants.models import Message, Person
from grants.services import parcels
from grants.services.outbox import MAIL, MOST_ATTEMPTS

# As the page asks for them; `fate_of` tells more.
WAITING = and_(Message.sent_at.is_(None), Message.error == "")
FAILED = and_(Message.sent_at.is_(None), Message.error != "")
FATES: dict[str, ColumnElement[bool]] = {
    "waiting": WAITING,
    "failed": FAILED,
    "sent": Message.sent_at.is_not(None),
}


def gathers(message: Message, person: Person | None) -> bool:
    """Whether a message waits for the daily mail of its person."""
    daily = person is not None and person.active and person.pace == parcels.DAILY
    return daily and message.sent_at is None and not message.urgent and message.channel == MAIL


def fate_of(message: Message, person: Person | None, morning: datetime | None) -> tuple[str, datetime | None]:
    """What has become of a message and when: sent, failed, again (another try is due), kept (by their own wish,
    too old, or for somebody who has left), daily, or soon."""
    if message.sent_at:
        return "sent", message.sent_at
    if message.attempts >= MOST_ATTEMPTS:
        return "failed", None
    left = person is not None and not person.active
    if message.error and not left:
        return "again", message.due_at
    if gathers(message, person):
        return "daily", morning
    chosen = person is not None and person.pace != parcels.AT_ONCE and not message.urgent
    if left or chosen or message.due_at <= clock.now() - parcels.STALE:
        return "kept", None
    return "soon", message.due_at
