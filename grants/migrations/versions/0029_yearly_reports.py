"""Titles that run have the day of their next yearly report as the day that is due."""

from collections.abc import Iterable
from datetime import date, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"

BEIJING = timedelta(hours=8)
TITLED, MONTH = "studio", 3  # the programme with titles, and the month that rounds made before have

cases = sa.table(
    "applications",
    *(sa.column(name) for name in ("id", "programme", "state")),
    *(sa.column(name, sa.Date()) for name in ("term_starts", "term_ends", "awarded_on", "due_on")),
)
events = sa.table(
    "events",
    *(sa.column(name) for name in ("number", "application_id", "action")),
    sa.column("at", sa.DateTime()),
)
answers = sa.table("answers", sa.column("event_number"), sa.column("masked", sa.JSON()))


def upgrade() -> None:
    bind = op.get_bind()
    running = (cases.c.programme == TITLED, cases.c.state == "running")
    for case in bind.execute(sa.select(cases).where(*running)).all():
        named = case.term_starts or case.awarded_on
        if named is None:
            continue
        day = date(year_owed(bind, case.id, named) + 1, MONTH, 31)
        if case.term_ends is None or day < case.term_ends:
            bind.execute(sa.update(cases).where(cases.c.id == case.id).values(due_on=day))


def year_owed(bind: sa.Connection, case: int, named: date) -> int:
    """The year after the last that was reported on, at first that of the title or of its entry here."""
    query = (
        sa.select(events.c.action, events.c.at, answers.c.masked)
        .join_from(events, answers, answers.c.event_number == events.c.number, isouter=True)
        .where(events.c.application_id == case, events.c.action.in_(("report", "register")))
    )
    done = bind.execute(query).all()
    told = years((row.masked or {}).get("year") for row in done if row.action == "report")
    entered = [(row.at + BEIJING).year for row in done if row.action == "register"]
    return max(told) + 1 if told else max([named.year, *entered])


def years(said: Iterable[object]) -> list[int]:
    return [int(str(year)) for year in said if str(year or "").isdigit()]
