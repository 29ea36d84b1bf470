"""Papers that wait to be signed or released, but were made with a template that has been changed since.

They cannot go out as they are (`workflows.parts.papers.papers_current`), so it is the office's turn to make them again.
"""

from sqlalchemy import ColumnElement, and_, case, exists, func, select

from grants.models import Application, OwnTemplate, Paper

WAITING = ("prepared", "approved")  # papers made and not yet released


def outdated() -> ColumnElement[bool]:
    """The predicate over cases: one of its waiting papers was made with another template than counts now."""
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
    return exists().where(mine, made_with != func.coalesce(counting, "")).correlate(Application)
