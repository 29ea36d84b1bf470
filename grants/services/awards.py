"""Which cases are awards: the one predicate the register of titles and the statistics share."""

from datetime import date

from sqlalchemy import ColumnElement, and_, case, or_

from grants.models import Application
from grants.programmes import titled

AWARDED = ("paying", "running", "mending", "suspended", "accepting", "closed")
IN_FORCE = ("paying", "running", "mending", "suspended")
LEVELS = ("district", "municipal", "model")  # of a studio, from the lowest


def awarded() -> ColumnElement[bool]:
    """Released and not revoked; a title being re-confirmed, or a project before its second payment, stays one while
    its new papers are made."""
    return and_(Application.awarded_on.is_not(None), or_(Application.state.in_(AWARDED), renewing()))


def renewing() -> ColumnElement[bool]:
    """Released before, its new papers being made."""
    before = or_(Application.term_starts.is_not(None), Application.paid > 0)
    return and_(Application.state == "releasing", before)


def title_runs(day: date) -> ColumnElement[bool]:
    """A title that runs on this day, today or before its end: neither paused nor taken back. That its money is
    being paid, its papers corrected or something mended does not interrupt it."""
    held = or_(Application.state.in_(("paying", "running", "mending")), renewing())
    within = or_(Application.term_ends.is_(None), Application.term_ends >= day)
    return and_(Application.programme.in_(titled()), held, within)


def rank() -> ColumnElement[int]:
    """A studio's level as a number, so that the highest of several can be taken; 0 for none."""
    return case({level: n for n, level in enumerate(LEVELS, 1)}, value=Application.level, else_=0)
