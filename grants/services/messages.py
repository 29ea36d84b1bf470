"""Reading the outbox: one's own messages, and for the office what others are told, will be told and could not be told.

The administrator reads the messages of no case alone (invitations, passwords), and how each channel fares.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from grants import clock
from grants.access import CONFIDENTIAL, OFFICE, Viewer, seen_through
from grants.errors import NotFound
from grants.extensions import db
from grants.models import Application, Message, Person
from grants.services import log, message_writing, parcels, wordings
from grants.services.message_fates import FAILED, FATES, WAITING, fate_of, gathers
from grants.services.message_words import Wording
from grants.services.notes import note
from grants.services.outbox import MAIL

PAGE = 50
MAY_SEND_AGAIN = ("officer", "admin")


@dataclass(frozen=True)
class Line:
    """A message as a page shows it: its words, whom it is for, what has become of it, when it goes out, and its place
    in the list that is read."""

    message: Message
    words: Wording
    person: Person | None
    fate: str
    when: datetime | None
    place: int


@dataclass(frozen=True)
class Fare:
    """How a channel fares: how many messages wait, how many could not be sent, and when one last was."""

    channel: str
    waiting: int
    failed: int
    last: datetime | None


def mine(viewer: Viewer, before: int | None = None) -> list[Line]:
    """A page of one's own messages and one more, newest first; `before` is the last place of the page before. Places
    count one's own messages, the oldest is 1: the numbers of rows would tell how many others were told something
    meanwhile."""
    if not viewer.person:
        return []
    counted = select(Message.id, func.row_number().over(order_by=Message.id).label("place"))
    own = counted.where(Message.person_id == viewer.person, Message.channel == MAIL).subquery()
    # whose they are is said of the rows too: else every message there is is read to find these
    found = lines(own.c.place).join(own, own.c.id == Message.id).where(Message.person_id == viewer.person)
    return page(found, own.c.place, before)


def others(viewer: Viewer) -> ColumnElement[bool] | None:
    """Which messages to others this viewer may read; None when none. The office those of the cases it knows of and of
    acts its role may know of; who holds a role for all programmes, and the administrator, those of no case."""
    rules: list[ColumnElement[bool]] = [
        and_(
            Message.application_id.in_(select(Application.id).where(seen_through(viewer, [held]))),
            Message.occasion.not_in(
                [act for act, known_to in CONFIDENTIAL.items() if held.role not in known_to]
            ),
        )
        for held in viewer.held
        if held.role in OFFICE
    ]
    if any(held.programme is None for held in viewer.held if held.role in (*OFFICE, "admin")):
        rules.append(and_(Message.application_id.is_(None), Message.channel == MAIL))
    return or_(*rules) if rules else None


def reads_others(viewer: Viewer) -> bool:
    return others(viewer) is not None


def everyones(viewer: Viewer, asked: Mapping[str, Any], before: int | None = None) -> list[Line]:
    """A page of the messages this viewer may read and one more, newest first, as `asked`: channel, programme, fate,
    person, who (a name or an address, whole). Their `secret` must not be shown."""
    readable = others(viewer)
    if readable is None:
        raise NotFound
    return page(lines(Message.id).where(readable, *conditions(asked)), Message.id, before)


def conditions(asked: Mapping[str, Any]) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if asked.get("channel"):
        found.append(Message.channel == asked["channel"])
    if asked.get("programme"):
        found.append(Message.programme == asked["programme"])
    if asked.get("fate") in FATES:
        found.append(FATES[asked["fate"]])
    if asked.get("person"):
        found.append(Message.person_id == asked["person"])
    if who := str(asked.get("who") or "").strip():
        found.append(or_(Message.to == who.lower(), Person.name == who))
    return found


def lines(place: Any) -> Select[Any]:
    return (
        select(Message, Person, place).select_from(Message).outerjoin(Person, Person.id == Message.person_id)
    )


def page(found: Select[Any], place: Any, before: int | None) -> list[Line]:
    query = found.order_by(place.desc()).limit(PAGE + 1)
    if before is not None:
        query = query.where(place < before)
    rows = db.session.execute(query).all()
    owned = wordings.own() if any(not message.written for message, *_ in rows) else {}
    daily = any(gathers(message, person) for message, person, _ in rows)
    morning = parcels.next_morning(clock.now()) if daily else None
    return [line(row, owned, morning) for row in rows]


def line(row: Any, owned: wordings.Own, morning: datetime | None) -> Line:
    message, person, place = row
    words = message_writing.said(message, owned, person.language if person else "")
    fate, when = fate_of(message, person, morning)
    return Line(message, words, person, fate, when, place)


def fares(viewer: Viewer) -> list[Fare]:
    """How the channels fare, in one statement; for whoever reads others' messages. What tells of an act that is not
    for everybody is counted only for those who may read it: one message more would tell that it was done."""
    readable = others(viewer)
    if readable is None:
        raise NotFound
    counted = or_(readable, Message.occasion.not_in(CONFIDENTIAL))
    recent = Message.due_at > clock.now() - parcels.STALE
    counts = (
        func.sum(case((and_(WAITING, recent), 1), else_=0)),
        func.sum(case((FAILED, 1), else_=0)),
        func.max(Message.sent_at),
    )
    query = (
        select(Message.channel, *counts).where(counted).group_by(Message.channel).order_by(Message.channel)
    )
    return [Fare(*row) for row in db.session.execute(query)]


def may_send_again(viewer: Viewer) -> bool:
    return bool(viewer.roles() & set(MAY_SEND_AGAIN)) and reads_others(viewer)


def send_again(viewer: Viewer, message_id: int) -> Message:
    """Ask once more for a message that could not be sent; inside `writing`. Logged. Asked twice it is asked once."""
    readable = others(viewer)
    if readable is None or not may_send_again(viewer):
        raise NotFound
    log.lock()
    found = db.session.execute(select(Message, FAILED).where(Message.id == message_id, readable)).first()
    if found is None:
        raise NotFound
    message, has_failed = found
    if not has_failed:
        return message
    renew(message)
    note(f"message:{message.id}", "send_again", viewer.person)
    return message


def send_all_again(viewer: Viewer, channel: str) -> int:
    """Ask once more for all of a channel that could not be sent; how many. For the administrator, inside `writing`."""
    if "admin" not in viewer.roles():
        raise NotFound
    log.lock()
    found = list(db.session.scalars(select(Message).where(Message.channel == channel, FAILED)))
    for message in found:
        renew(message)
    if found:
        note(f"messages:{channel}", "send_again", viewer.person, count=len(found))
    return len(found)


def renew(message: Message) -> None:
    message.attempts, message.due_at, message.leased_until = 0, clock.now(), None


def masked(line: Line) -> str:
    """Who a message is for, told without saying it: an initial and a place."""
    name, _, place = line.message.to.rpartition("@")
    address = f"{name[:1]}***@{place}" if place else ""
    return f"{line.person.name[:1]}** {address}".strip() if line.person else address
