"""A payment knows when it was first handed out in a file for the bank, those of before from the log."""

import json

import sqlalchemy as sa
from alembic import op

from grants.models.types import Instant

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.add_column("payments", sa.Column("sent_at", Instant(), nullable=True))
    payments = sa.table("payments", sa.column("id", sa.Integer), sa.column("sent_at", Instant()))
    events = sa.table(
        "events", *(sa.column(name) for name in ("number", "action", "recorded")), sa.column("at", Instant())
    )
    taken = sa.select(events.c.at, events.c.recorded).where(events.c.action == "bank_file")
    sent = op.get_bind().execute(taken.order_by(events.c.number.desc())).all()
    for at, recorded in sent:  # the earliest last, so that it is the one kept
        ids = [int(reference.removeprefix("ZT")) for reference in json.loads(recorded)["payments"]]
        op.execute(payments.update().where(payments.c.id.in_(ids)).values(sent_at=at))
