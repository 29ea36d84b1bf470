"""Reminders counted in working days: before a period ends - of a correction, a mending, a yearly report, a term, a
repayment, a round's window - and after a letter was sent that nobody of the unit has opened.

Each occasion has a key, so reminding again is reminding once, whichever worker does it and however often.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import and_, or_, select

from grants import clock
from grants.extensions import db
from grants.models import Application, Round
from grants.programmes import titled
from grants.services import notifications, outbox, readings, workdays
from grants.services.outbox import About

LEADS = (5, 2)  # working days left, today counted: a week before, and on the day before the last
FARTHEST = timedelta(days=20)  # five working days are never farther away, spring festival included
REMINDED = ("correcting", "mending", "running", "recovering")  # whose period the unit has to keep
UNREAD = (10, 3)  # working days after which a letter nobody has opened is brought to mind
FORGOTTEN = timedelta(days=60)  # older letters are not


@dataclass(frozen=True)
class Due:
    """A case whose unit has until `day`; `occasion` says of what it is the last one."""

    application: Application
    day: date
    occasion: str


def send() -> int:
    """Remind whoever has to act soon, in the caller's transaction; how many cases and letters were looked at.

    Nobody is reminded on a day off.
    """
    today = clock.today()
    if not workdays.is_working_day(today):
        return 0
    near = [*periods(today), *drafts()]
    left = workdays.until(today, (due.day for due in near)) if near else {}
    for due in near:
        if lead := next((lead for lead in sorted(LEADS) if left[due.day] <= lead), 0):
            key = f"due:{due.application.number}:{due.day.isoformat()}:{lead}"
            tell(due.application, due.occasion, key, due=due.day.isoformat(), left=left[due.day])
    return len(near) + letters(today)


def periods(today: date) -> Iterator[Due]:
    """Cases in which a period given to the unit ends soon."""
    query = (
        select(Application)
        .where(Application.state.in_(REMINDED), Application.due_on.between(today, today + FARTHEST))
        .order_by(Application.id)
    )
    for application in db.session.scalars(query):
        if application.due_on is not None:
            yield Due(application, application.due_on, occasion(application))


def occasion(application: Application) -> str:
    """Of what a case's day is the last one: a title that runs beyond it owes its report by then."""
    reporting = application.programme in titled() and application.due_on != application.term_ends
    return "due_report" if application.state == "running" and reporting else f"due_{application.state}"


def drafts() -> Iterator[Due]:
    """Drafts in rounds that close soon; one sent back is told its own day, where it has one."""
    now = clock.now()
    closing = and_(Round.closes_at > now, Round.closes_at < now + FARTHEST)
    waiting = or_(
        Application.state == "draft", and_(Application.state == "correcting", Application.due_on.is_(None))
    )
    query = select(Application, Round.closes_at).join(Round, Round.id == Application.round_id)
    for application, closes_at in db.session.execute(query.where(closing, waiting).order_by(Application.id)):
        yield Due(application, clock.local(closes_at).date(), "closing")


def letters(today: date) -> int:
    """Letters that were sent and that nobody of the unit has opened, after some working days; how many."""
    found = 0
    until = clock.now() - FORGOTTEN
    for days in UNREAD:
        last = workdays.working_days_ago(today, days + 1)
        released = datetime.combine(last + timedelta(days=1), time(), clock.ZONE)
        for paper, application in readings.unread_between(until, released):
            tell(application, "unread", f"unread:{paper.id}:{days}", letter=paper.kind)
            found += 1
        until = released
    return found


def tell(application: Application, occasion: str, key: str, **more: Any) -> None:
    """The applicants of the unit, once per key."""
    given = notifications.given(application, application.state, **more)
    chosen = notifications.recipients(application, {"applicant"})
    outbox.tell_about(chosen, About(occasion, given), application, key)
