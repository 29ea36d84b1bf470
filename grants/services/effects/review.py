"""Experts: who is assigned, who may open the dossier, who has handed in."""

from sqlalchemy import delete, select

from grants.extensions import db
from grants.models import Assignment
from grants.services.moves import Move
from workflows.parts.review import NO_CONFLICT


def assigned(move: Move) -> None:
    """The experts named now; who was named before and has not been heard of is released."""
    wanted = {int(person) for person in move.values.get("experts") or ()}
    query = select(Assignment).where(Assignment.application_id == move.application.id)
    known = {row.person_id: row for row in db.session.scalars(query)}
    for person in wanted - set(known):
        db.session.add(Assignment(application_id=move.application.id, person_id=person, assigned_at=move.at))


def relieved(move: Move) -> None:
    """Experts relieved of a case no longer see it; who declared a conflict stays barred."""
    db.session.execute(
        delete(Assignment).where(
            Assignment.application_id == move.application.id,
            Assignment.person_id.in_([int(person) for person in move.values.get("experts") or ()]),
            Assignment.status != "conflicted",
        )
    )


def interest_declared(move: Move) -> None:
    clear = move.values.get("conflict") == NO_CONFLICT
    mark(move, "cleared" if clear else "conflicted")


def reviewed(move: Move) -> None:
    mark(move, "reviewed")


def mark(move: Move, status: str) -> None:
    row = db.session.get(Assignment, (move.application.id, move.event.person_id))
    if row is not None:
        row.status = status


def remanded(move: Move) -> None:
    """A case heard anew gets its experts anew; who declared a conflict stays out."""
    db.session.execute(
        delete(Assignment).where(
            Assignment.application_id == move.application.id, Assignment.status != "conflicted"
        )
    )


EFFECTS = {
    "assign": (assigned,),
    "unassign": (relieved,),
    "declare_interest": (interest_declared,),
    "review": (reviewed,),
}
