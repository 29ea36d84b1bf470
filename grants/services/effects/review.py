"""Experts: who is assigned, who may open the dossier, who has handed in."""

from sqlalchemy import delete

from grants.extensions import db
from grants.models import Assignment
from grants.services.moves import Move
from workflows.parts.review import NO_CONFLICT


def assigned(move: Move) -> None:
    """The experts named now join those named before."""
    wanted = {int(person) for person in move.values.get("experts") or ()}
    for person in wanted - {row.person_id for row in move.application.experts}:
        db.session.add(Assignment(application_id=move.application.id, person_id=person, assigned_at=move.at))
    db.session.expire(move.application, ["experts"])


def relieved(move: Move) -> None:
    """Experts relieved of a case no longer see it; who declared a conflict stays barred."""
    db.session.execute(
        delete(Assignment).where(
            Assignment.application_id == move.application.id,
            Assignment.person_id.in_([int(person) for person in move.values.get("experts") or ()]),
            Assignment.status != "conflicted",
        )
    )
    db.session.expire(move.application, ["experts"])


def interest_declared(move: Move) -> None:
    clear = move.values.get("conflict") == NO_CONFLICT
    mark(move, "cleared" if clear else "conflicted")


def reviewed(move: Move) -> None:
    mark(move, "reviewed")


def mark(move: Move, status: str) -> None:
    for row in move.application.experts:
        if row.person_id == move.event.person_id:
            row.status = status


def remanded(move: Move) -> None:
    """A case heard anew gets its experts anew; who declared a conflict stays out."""
    db.session.execute(
        delete(Assignment).where(
            Assignment.application_id == move.application.id, Assignment.status != "conflicted"
        )
    )
    db.session.expire(move.application, ["experts"])


EFFECTS = {
    "assign": (assigned,),
    "unassign": (relieved,),
    "declare_interest": (interest_declared,),
    "review": (reviewed,),
}
