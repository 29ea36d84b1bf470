"""When and how one wants to be told: at once, once a day, or urgent matters only; and by text message too.

Nobody can be told nothing: what brings a day to keep, and what concerns the account, is told at once to everybody.
"""

from flask_babel import gettext

from grants.access import Viewer
from grants.errors import Conflict, NotFound
from grants.extensions import db
from grants.models import Person
from grants.services.notes import account, note


def choose(viewer: Viewer, pace: str) -> None:
    """When this person wants mail about what is not urgent; inside `writing`. Logged."""
    person = own(viewer)
    if person.pace != pace:
        person.pace = pace
        note(account(person.id), "message_pace", person.id, pace=pace)


def keep_phone(viewer: Viewer, phone: str | None) -> None:
    """The number urgent messages are sent to as text messages, kept sealed; None: none. Logged, not the number."""
    person = own(viewer)
    if phone is None and person.phone is None:
        raise Conflict(gettext("没有登记短信号码，未作任何改动。"))
    person.phone = phone
    note(account(person.id), "message_number", person.id, given=phone is not None)


def own(viewer: Viewer) -> Person:
    person = db.session.get(Person, viewer.person) if viewer.person else None
    if person is None:
        raise NotFound
    return person
