"""Invitations: a mailed link that proves an address, sets a password where there is none, and gives a role."""

from datetime import timedelta
from typing import Any

from flask_babel import gettext
from sqlalchemy import select

from grants import clock
from grants.access import Viewer
from grants.errors import DeadLink, Forbidden, Problem
from grants.extensions import db
from grants.languages import of_letters
from grants.models import Invitation, Membership, Organisation, Person
from grants.models.people import OF_ORGANISATION, ROLES
from grants.services import links, log, outbox
from grants.services.accounts import normal
from grants.services.notes import account, note

INVITED_FOR = timedelta(days=7)
AGAIN = timedelta(minutes=2)  # the same sent within it was sent by pressing twice


def invite(viewer: Viewer, values: dict[str, Any], organisation: Organisation | None = None) -> Invitation:
    """Invite somebody. The administrator may into any role, a member into the roles of their own unit. The same
    invitation within moments was sent by pressing twice: it is the one that was sent, and nothing more is mailed."""
    of_unit = values["role"] in OF_ORGANISATION
    only_inviters(viewer, organisation if of_unit else None)
    log.lock()  # of two sent at once the second finds the first
    if before := sent(viewer, values, organisation if of_unit else None):
        return before
    made = written(values, viewer.person, organisation=organisation if of_unit else None)
    told = {"role": made.role, "organisation": made.organisation_id, "programme": made.programme}
    note(f"invitation:{made.id}", "invited", viewer.person, **told)
    with of_letters():
        mail(made, gettext("助推：邀请"), invited(made, organisation if of_unit else None))
    return made


def sent(viewer: Viewer, values: dict[str, Any], organisation: Organisation | None) -> Invitation | None:
    """The same invitation by the same person a moment ago, if it still may be taken up."""
    alike = select(Invitation).where(
        Invitation.email == normal(values["email"]),
        Invitation.name == values["name"],
        Invitation.role == values["role"],
        Invitation.organisation_id.is_not_distinct_from(organisation.id if organisation else None),
        Invitation.programme.is_not_distinct_from(values.get("programme")),
        Invitation.invited_by.is_not_distinct_from(viewer.person),
        Invitation.used_at.is_(None),
        Invitation.created_at > clock.now() - AGAIN,
    )
    return db.session.scalar(alike.limit(1))


def invited(invitation: Invitation, organisation: Organisation | None) -> str:
    """What is written to who was invited: as what, and of which unit, so that they know it is meant for them."""
    role = gettext(ROLES[invitation.role])
    if organisation is None:
        return gettext(
            "邀请您作为%(role)s使用助推。请在 7 天内打开下面的链接，确认姓名并设置密码。", role=role
        )
    return gettext(
        "%(unit)s邀请您作为%(role)s使用助推。请在 7 天内打开下面的链接，确认姓名并设置密码。",
        unit=organisation.name,
        role=role,
    )


def only_inviters(viewer: Viewer, organisation: Organisation | None) -> None:
    """The administrator may invite anywhere, a member into their own unit."""
    colleague = organisation is not None and organisation.id in viewer.organisations()
    if "admin" not in viewer.roles() and not colleague:
        raise Forbidden(gettext("您只能邀请本单位的人员。"))


def written(
    values: dict[str, Any],
    by: int | None,
    organisation: Organisation | None = None,
    unit: dict[str, str] | None = None,
) -> Invitation:
    """The row of an invitation; its token is known to `mail` alone, which replaces the digest."""
    now = clock.now()
    made = Invitation(
        token_digest=links.new_token()[1],
        email=normal(values["email"]),
        name=values["name"],
        role=values["role"],
        organisation_id=organisation.id if organisation else None,
        programme=values.get("programme"),
        unit=unit,
        invited_by=by,
        created_at=now,
        expires_at=now + INVITED_FOR,
    )
    db.session.add(made)
    db.session.flush()
    return made


def mail(invitation: Invitation, subject: str, body: str) -> str:
    """Mail the link of an invitation and give its token; links mailed before stop working."""
    token, digest = links.new_token()
    invitation.token_digest = digest
    link = links.to(f"/invitation/{token}")
    outbox.write_to(invitation.email, subject, body, f"invitation:{digest}", link)
    return token


def find(token: str) -> Invitation:
    """The invitation behind a link; raises DeadLink when it was used, is too old, or never was."""
    found = db.session.scalar(
        select(Invitation).where(Invitation.token_digest == links.token_digest(token)).with_for_update()
    )
    if found is None:
        raise DeadLink(gettext("这个链接无效。请核对是否完整，或请邀请人重新发送。"))
    if found.used_at or found.expires_at <= clock.now():
        raise DeadLink(gettext("这个链接已经用过或已过期。请直接登录，或请邀请人重新发送。"))
    return found


def waiting(organisation: Organisation | None) -> list[Invitation]:
    """Those into this organisation, or with None into the office, that still may be taken up, the newest of each
    address; nobody is waited for who came by another one."""
    came = (
        select(Membership.id)
        .join(Person, Person.id == Membership.person_id)
        .where(Person.email == Invitation.email, Membership.role == Invitation.role)
        .where(Membership.organisation_id.is_not_distinct_from(Invitation.organisation_id))
    )
    wanted = (
        select(Invitation)
        .where(Invitation.organisation_id == (organisation.id if organisation else None))
        .where(Invitation.invited_by.is_not(None), Invitation.used_at.is_(None))
        .where(Invitation.expires_at > clock.now(), ~came.exists())
        .order_by(Invitation.id)
    )
    return list({(row.email, row.role): row for row in db.session.scalars(wanted)}.values())


def holder(invitation: Invitation) -> Person | None:
    """The account that already has the invited address."""
    return db.session.scalar(select(Person).where(Person.email == invitation.email))


def take(invitation: Invitation, name: str, fresh: str) -> Person:
    """Use the invitation up: the account of its address, made with this name and password if there was none.

    A closed account stays closed: Problem.
    """
    invitation.used_at = clock.now()
    person = holder(invitation)
    if person is None:
        person = Person(name=name, email=invitation.email, password_hash=fresh, created_at=clock.now())
        db.session.add(person)
        db.session.flush()
        note(account(person.id), "account_made", person.id, invitation=invitation.id)
    if not person.active:
        raise Problem(gettext("这个邮箱的账户已停用，请联系工会项目办。"))
    return person


def give_role(person: Person, role: str, organisation_id: int | None, programme: str | None) -> Membership:
    """The role from today on, unless it is already held without end."""
    today = clock.today()
    wanted = (role, organisation_id, programme)
    for held in person.memberships:
        same = (held.role, held.organisation_id, held.programme) == wanted
        if same and held.starts_on <= today and held.ends_on is None:
            return held
    made = Membership(
        person=person, role=role, organisation_id=organisation_id, programme=programme, starts_on=today
    )
    db.session.add(made)
    note(account(person.id), "role_taken", person.id, role=role, organisation=organisation_id)
    return made
