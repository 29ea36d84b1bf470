"""Cases that entered their state before cases bore the last day of their period, and revocations before they kept the day
to pay back, get that day: the one that was given, else the one the rule gives."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

REPAY_DAYS = (
    30  # after the day of the revocation, as its recovery notice says where the decision names no day
)
BEIJING = timedelta(hours=8)
# The acts that give the day of a state; of a running term the case itself knows the last one.
GIVEN_BY = {
    "noticing": ("post_notice",),
    "correcting": ("return_for_correction", "withhold", "extend"),
    "mending": ("order_mending", "extend"),
    "recovering": ("revoke",),
}

cases = sa.table(
    "applications",
    sa.column("id"), sa.column("state"), sa.column("due_on", sa.Date()), sa.column("term_ends", sa.Date()),
)  # fmt: skip
events = sa.table(
    "events",
    *(sa.column(name) for name in ("number", "application_id", "action", "recorded")),
    sa.column("at", sa.DateTime()),
)
answers = sa.table("answers", sa.column("event_number"), sa.column("masked", sa.JSON()))


def upgrade() -> None:
    give_days(op.get_bind())


def give_days(bind: sa.Connection) -> None:
    running = sa.and_(cases.c.state == "running", cases.c.due_on.is_(None))
    bind.execute(sa.update(cases).where(running).values(due_on=cases.c.term_ends))
    for state, actions in GIVEN_BY.items():
        for case in bind.scalars(
            sa.select(cases.c.id).where(cases.c.state == state, cases.c.due_on.is_(None))
        ).all():
            day = day_given(bind, case, actions)
            if day:
                bind.execute(sa.update(cases).where(cases.c.id == case).values(due_on=day))


def day_given(bind: sa.Connection, case: int, actions: tuple[str, ...]) -> date | None:
    """What the last of these acts in a case gave; None where it named no day."""
    query = (
        sa.select(events.c.action, events.c.at, events.c.recorded, answers.c.masked)
        .join_from(events, answers, answers.c.event_number == events.c.number, isouter=True)
        .where(events.c.application_id == case, events.c.action.in_(actions))
        .order_by(events.c.number.desc())
    )
    last = bind.execute(query.limit(1)).first()
    if last is None:
        return None
    said: Mapping[str, Any] = (last.masked or {}) | json.loads(last.recorded)
    told = said.get("due_on") or said.get("ends_on") or said.get("repaid_by_on") or said.get("repay_by")
    if told:
        return date.fromisoformat(told)
    asked_back = last.action == "revoke" and Decimal(said.get("recover") or 0)
    return (last.at + BEIJING).date() + timedelta(days=REPAY_DAYS) if asked_back else None
