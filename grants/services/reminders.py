"""Reminders before a period ends, counted in working days: of a correction, a mending, a term, a repayment, and of
a round's window.

Each occasion has a key, so reminding again is reminding once, whichever worker does it and however often.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext
from sqlalchemy import and_, or_, select

from grants import clock
from grants.extensions import db
from grants.languages import of_letters
from grants.models import Application, Round
from grants.programmes import PROGRAMMES
from grants.services import links, notifications, outbox, workdays
from workflows.states import STATES

LEADS = (5, 2)  # working days left, today counted: a week before, and on the day before the last
FARTHEST = timedelta(days=20)  # five working days are never farther away, spring festival included
WITH_A_DAY = ("correcting", "mending", "running", "recovering")  # whose period the unit has to keep


@dataclass(frozen=True)
class Due:
    """A case whose unit has until `day`; `draft` when it is the round that closes then."""

    application: Application
    day: date
    draft: bool = False


def send() -> int:
    """Remind whoever has to act soon, in the caller's transaction; how many cases are near their day.

    Nobody is reminded on a day off.
    """
    today = clock.today()
    if not workdays.is_working_day(today):
        return 0
    near = [*periods(today), *drafts(today)]
    left = workdays.until(today, (due.day for due in near)) if near else {}
    with of_letters():
        for due in near:
            if lead := next((lead for lead in sorted(LEADS) if left[due.day] <= lead), 0):
                tell(due, left[due.day], lead)
    return len(near)


def periods(today: date) -> Iterator[Due]:
    """Cases in which a period given to the unit ends soon."""
    query = select(Application).where(
        Application.state.in_(WITH_A_DAY), Application.due_on.between(today, today + FARTHEST)
    )
    for application in db.session.scalars(query):
        if application.due_on is not None:
            yield Due(application, application.due_on)


def drafts(today: date) -> Iterator[Due]:
    """Drafts in rounds that close soon; one sent back is told its own day, where it has one."""
    now = clock.now()
    closing = and_(Round.closes_at > now, Round.closes_at < now + FARTHEST)
    waiting = or_(
        Application.state == "draft", and_(Application.state == "correcting", Application.due_on.is_(None))
    )
    query = select(Application, Round.closes_at).join(Round, Round.id == Application.round_id)
    for application, closes_at in db.session.execute(query.where(closing, waiting)):
        yield Due(application, clock.local(closes_at).date(), draft=True)


def tell(due: Due, left: int, lead: int) -> None:
    application = due.application
    programme = gettext(PROGRAMMES[application.programme].short)
    subject = gettext("%(programme)s：%(number)s，期限将至", programme=programme, number=application.number)
    given = {"number": application.number, "day": due.day.isoformat(), "left": left}
    given |= {"state": gettext(STATES[application.state].label)}
    if due.draft:
        body = gettext("案件%(number)s还没有提交，本批次%(day)s截止，连今天还有%(left)s个工作日。", **given)
    else:
        body = gettext(
            "案件%(number)s（%(state)s）的期限是%(day)s，连今天还有%(left)s个工作日，请按期办理。", **given
        )
    outbox.tell_chosen(
        notifications.recipients(application, {"applicant"}),
        subject,
        f"{body}\n{links.to(f'/applications/{application.number}')}",
        key=f"due:{application.number}:{due.day.isoformat()}:{lead}",
    )
