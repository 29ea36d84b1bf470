"""What a worker takes out of the outbox to deliver it: one message, or a day's messages of one person in one mail.

Who wants mail once a day gets it after nine on working days; who wants urgent messages only reads the others here.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import groupby

from flask_babel import gettext
from sqlalchemy import Select, and_, or_, select

from grants import clock
from grants.extensions import db
from grants.languages import of_letters
from grants.models import Message, Person
from grants.services import links, workdays
from grants.services.leases import free
from grants.services.outbox import MAIL, MOST_ATTEMPTS, SMS

LEASE = timedelta(minutes=5)
STALE = timedelta(days=3)  # older news is not sent any more, but stays readable
DAILY_READERS = 20  # whose mail of a day is taken at a time
LONGEST_HOLIDAY = timedelta(days=15)  # for so long at most does a daily mail wait
MORNING = time(9)  # of working days: when daily mail goes out
AT_ONCE, DAILY = "at_once", "daily"


@dataclass(frozen=True)
class Parcel:
    """What is sent as one, free of the session it was read in: the messages it is made of, and its words."""

    ids: tuple[int, ...]
    key: str
    to: str
    subject: str
    body: str


def lease(channel: str = MAIL, limit: int = 20) -> list[Parcel]:
    """Take the next messages of this channel that are sent at once, so that no other worker does; inside `writing`."""
    now = clock.now()
    at_once = or_(Message.urgent, Person.id.is_(None), Person.pace == AT_ONCE)
    query = waiting(channel, now).where(Message.due_at > now - STALE, at_once).limit(limit)
    if channel == SMS:
        query = query.where(Person.phone.is_not(None))  # some take their number away meanwhile
    return [single(message, person) for message, person in taken(query, now)]


def lease_days() -> list[Parcel]:
    """Take what has gathered for some of those who want it once a day; one parcel a person; inside `writing`."""
    now = clock.now()
    gathered = and_(
        Person.pace == DAILY,
        ~Message.urgent,
        Message.created_at < last_morning(now),
        Message.due_at > now - LONGEST_HOLIDAY,
    )
    told = waiting(MAIL, now, Message.person_id).where(gathered).order_by(None)
    persons = select(Person.id).where(Person.id.in_(told)).order_by(Person.id).limit(DAILY_READERS)
    # Of one person one worker: two at once would share the messages of a day, and send two mails.
    ids = list(db.session.scalars(persons.with_for_update(key_share=True, skip_locked=True)))
    if not ids:
        return []
    rows = taken(waiting(MAIL, now).where(gathered, Message.person_id.in_(ids)), now)
    rows.sort(key=lambda row: (row[1].id, row[0].id))
    return [
        bound([message for message, _person in group], person)
        for person, group in groupby(rows, key=lambda row: row[1])
    ]


def waiting(channel: str, now: datetime, *columns) -> Select:
    """Messages of this channel that are in words, not sent, not given up, not taken by another worker, and not for
    somebody who has left since."""
    return (
        select(*columns or (Message, Person))
        .outerjoin(Person, Person.id == Message.person_id)
        .where(
            Message.channel == channel,
            Message.sent_at.is_(None),
            Message.written,
            or_(Person.id.is_(None), Person.active),
            Message.attempts < MOST_ATTEMPTS,
            Message.due_at <= now,
            free(Message, now),
        )
        .order_by(Message.due_at, Message.id)
    )


def taken(query: Select, now: datetime) -> list:
    """These messages with whom they are for, leased to this worker."""
    rows = list(db.session.execute(query.with_for_update(skip_locked=True, of=Message)))
    for message, _person in rows:
        message.leased_until, message.attempts = now + LEASE, message.attempts + 1
    return rows


def last_morning(now: datetime) -> datetime:
    """The last nine o'clock of a working day that has passed: what was told before it goes out now."""
    day = clock.local(now).date()
    if clock.local(now).time() < MORNING:
        day -= timedelta(days=1)
    while not workdays.is_working_day(day):
        day -= timedelta(days=1)
    return datetime.combine(day, MORNING, clock.ZONE)


def next_morning(now: datetime) -> datetime:
    """When the next daily mail goes out."""
    day = clock.local(now).date()
    first = day if clock.local(now).time() < MORNING else day + timedelta(days=1)
    return datetime.combine(workdays.counted(first, 1), MORNING, clock.ZONE)


def single(message: Message, person: Person | None) -> Parcel:
    to = (person.phone or "") if person and message.channel == SMS else message.to
    return Parcel((message.id,), message.key, to, message.subject, whole(message))


def whole(message: Message) -> str:
    """What the recipient reads: the text, and the link that is for nobody else."""
    return f"{message.body}\n\n{message.secret}\n" if message.secret else f"{message.body}\n"


def bound(messages: list[Message], person: Person) -> Parcel:
    """The messages of one person in one mail."""
    if len(messages) == 1:
        return single(messages[0], person)
    first, last = messages[0], messages[-1]
    with of_letters(person.language):
        subject = gettext("助推：%(count)d 条消息", count=len(messages))
        foot = gettext("您选择了每个工作日上午合为一封。更改：%(link)s", link=links.to("/account/messages"))
    parts = [f"{place}. {message.subject}\n{whole(message)}" for place, message in enumerate(messages, 1)]
    key = f"day:{person.id}:{first.id}-{last.id}:{len(messages)}"
    return Parcel(tuple(m.id for m in messages), key, first.to, subject, "\n".join([*parts, foot + "\n"]))
