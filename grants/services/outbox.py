"""The outbox: messages written in the transaction of what they tell of, and delivered by a worker after its commit.

Every message has a key, so telling twice is telling once. A worker leases what it is about to send; one that dies
lets its lease run out and another sends again. So a message is sent at least once; its Message-ID is made of its
key, by which a mail system recognises the rare second copy.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, String, cast, literal, or_, select, true
from sqlalchemy.dialects import postgresql, sqlite

from grants import clock
from grants.access import OFFICE, Viewer
from grants.errors import NotFound
from grants.extensions import db
from grants.models import Message, Person

INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
LEASE = timedelta(minutes=5)
STALE = timedelta(days=3)  # older news is not mailed any more, but stays readable
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)
PAGE = 50
ROBOT = "robot"  # in the place of an address: the office's chat group

Row = tuple[int | None, str, str]  # person, address, key


@dataclass(frozen=True)
class Parcel:
    """A message as it is mailed, free of the session it was read in."""

    id: int
    key: str
    to: str
    subject: str
    body: str


def tell(person_ids: Iterable[int], subject: str, body: str, key: str, secret: str | None = None) -> None:
    """A message to each of these persons who is still active, in the caller's transaction.

    `key` names the occasion: the same key tells the same person once. `secret` is for the recipient alone.
    """
    wanted = select(Person.id, Person.email).where(Person.id.in_(list(person_ids)), Person.active)
    tell_chosen(wanted, subject, body, key, secret)


def tell_chosen(
    chosen: Select[int, str], subject: str, body: str, key: str, secret: str | None = None
) -> None:
    """The same to the persons a query chooses by number and address, in one statement."""
    now, persons = clock.now(), chosen.subquery()
    person, address = persons.columns
    shared = {"subject": subject, "body": body, "secret": secret, "created_at": now, "due_at": now}
    values = [literal(value, Message.__table__.c[name].type) for name, value in shared.items()]
    rows = select(
        person, address, literal(f"{key}:") + cast(person, String), literal(0), literal(""), *values
    ).where(true())
    rows = rows.order_by(person)  # so that they are numbered in this order on every database
    insert = INSERT[db.session.get_bind().dialect.name](Message).from_select(
        ["person_id", "to", "key", "attempts", "error", *shared], rows
    )
    db.session.execute(insert.on_conflict_do_nothing(index_elements=["key"]))


def write_to(address: str, subject: str, body: str, key: str, secret: str | None = None) -> None:
    """A message to an address without an account (an invitation), in the caller's transaction."""
    add([(None, address, key)], subject, body, secret)


def add(rows: Sequence[Row], subject: str, body: str, secret: str | None) -> None:
    if not rows:
        return
    now = clock.now()
    shared = {"subject": subject, "body": body, "secret": secret, "created_at": now, "due_at": now}
    values = [
        {"person_id": person, "to": to, "key": key, "attempts": 0, "error": "", **shared}
        for person, to, key in rows
    ]
    insert = INSERT[db.session.get_bind().dialect.name](Message)
    db.session.execute(insert.on_conflict_do_nothing(index_elements=["key"]), values)


def lease(limit: int = 20, robot: bool = False) -> list[Parcel]:
    """Take the next messages to be mailed, or told by the robot, so that no other worker does; inside `writing`."""
    now = clock.now()
    query = (
        select(Message)
        .where(
            Message.sent_at.is_(None),
            Message.to == ROBOT if robot else Message.to != ROBOT,
            Message.due_at <= now,
            Message.created_at > now - STALE,
            or_(Message.leased_until.is_(None), Message.leased_until <= now),
        )
        .order_by(Message.due_at, Message.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    taken = list(db.session.scalars(query))
    for message in taken:
        message.leased_until, message.attempts = now + LEASE, message.attempts + 1
    return [Parcel(m.id, m.key, m.to, m.subject, whole(m)) for m in taken]


def whole(message: Message) -> str:
    """What the recipient reads: the text, and the link that is for nobody else."""
    return f"{message.body}\n\n{message.secret}\n" if message.secret else f"{message.body}\n"


def sent(parcel: Parcel) -> None:
    """It was accepted for delivery. The link in it is forgotten: nobody needs it here any more."""
    message = db.session.get_one(Message, parcel.id)
    message.sent_at, message.leased_until = clock.now(), None
    message.error, message.secret = "", None


def failed(parcel: Parcel, error: str) -> None:
    """It was not accepted: once more after a pause that doubles each time."""
    message = db.session.get_one(Message, parcel.id)
    pause = min(FIRST_PAUSE * 2 ** min(message.attempts - 1, 10), LONGEST_PAUSE)
    message.due_at, message.leased_until = clock.now() + pause, None
    message.error = error[:300]


def sees_all(viewer: Viewer) -> bool:
    """The office reads every message but no link; who holds a role for one programme only reads their own."""
    return any(held.role in OFFICE and held.programme is None for held in viewer.held)


def mine(viewer: Viewer, before: int | None = None) -> list[Message]:
    """A page of one's own messages, newest first; `before` is the last id of the page before."""
    return page(Message.person_id == viewer.person, before) if viewer.person else []


def everyones(viewer: Viewer, before: int | None = None) -> list[Message]:
    """A page of all messages, newest first, for the office. Their `secret` must not be shown."""
    if not sees_all(viewer):
        raise NotFound
    return page(Message.id > 0, before)


def page(condition, before: int | None) -> list[Message]:
    query = select(Message).where(condition).order_by(Message.id.desc()).limit(PAGE)
    if before is not None:
        query = query.where(Message.id < before)
    return list(db.session.scalars(query))
