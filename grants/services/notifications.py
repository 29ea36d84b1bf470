"""Messages after a move: the unit is told what changed, and whoever's turn it now is. They carry no personal data.

What is kept is what is told, not the words: those are found by the worker (`message_writing`), so that a move costs
one statement more and no more, however many are told and in however many languages.
"""

from typing import Any

from flask import current_app
from sqlalchemy import Select, case, func, literal, or_, select

from grants import clock
from grants.models import Application, Membership, Person
from grants.models.people import OF_ORGANISATION
from grants.services import links, outbox
from grants.services.message_words import NEXT, TURN, UNIT
from grants.services.moves import Move
from grants.services.outbox import About
from grants.services.people import holding_on
from grants.services.wordings import OFFICE_TURNS
from workflows.parts.review import NO_CONFLICT, assigned


def after(move: Move, state: str) -> None:
    """Tell the unit what changed and those whose turn it is; nothing when it is nobody else's turn by this."""
    moved = state != move.before or move.action == "remind"
    turn = move.programme.workflow.state[state].turn if moved else turn_within(move)
    roles = {"applicant"} if moved else set()
    if not turn and not roles:
        return
    about = About(occasion(move, state), given(move.application, state, turn))
    chosen = experts(move) if turn == "expert" else recipients(move.application, roles | {turn}, turn)
    outbox.tell_about(chosen, about, move.application, f"move:{move.event.number}")
    if current_app.config["ROBOT_URL"] and turn in OFFICE_TURNS:
        outbox.tell_group(about, move.application, f"robot:{move.event.number}")


def turn_within(move: Move) -> str:
    """Whose turn it is by an act that leaves the case where it is. The office has to act on a conflict of interest;
    that there is none concerns nobody."""
    if move.action == "declare_interest" and move.values.get("conflict") == NO_CONFLICT:
        return ""
    return NEXT.get(move.action, "")


def occasion(move: Move, state: str) -> str:
    """The act that brought the case where it is now: the last one, where the system went on by itself."""
    if state == move.after:
        return move.action
    return next(row.name for row in move.programme.workflow.actions if row.automatic and row.dest == state)


def given(application: Application, state: str, turn: str = "", **more: Any) -> dict[str, Any]:
    """What a message may say of a case: nothing personal, no sum."""
    return {
        "number": application.number,
        "title": application.title,
        "programme": application.programme,
        "state": state,
        "role": turn,
        "due": application.due_on.isoformat() if application.due_on else "",
        "link": links.to(f"/applications/{application.number}"),
        **more,
    }


def recipients(application: Application, roles: set[str], turn: str = "") -> Select[int, str, str]:
    """Who holds one of these roles toward this case today: number, address, and as whom they are told."""
    audience = func.min(case((Membership.role == (turn if turn != "applicant" else ""), TURN), else_=UNIT))
    return (
        select(Person.id, Person.email, audience)
        .join(Membership, Person.id == Membership.person_id)
        .where(
            Person.active,
            Membership.role.in_(roles - {"", "expert"}),
            holding_on(clock.today()),
            or_(Membership.programme.is_(None), Membership.programme == application.programme),
            or_(
                Membership.role.not_in(OF_ORGANISATION),
                Membership.organisation_id == application.organisation_id,
            ),
        )
        .group_by(Person.id, Person.email)
    )


def experts(move: Move) -> Select[int, str, str]:
    """Those whom this move assigned: who was on the case before knows of it."""
    named = {str(person) for person in move.values.get("experts") or ()}
    new = [int(person) for person in named - assigned(move.case)]
    return select(Person.id, Person.email, literal(TURN)).where(Person.id.in_(new), Person.active)
