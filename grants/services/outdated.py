"""Papers that wait to be signed or released, but were made with a template that has been changed since, or by a version
of the product that made them otherwise (`aging`).

They cannot go out as they are (`workflows.parts.papers.papers_current`), so it is the office's turn to make them again.
"""

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select

from grants.access import Viewer, visible
from grants.extensions import db
from grants.models import Application, OwnTemplate, Paper, Round

MAKER = "officer"  # who makes papers
WAITING = ("prepared", "approved")  # papers made and not yet released


def outdated() -> ColumnElement[bool]:
    """The predicate over cases: one of its waiting papers would come out otherwise now."""
    digest = case((OwnTemplate.source == "", ""), else_=OwnTemplate.digest)
    counting = (
        select(digest)
        .where(OwnTemplate.programme == Application.programme, OwnTemplate.kind == Paper.kind)
        .order_by(OwnTemplate.version.desc())
        .limit(1)
        .correlate(Application, Paper)
        .scalar_subquery()
    )
    made_with = func.coalesce(Paper.record["own_template"].as_string(), "")
    mine = and_(Paper.application_id == Application.id, Paper.status.in_(WAITING))
    changed = or_(made_with != func.coalesce(counting, ""), Paper.aged)
    return exists().where(mine, changed).correlate(Application)


def by_round(viewer: Viewer) -> list[tuple[Round, int]]:
    """In how many cases of each round the papers are this viewer's to make again, in one statement; none for who makes
    no papers."""
    mine = viewer.programmes(MAKER)
    if not mine:
        return []
    query = (
        select(Round, func.count(Application.id))
        .join(Application, Application.round_id == Round.id)
        .where(visible(viewer), Application.programme.in_(mine), Application.state == "releasing", outdated())
        .group_by(Round.id)
        .order_by(Round.id)
    )
    return [(round_, count) for round_, count in db.session.execute(query)]
