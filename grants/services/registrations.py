"""Units register themselves: whoever registers proves their address first; a unit already here decides itself.

Every registration is answered alike, so that it tells nobody which units or addresses are known.
"""

from typing import Any

from flask_babel import gettext
from sqlalchemy import ColumnElement, or_, select, true

from grants import clock
from grants.access import Viewer
from grants.errors import Conflict, NotFound
from grants.extensions import db
from grants.languages import of_letters
from grants.models import Invitation, JoinRequest, Organisation, Person
from grants.models.people import OF_ORGANISATION
from grants.services import invitations, links, log, organisations, outbox
from grants.services.notes import note
from grants.services.people import holders

Asked = tuple[JoinRequest, Person, Organisation]


def register(values: dict[str, Any]) -> Invitation:
    """Mail a link to who wants to register their unit; nothing else happens until it is opened."""
    unit = {
        "code": values["uscc"],
        "name": values["org_name"],
        "code_reason": values.get("uscc_reason") or "",
    }
    made = invitations.written(values, None, unit=unit)
    note(f"invitation:{made.id}", "registration_asked", None, code=unit["code"])
    invitations.mail(
        made,
        gettext("助推：请完成登记"),
        gettext(
            "有人（多半是您）用这个邮箱登记单位。请在 7 天内打开下面的链接完成登记；如果不是您本人，请不要理会。"
        ),
    )
    return made


def accept(token: str, name: str, fresh: str) -> tuple[Person, JoinRequest | None]:
    """Open the link of an invitation or a registration: the person, and the request when the unit has to agree. Of two
    who register one unit at once the second asks to join it."""
    log.lock()
    invitation = invitations.find(token)
    person = invitations.take(invitation, name, fresh)
    if invitation.unit is None:
        invitations.give_role(person, invitation.role, invitation.organisation_id, invitation.programme)
        return person, None
    found = organisations.by_code(invitation.unit["code"])
    if found is not None:
        return person, ask(person, found, invitation.role)
    recorded = {"code_reason": invitation.unit["code_reason"]} if invitation.unit["code_reason"] else {}
    made = organisations.create(invitation.unit["code"], invitation.unit["name"], person.id, **recorded)
    invitations.give_role(person, invitation.role, made.id, None)
    return person, None


def ask(person: Person, organisation: Organisation, role: str) -> JoinRequest | None:
    """Ask those who may decide; no request for somebody who is in already, and one at a time."""
    if any(m.organisation_id == organisation.id and m.ends_on is None for m in person.memberships):
        return None
    waiting = db.session.scalar(
        select(JoinRequest).where(
            JoinRequest.person_id == person.id,
            JoinRequest.organisation_id == organisation.id,
            JoinRequest.status == "open",
        )
    )
    if waiting:
        return waiting
    made = JoinRequest(
        person_id=person.id, organisation_id=organisation.id, role=role, created_at=clock.now()
    )
    db.session.add(made)
    db.session.flush()
    note(organisations.subject(organisation), "join_asked", person.id, request=made.id, role=role)
    tell_deciders(made, organisation)
    return made


def deciders(organisation_id: int) -> list[Person]:
    """The unit's members; the administrators where it has none."""
    return holders(OF_ORGANISATION, organisation_id=organisation_id) or holders(("admin",))


def tell_deciders(request: JoinRequest, organisation: Organisation) -> None:
    told = [decider.id for decider in deciders(organisation.id)]
    with of_letters():
        body = gettext(
            "有人申请加入%(unit)s。请登录助推，在“单位”页查看是谁，同意或不同意。\n%(link)s",
            unit=organisation.name,
            link=links.to(f"/organisations/{organisation.id}"),
        )
        outbox.tell(told, gettext("助推：加入单位的申请"), body, f"join:{request.id}")


def tell_asker(request: JoinRequest, organisation: Organisation) -> None:
    with of_letters():
        if request.status == "agreed":
            body = gettext("您加入%(unit)s的申请已获同意，现在可以登录办理。", unit=organisation.name)
        else:
            body = gettext("您加入%(unit)s的申请未获同意，请与单位联系。", unit=organisation.name)
        outbox.tell([request.person_id], gettext("助推：加入单位的申请"), body, f"joined:{request.id}")


def waiting(organisation: Organisation) -> list[Asked]:
    """What has been asked of this organisation and is not decided."""
    return undecided(JoinRequest.organisation_id == organisation.id)


def of_concern(viewer: Viewer) -> list[Asked]:
    """What this viewer asked for, and what they may decide: of their own units, or of all as the administrator."""
    if "admin" in viewer.roles():
        return undecided(true())
    theirs = JoinRequest.organisation_id.in_(viewer.organisations())
    return undecided(or_(JoinRequest.person_id == viewer.person, theirs))


def undecided(condition: ColumnElement[bool]) -> list[Asked]:
    """Requests nobody has decided, the oldest first, with who asks and for which unit. One statement."""
    found = (
        select(JoinRequest, Person, Organisation)
        .join(Person, Person.id == JoinRequest.person_id)
        .join(Organisation, Organisation.id == JoinRequest.organisation_id)
        .where(JoinRequest.status == "open", condition)
        .order_by(JoinRequest.id)
    )
    return list(db.session.execute(found))


def decide(viewer: Viewer, request_id: int, agreed: bool) -> JoinRequest:
    """Let somebody into the unit, or not; its members and the administrator may. The asker is told. Raises Conflict
    where a colleague was quicker."""
    log.lock()
    request = db.session.get(JoinRequest, request_id)
    mine = request and (request.organisation_id in viewer.organisations() or "admin" in viewer.roles())
    if request is None or not mine:
        raise NotFound
    if request.status != "open":
        raise Conflict(gettext("这项申请已经办理过，没有再作改动。"))
    organisation = db.session.get_one(Organisation, request.organisation_id)
    person = db.session.get_one(Person, request.person_id)
    request.status = "agreed" if agreed else "refused"
    request.decided_at, request.decided_by = clock.now(), viewer.person
    note(organisations.subject(organisation), f"join_{request.status}", viewer.person, request=request.id)
    if agreed:
        invitations.give_role(person, request.role, organisation.id, None)
    tell_asker(request, organisation)
    return request
