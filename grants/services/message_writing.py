"""Messages are written out: put in the words of `wordings`, by the worker, a moment after what they tell of.

From then on a message stays as it is, whatever the office writes later. Whoever asked for text messages is told what
is urgent by one of them too: the line a message is known by, and nothing else.
"""

from flask import current_app
from sqlalchemy import select

from grants.extensions import db
from grants.models import Message, Person
from grants.services import outbox, wordings
from grants.services.message_words import Wording
from grants.services.outbox import MAIL, SMS

MOST = 200  # put in words at a time
SHORT = 66  # characters: what fits one text message with the signature gateways put before it


def write_out() -> int:
    """Put the messages that wait for it in words; how many. Inside `writing`."""
    query = (
        select(Message, Person)
        .outerjoin(Person, Person.id == Message.person_id)
        .where(~Message.written)
        .order_by(Message.id)
        .limit(MOST)
    )
    rows = list(db.session.execute(query.with_for_update(skip_locked=True, of=Message)))
    owned = wordings.own() if rows else {}
    for message, person in rows:
        words = said(message, owned, person.language if person else "")
        message.subject, message.body, message.written = words.subject, words.body, True
        if message.urgent and message.channel == MAIL and person and person.phone:
            text(message)
    return len(rows)


def said(message: Message, owned: wordings.Own, language: str = "") -> Wording:
    """What a message says: its words, or those it is about to be given."""
    if message.written or message.given is None or message.programme is None:
        return Wording(message.subject, message.body)
    wording = wordings.standing(owned, message.programme, message.occasion, message.audience, language)
    return wordings.told(wording, message.given, language)


def text(message: Message) -> None:
    """The same by a text message, where there is a gateway; its number is looked up when it is sent."""
    if current_app.config["SMS_URL"]:
        outbox.once(
            channel=SMS, to="", person_id=message.person_id, key=f"sms:{message.key}", occasion=message.occasion,
            audience=message.audience, programme=message.programme, application_id=message.application_id,
            subject=shortened(message.subject), body="",
        )  # fmt: skip


def shortened(subject: str) -> str:
    return subject if len(subject) <= SHORT else subject[: SHORT - 1] + "…"
