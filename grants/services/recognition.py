"""Who looks. It is asked at every request, so it costs two statements, each put together once."""

from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload

from grants import clock
from grants.access import Viewer
from grants.extensions import db
from grants.holding import held_today
from grants.models import Delegation, Person
from grants.models.people import TOTP_REQUIRED


@cache
def loading() -> Select:
    wanted = select(Person).where(Person.id == bindparam("person"))
    return wanted.options(joinedload(Person.memberships))


def load(person_id: int) -> Person | None:
    """A person with roles, in one statement."""
    return db.session.scalars(loading(), {"person": person_id}).unique().one_or_none()


def of_session(mark: str) -> Person | None:
    """Whose session this is ("id:epoch"); nobody's once the account was closed or the epoch has moved on."""
    number, _, epoch = mark.partition(":")
    person = load(int(number)) if number.isdecimal() and number.isascii() else None
    return person if person and person.active and str(person.epoch) == epoch else None


@cache
def lending() -> Select:
    """What is delegated to `person` on `today`, and by whom."""
    return (
        select(Delegation, Person)
        .join(Person, Person.id == Delegation.from_id)
        .where(Delegation.to_id == bindparam("person"), Delegation.ended_at.is_(None))
        .where(Delegation.starts_on <= bindparam("today"), Delegation.ends_on >= bindparam("today"))
        .options(joinedload(Person.memberships))
    )


def viewer_of(person: Any) -> Viewer:
    """How the access rule sees this person today, with roles delegated to them; nobody: `Viewer()`."""
    if person is None or getattr(person, "id", None) is None:
        return Viewer()
    today = clock.today()
    rows = db.session.execute(lending(), {"person": person.id, "today": today}).unique()
    return Viewer(person.id, held_today(person, rows, today))


def one_by_one(viewer: Viewer) -> None:
    """What this person asks for twice at once is done one after the other: what is read from here on, inside `writing`,
    is what the first has made. Not for long: who signs them in waits too, and all the log with them."""
    db.session.get(Person, viewer.person, with_for_update={"key_share": True})


def needs_factor(viewer: Viewer) -> bool:
    """Whether a role held today, be it by delegation, asks for a second factor."""
    return bool(viewer.roles() & set(TOTP_REQUIRED))
