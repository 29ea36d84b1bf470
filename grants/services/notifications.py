"""Messages after a move: whose turn it is now, and what the applicant is told. They carry no personal data."""

from flask import current_app
from flask_babel import gettext
from sqlalchemy import Select, or_, select

from grants import clock
from grants.languages import of_letters
from grants.models import Application, Membership, Person
from grants.models.people import OF_ORGANISATION
from grants.services import outbox
from grants.services.moves import Move
from grants.texts import N_
from workflows.roles import ACTING

# Acts that leave the case where it is and ask the unit, and nobody else, for something; and for what.
ASKED = {"remind_receipt": N_("款项已拨付，请确认收款并提交收据。")}
ROLES_OF_OFFICE = ("officer", "leader", "maker", "checker")


def after(move: Move, state: str) -> None:
    """Tell the unit what changed and those whose turn it is; nothing when the case stayed where it was."""
    if state != move.before or move.action == "remind" or move.action in ASKED:
        with of_letters():
            tell(move, state)


def tell(move: Move, state: str) -> None:
    now_in = move.programme.workflow.state[state]
    asked = ASKED.get(move.action, "")
    roles = {"applicant"} if asked else {now_in.turn, "applicant"} - {""}
    said = asked or now_in.told
    application = move.application
    subject = gettext(
        "%(programme)s：%(number)s", programme=gettext(move.programme.short), number=application.number
    )
    link = f"{current_app.config['BASE_URL']}/applications/{application.number}"
    body = gettext(
        "案件%(number)s现在的状态是“%(state)s”。%(told)s\n%(link)s",
        number=application.number,
        state=gettext(now_in.label),
        told=gettext(said) if said else "",
        link=link,
    )
    outbox.tell_chosen(recipients(application, roles), subject, body, key=f"move:{move.event.number}")
    if current_app.config["ROBOT_URL"] and now_in.turn in ROLES_OF_OFFICE and not asked:
        told = gettext(
            "%(state)s，请%(role)s办理。", state=gettext(now_in.label), role=gettext(ACTING[now_in.turn])
        )
        outbox.write_to(outbox.ROBOT, subject, f"{told}\n{link}", key=f"robot:{move.event.number}")


def recipients(application: Application, roles: set[str]) -> Select[int, str]:
    """Who holds one of these roles toward this case today, with their addresses."""
    today = clock.today()
    return (
        select(Person.id, Person.email)
        .join(Membership, Person.id == Membership.person_id)
        .where(
            Person.active,
            Membership.role.in_(roles - {"expert"}),
            Membership.starts_on <= today,
            or_(Membership.ends_on.is_(None), Membership.ends_on >= today),
            or_(Membership.programme.is_(None), Membership.programme == application.programme),
            or_(
                Membership.role.not_in(OF_ORGANISATION),
                Membership.organisation_id == application.organisation_id,
            ),
        )
        .distinct()
    )
