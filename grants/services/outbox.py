"""The outbox: messages written in the transaction of what they tell of, and delivered by a worker after its commit.

Every message has a key, so telling twice is telling once. A worker leases what it is about to send; one that dies
lets its lease run out and another sends again. So a message is sent at least once; its Message-ID is made of its
key, by which a mail system recognises the rare second copy.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, String, cast, literal, select, true

from grants import clock
from grants.database import insert_into
from grants.extensions import db
from grants.models import Application, Message, Person
from grants.services.message_words import GROUP, URGENT

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)
MOST_ATTEMPTS = 20  # about three days of pauses; then it has failed, until somebody asks for it once more
MAIL, ROBOT, SMS = "mail", "robot", "sms"


@dataclass(frozen=True)
class About:
    """What messages tell of, before it is put in words: the occasion, and what is told of the case."""

    occasion: str
    given: Mapping[str, Any]


def tell(
    person_ids: Iterable[int],
    subject: str,
    body: str,
    key: str,
    secret: str | None = None,
    urgent: bool = True,
) -> None:
    """A message in these words to each of these persons who is still active, in the caller's transaction.

    `key` names the occasion: the same key tells the same person once. `secret` is for the recipient alone.
    """
    wanted = select(Person.id, Person.email, literal("")).where(
        Person.id.in_(list(person_ids)), Person.active
    )
    add(wanted, key, {"subject": subject, "body": body, "secret": secret, "urgent": urgent, "written": True})


def tell_about(chosen: Select[int, str, str], about: About, application: Application, key: str) -> None:
    """A message about a case to the persons a query chooses by number, address and audience, in one statement."""
    add(chosen, key, unworded(about, application))


def unworded(about: About, application: Application) -> dict[str, Any]:
    """The columns of a message that waits for its words."""
    return {
        "subject": "", "body": "", "secret": None, "written": False, "occasion": about.occasion,
        "urgent": about.occasion in URGENT, "programme": application.programme,
        "application_id": application.id, "given": dict(about.given),
    }  # fmt: skip


def add(chosen: Select[int, str, str], key: str, shared: Mapping[str, Any]) -> None:
    now = clock.now()
    person, address, audience = chosen.subquery().columns
    fixed = {"channel": MAIL, "attempts": 0, "error": "", "occasion": "", "created_at": now, "due_at": now}
    values = {
        name: literal(value, Message.__table__.c[name].type) for name, value in (fixed | dict(shared)).items()
    }
    rows = select(person, address, audience, literal(f"{key}:") + cast(person, String), *values.values())
    rows = rows.where(true()).order_by(person)  # so that they are numbered in this order on every database
    insert = insert_into(Message).from_select(["person_id", "to", "audience", "key", *values], rows)
    db.session.execute(insert.on_conflict_do_nothing(index_elements=["key"]))


def write_to(address: str, subject: str, body: str, key: str, secret: str | None = None) -> None:
    """A message to an address without an account (an invitation), in the caller's transaction."""
    once(to=address, subject=subject, body=body, key=key, secret=secret)


def tell_group(about: About, application: Application, key: str) -> None:
    """The office's chat group is told of a case, in the caller's transaction."""
    once(channel=ROBOT, to="", audience=GROUP, key=key, **unworded(about, application))


def once(**columns: Any) -> None:
    """One message, unless there is one of this key."""
    now = clock.now()
    insert = insert_into(Message)
    values = insert.values(created_at=now, due_at=now, **columns)
    db.session.execute(values.on_conflict_do_nothing(index_elements=["key"]))


def failed(ids: Iterable[int], error: str) -> None:
    """They were not accepted: once more after a pause that doubles each time."""
    for message in found(ids):
        pause = min(FIRST_PAUSE * 2 ** min(message.attempts - 1, 10), LONGEST_PAUSE)
        message.due_at, message.leased_until = clock.now() + pause, None
        message.error = error[:300]


def sent(ids: Iterable[int]) -> None:
    """They were accepted for delivery. The link in them is forgotten: nobody needs it here any more."""
    for message in found(ids):
        message.sent_at, message.leased_until = clock.now(), None
        message.error, message.secret = "", None


def found(ids: Iterable[int]) -> list[Message]:
    return list(db.session.scalars(select(Message).where(Message.id.in_(list(ids)))))
