"""People and the roles they hold."""

from datetime import date, timedelta
from typing import Any

from flask_babel import gettext
from sqlalchemy import ColumnElement, Select, and_, exists, or_, select

from grants import clock
from grants.access import Viewer
from grants.errors import Conflict, Forbidden, NotFound
from grants.extensions import db
from grants.models import Event, Membership, Person
from grants.models.people import OF_ORGANISATION
from grants.services import log
from grants.services.notes import account, note
from grants.services.recognition import load

PAGE = 50


def holding_on(day: date) -> ColumnElement[bool]:
    """The memberships that hold on this day, whether or not their person may still sign in, as a predicate."""
    return and_(Membership.starts_on <= day, or_(Membership.ends_on.is_(None), Membership.ends_on >= day))


def in_force(today: date) -> ColumnElement[bool]:
    """The memberships of active people that hold on this day, as a predicate."""
    return and_(Membership.person.has(Person.active), holding_on(today))


def holders(
    roles: tuple[str, ...], programme: str | None = None, organisation_id: int | None = None
) -> list[Person]:
    """Active people who hold one of these roles today themselves, by name."""
    held = [in_force(clock.today()), Membership.role.in_(roles), Membership.person_id == Person.id]
    if programme:
        held.append(or_(Membership.programme.is_(None), Membership.programme == programme))
    if organisation_id:
        held.append(Membership.organisation_id == organisation_id)
    wanted = select(Person).where(exists().where(*held)).order_by(Person.name, Person.id)
    return list(db.session.scalars(wanted))


def only_admin(viewer: Viewer) -> None:
    if "admin" not in viewer.roles():
        raise Forbidden(gettext("只有系统管理员可以办理。"))


def listed(viewer: Viewer, text: str = "", role: str = "", after: int = 0) -> list[Person]:
    """A page of people for the administrator: those whose name or address contains `text`."""
    only_admin(viewer)
    found: Select[tuple[Person]] = select(Person).where(Person.id > after).order_by(Person.id).limit(PAGE + 1)
    if text:
        found = found.where(
            or_(
                Person.name.contains(text, autoescape=True),
                Person.email.contains(text.lower(), autoescape=True),
            )
        )
    if role:
        found = found.where(
            exists().where(
                in_force(clock.today()), Membership.role == role, Membership.person_id == Person.id
            )
        )
    return list(db.session.scalars(found))


def find(viewer: Viewer, person_id: int) -> Person:
    only_admin(viewer)
    person = load(person_id)
    if person is None:
        raise NotFound
    return person


def to_change(viewer: Viewer, person_id: int) -> Person:
    """The person, for a change. The log's end is locked before any account, as signing in does."""
    log.lock()
    return find(viewer, person_id)


def history(viewer: Viewer, person_id: int, limit: int = 30) -> list[Event]:
    """The newest security events of an account: its own holder and the administrator may read them."""
    if viewer.person != person_id:
        only_admin(viewer)
    found = select(Event).where(Event.subject == account(person_id), Event.application_id.is_(None))
    return list(db.session.scalars(found.order_by(Event.number.desc()).limit(limit)))


def grant(viewer: Viewer, person_id: int, values: dict[str, Any], organisation_id: int | None) -> Membership:
    """Give a role, from one day to another; given twice it is held once. Nobody gives one to themselves."""
    person = to_change(viewer, person_id)
    if person.id == viewer.person:
        raise Conflict(gettext("不能给自己授予角色，请由另一位系统管理员办理。"))
    wanted = {
        "role": values["role"],
        "organisation_id": organisation_id if values["role"] in OF_ORGANISATION else None,
        "programme": values.get("programme"),
        "starts_on": values["starts_on"],
        "ends_on": values.get("ends_on"),
    }
    for held in person.memberships:
        if all(getattr(held, name) == value for name, value in wanted.items()):
            return held
    made = Membership(person_id=person.id, **wanted)
    db.session.add(made)
    told = {"role": made.role, "organisation": made.organisation_id, "programme": made.programme}
    note(account(person.id), "role_granted", viewer.person, **told, starts_on=made.starts_on.isoformat())
    return made


def to_end(viewer: Viewer, membership_id: int) -> Membership:
    """A role that this viewer may end: the administrator any, and in a unit its members theirs."""
    held = db.session.get(Membership, membership_id)
    colleague = held is not None and held.organisation_id in viewer.organisations()
    if not colleague:
        only_admin(viewer)
    if held is None:
        raise NotFound
    return held


def end_role(viewer: Viewer, membership_id: int, reason: str) -> Membership:
    """A role ends at once, with its reason; one that ended before stays as it was. The log's end is locked first, so
    that the last administrators cannot end each other."""
    log.lock()
    held = to_end(viewer, membership_id)
    if held.ends_on is not None and held.ends_on < clock.today():
        return held
    if held.role == "admin":
        keep_an_admin(held.person_id)
    held.ends_on = clock.today() - timedelta(days=1)
    note(account(held.person_id), "role_ended", viewer.person, role=held.role, reason=reason)
    return held


def keep_an_admin(leaving: int) -> None:
    if not [one for one in holders(("admin",)) if one.id != leaving]:
        raise Conflict(gettext("这是最后一位系统管理员，请先授予另一人该角色。"))


def deactivate(viewer: Viewer, person_id: int, reason: str) -> Person:
    """Close an account and end its sessions; what its holder did stays."""
    person = to_change(viewer, person_id)
    if person.id == viewer.person:
        raise Conflict(gettext("不能停用自己的账户，请由另一位系统管理员办理。"))
    keep_an_admin(person.id)
    person.active, person.epoch = False, person.epoch + 1
    note(account(person.id), "deactivated", viewer.person, reason=reason)
    return person


def reactivate(viewer: Viewer, person_id: int, reason: str) -> Person:
    person = to_change(viewer, person_id)
    person.active = True
    note(account(person.id), "reactivated", viewer.person, reason=reason)
    return person


def reset_factor(viewer: Viewer, person_id: int, reason: str) -> Person:
    """Take away a lost second factor; whose role requires one sets up a new one at the next sign-in."""
    person = to_change(viewer, person_id)
    if person.id == viewer.person:
        raise Conflict(gettext("不能重置自己的两步验证，请由另一位系统管理员办理。"))
    person.totp_secret, person.recovery_codes, person.last_totp = None, None, 0
    person.epoch += 1
    note(account(person.id), "second_factor_reset", viewer.person, reason=reason)
    return person
