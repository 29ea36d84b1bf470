"""Organisations and their profile: asked once, kept masked and sealed, taken over by every form."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext
from sqlalchemy import or_, select

from forms.account import PROFILE
from forms.base import join_personal, split_personal, to_json
from grants import clock
from grants.access import OFFICE, Viewer
from grants.errors import Forbidden, NotFound, Stale
from grants.extensions import db
from grants.models import Application, Membership, Organisation, Person
from grants.services import log, titles
from grants.services.notes import note

STAND_APART = ("org_name",)  # columns of their own, changed on the profile's page only
LEARNT = tuple(name for name in PROFILE.fields if name not in STAND_APART)


def by_code(code: str) -> Organisation | None:
    return db.session.scalar(select(Organisation).where(Organisation.code == code))


def subject(organisation: Organisation) -> str:
    return f"organisation:{organisation.code}"


def create(code: str, name: str, by: int | None = None, **recorded: Any) -> Organisation:
    """A new organisation under its code; `recorded` goes into the log (the reason of a doubtful code)."""
    log.lock()
    made = Organisation(code=code, name=name, profile={}, created_at=clock.now())
    db.session.add(made)
    db.session.flush()
    note(subject(made), "organisation_registered", by, name=name, **recorded)
    return made


def find(viewer: Viewer, organisation_id: int) -> Organisation:
    """For its members, the office and the administrator; for anybody else it is not there."""
    found = db.session.get(Organisation, organisation_id)
    inside = organisation_id in viewer.organisations() or viewer.roles() & {*OFFICE, "admin"}
    if found is None or not inside:
        raise NotFound
    return found


def named(ids: Iterable[int]) -> dict[int, str]:
    """The names of these organisations."""
    found = db.session.execute(
        select(Organisation.id, Organisation.name).where(Organisation.id.in_(list(ids)))
    )
    return dict(found.all())


def listed(ids: Iterable[int]) -> list[Organisation]:
    """These organisations, those known longest first."""
    wanted = select(Organisation).where(Organisation.id.in_(list(ids))).order_by(Organisation.id)
    return list(db.session.scalars(wanted))


def is_own(viewer: Viewer, organisation: Organisation) -> bool:
    return organisation.id in viewer.organisations()


def members(organisation: Organisation) -> list[tuple[Membership, Person]]:
    """The roles held in this organisation today or later, with their people."""
    today = clock.today()
    found = (
        select(Membership, Person)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.organisation_id == organisation.id, Person.active)
        .where(or_(Membership.ends_on.is_(None), Membership.ends_on >= today))
        .order_by(Membership.id)
    )
    return list(db.session.execute(found))


def answers(organisation: Organisation, clear: bool) -> dict[str, Any]:
    """The profile as raw answers: `clear` for the unit itself, else masked."""
    masked = {**organisation.profile, "org_name": organisation.name, "uscc": organisation.code}
    return join_personal(masked, organisation.sealed or {}) if clear else masked


def prefill(organisation: Organisation, form_field_names: Iterable[str]) -> dict[str, Any]:
    """Raw answers of these fields as the unit itself may see them, secrets in clear; what is unknown is left out."""
    known = answers(organisation, clear=True)
    if "studio_name" in form_field_names:
        known |= titles.studio(organisation)
    return {name: known[name] for name in form_field_names if known.get(name) not in (None, "", [])}


def first_time(organisation: Organisation, application: Application) -> dict[str, Any]:
    """Raw answers for a unit whose profile is still empty: whoever applies is asked, and the account is mostly the
    unit's own."""
    begun_by = db.session.get(Person, application.created_by or 0)
    return {"contact_name": begun_by.name if begun_by else None, "payee_name": organisation.name}


def learn(organisation: Organisation, values: Mapping[str, Any]) -> list[str]:
    """Take what was answered in a form (Python values) into the profile; the names of what changed.

    Name and code are left alone: they change on the profile's page, where the log keeps it.
    """
    told = {name: values[name] for name in LEARNT if values.get(name) not in (None, "", [])}
    return keep(organisation, answers(organisation, clear=True) | to_json(PROFILE, told))


def keep(organisation: Organisation, raw: Mapping[str, Any]) -> list[str]:
    before = answers(organisation, clear=True)
    known = {name: raw[name] for name in LEARNT if raw.get(name) not in (None, "")}
    changed = [name for name in LEARNT if known.get(name) != before.get(name)]
    if changed:
        organisation.profile, organisation.sealed = split_personal(PROFILE, known)
        organisation.industry = known.get("industry") or ""
    return changed


def update(viewer: Viewer, organisation_id: int, values: Mapping[str, Any], version: int) -> Organisation:
    """Save the profile's page, seen at `version`. Only members of the unit may; Stale when it changed meanwhile."""
    log.lock()  # what is applied for changes it too, behind the log's end
    organisation = find(viewer, organisation_id)
    if not is_own(viewer, organisation):
        raise Forbidden(gettext("只有本单位人员可以修改单位资料。"))
    if organisation.version != version:
        raise Stale
    changed = keep(organisation, to_json(PROFILE, dict(values)))
    if organisation.name != values["org_name"]:
        note(
            subject(organisation),
            "renamed",
            viewer.person,
            before=organisation.name,
            after=values["org_name"],
        )
        organisation.name = values["org_name"]
    if changed:
        note(subject(organisation), "profile_changed", viewer.person, fields=changed)
    return organisation
