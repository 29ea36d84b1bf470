"""Delegation: for some days somebody acts for somebody else in one role. Both count as having acted."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext
from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from grants import clock
from grants.access import Viewer
from grants.errors import Invalid, NotFound
from grants.extensions import db
from grants.holding import PERSONAL, in_force, lent_by, stand_ins
from grants.models import Delegation, Person
from grants.models.people import OF_ORGANISATION, ROLES
from grants.services import log
from grants.services.notes import account, note
from grants.services.people import holders
from grants.texts import N_

LONGEST = timedelta(days=366)


def roles_to_lend(viewer: Viewer) -> list[str]:
    """One's own roles; what was itself lent is not passed on."""
    own = {h.role for h in viewer.held if h.principal is None}
    return [role for role in ROLES if role in own and role not in PERSONAL]


def candidates(viewer: Viewer, role: str) -> list[Person]:
    """Who may act in this role: colleagues of the units one has it in, people of the office for the others."""
    if role in OF_ORGANISATION:
        units = [h.organisation for h in viewer.held if h.principal is None and h.role == role]
        found = [person for unit in units for person in holders(stand_ins(role), organisation_id=unit)]
    else:
        found = holders(stand_ins(role))
    return [person for person in dict.fromkeys(found) if person.id != viewer.person]


def everybody(viewer: Viewer) -> list[Person]:
    """All who may act for this person in some role: the choices of the page."""
    found = [person for role in roles_to_lend(viewer) for person in candidates(viewer, role)]
    return sorted(dict.fromkeys(found), key=lambda person: (person.name, person.id))


def faults(viewer: Viewer, values: dict[str, Any]) -> dict[str, list[str]]:
    """Why this delegation is refused, each reason at its field."""
    found: dict[str, list[str]] = {}
    role, today = values["role"], clock.today()
    if role not in roles_to_lend(viewer):
        found["role"] = [gettext("只能委托本人现有的角色；专家评审须由本人完成。")]
    elif values["to"] not in {str(person.id) for person in candidates(viewer, role)}:
        found["to"] = [gettext("此人不能代行该角色：单位角色只能委托本单位人员，机关角色只能委托机关人员。")]
    if values["ends_on"] < today:
        found["ends_on"] = [gettext("结束日期已过，请选择今天或以后的日期。")]
    elif values["ends_on"] - values["starts_on"] > LONGEST:
        found["ends_on"] = [gettext("一次委托最长一年。")]
    if not found and lent_already(viewer, values):
        found["starts_on"] = [gettext("这些日子里此人已受您委托代行该角色；要改日期的，请先结束那次委托。")]
    return found


def lent_already(viewer: Viewer, values: dict[str, Any]) -> bool:
    """Whether this person has the role from the viewer on one of these days."""
    same = select(Delegation.id).where(
        Delegation.from_id == viewer.person,
        Delegation.to_id == int(values["to"]),
        Delegation.role == values["role"],
        Delegation.ended_at.is_(None),
        Delegation.starts_on <= values["ends_on"],
        Delegation.ends_on >= values["starts_on"],
    )
    return db.session.scalar(select(same.exists())) or False


def delegate(viewer: Viewer, values: dict[str, Any]) -> Delegation:
    """Let somebody act in one's own role; raises Invalid with every fault."""
    if viewer.person is None:
        raise NotFound
    log.lock()  # who presses twice lends once
    refused = faults(viewer, values)
    if refused:
        raise Invalid(refused)
    made = Delegation(
        from_id=viewer.person,
        to_id=int(values["to"]),
        role=values["role"],
        starts_on=values["starts_on"],
        ends_on=values["ends_on"],
        reason=values["reason"],
        created_at=clock.now(),
    )
    db.session.add(made)
    days = {"starts_on": made.starts_on.isoformat(), "ends_on": made.ends_on.isoformat()}
    note(account(viewer.person), "delegated", viewer.person, to=made.to_id, role=made.role, **days)
    return made


def end(viewer: Viewer, delegation_id: int) -> Delegation:
    """End a delegation at once: the one who lent, the one who was lent to, or the administrator."""
    log.lock()  # and ends it once
    found = db.session.get(Delegation, delegation_id)
    if found is None or not (viewer.person in (found.from_id, found.to_id) or "admin" in viewer.roles()):
        raise NotFound
    if found.ended_at is None:
        found.ended_at = clock.now()
        note(account(found.from_id), "delegation_ended", viewer.person, to=found.to_id, role=found.role)
    return found


@dataclass(frozen=True)
class Lent:
    """A delegation between two people, and how it stands today: a key of STANDINGS."""

    delegation: Delegation
    lender: Person
    borrower: Person
    standing: str


STANDINGS = {
    "running": N_("生效中"),
    "to_come": N_("未到开始日"),
    "over": N_("已结束"),
    "lender_left": N_("不生效：委托人现无此角色"),
    "borrower_left": N_("不生效：受托人现不在该单位或机关"),
}


def of_person(person_id: int) -> list[Lent]:
    """What this person lent or was lent, the newest first."""
    lender, borrower = aliased(Person), aliased(Person)
    found = (
        select(Delegation, lender, borrower)
        .join(lender, lender.id == Delegation.from_id)
        .join(borrower, borrower.id == Delegation.to_id)
        .where(or_(Delegation.from_id == person_id, Delegation.to_id == person_id))
        .order_by(Delegation.id.desc())
    )
    today = clock.today()
    return [Lent(d, a, b, standing(d, a, b, today)) for d, a, b in db.session.execute(found)]


def standing(delegation: Delegation, lender: Person, borrower: Person, today: date) -> str:
    """How a delegation stands on this day, by the rule it is used by."""
    if delegation.ended_at or delegation.ends_on < today:
        return "over"
    if delegation.starts_on > today:
        return "to_come"
    if not any(m.role == delegation.role for m in in_force(lender, today)):
        return "lender_left"
    return "running" if lent_by(lender, delegation.role, borrower, today) else "borrower_left"
