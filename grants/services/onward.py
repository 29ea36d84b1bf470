"""What an expert does next: judge the case whose interest was just declared, then the next one that waits."""

from dataclasses import dataclass

from sqlalchemy import case, select

from grants.access import Viewer, visible
from grants.extensions import db
from grants.models import Application, Assignment

STEPS = {"assigned": "declare_interest", "cleared": "review"}  # by how far one's own assignment is


@dataclass(frozen=True)
class Step:
    """A case that waits for this expert, what is to be done in it, and how many wait altogether."""

    number: str
    title: str
    action: str
    waiting: int


def following(viewer: Viewer, number: str, action: str) -> Step | None:
    """The expert's next step after this action in this case: in the case itself first, else in the one assigned
    longest ago. None for any other action, and where nothing waits."""
    if action not in STEPS.values():
        return None
    here = case((Application.number == number, 0), else_=1)
    query = (
        select(Application.number, Application.title, Assignment.status)
        .join(Assignment, Assignment.application_id == Application.id)
        .where(visible(viewer), Application.state == "reviewing")
        .where(Assignment.person_id == viewer.person, Assignment.status.in_(STEPS))
        .order_by(here, Assignment.assigned_at, Application.id)
    )
    rows = db.session.execute(query).all()
    return Step(rows[0].number, rows[0].title, STEPS[rows[0].status], len(rows)) if rows else None
