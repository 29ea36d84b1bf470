"""A payment is paid once it was approved, and one slip of the bank stands under one payment.

What contradicts this already stays as it was recorded: a payment paid before its approval keeps no day of approval, and
of several under one slip the first bears it.
"""

import unicodedata
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

from grants.models.types import Instant

revision = "0027"
down_revision = "0026"

ZONE = ZoneInfo("Asia/Shanghai")
PAYMENTS = sa.table(
    "payments",
    *(
        sa.column(name)
        for name in ("id", "application_id", "status", "approved_by", "bank_reference", "slip")
    ),
    sa.column("approved_on", sa.Date()),
    sa.column("paid_on", sa.Date()),
    sa.column("created_at", Instant()),
)
EVENTS = sa.table(
    "events",
    *(sa.column(name) for name in ("number", "application_id", "action")),
    sa.column("at", Instant()),
)


def upgrade() -> None:
    # Written out: both databases know it so, and the one of them no other way of adding a check to a table.
    op.execute(
        "ALTER TABLE payments ADD COLUMN approved_on DATE "
        "CONSTRAINT ck_payments_paid_once_approved CHECK (paid_on >= approved_on)"
    )
    op.add_column("payments", sa.Column("slip", sa.String(length=80), nullable=True))
    connection = op.get_bind()
    columns = [PAYMENTS.c[name] for name in ("id", "application_id", "status", "paid_on", "created_at")]
    rows = connection.execute(
        sa.select(*columns, PAYMENTS.c.bank_reference).order_by(PAYMENTS.c.application_id, PAYMENTS.c.id)
    ).all()
    approvals: dict[int, list] = {}
    approving = sa.select(EVENTS.c.application_id, EVENTS.c.at).where(EVENTS.c.action == "approve_payment")
    for application_id, at in connection.execute(approving):
        approvals.setdefault(application_id, []).append(at)
    borne: set[str] = set()
    for row, following in zip(rows, [*rows, None][1:], strict=True):
        upto = following.created_at if following and following.application_id == row.application_id else None
        told = days(row, upto, approvals.get(row.application_id, ())) | slip(row, borne)
        if told:
            op.execute(PAYMENTS.update().where(PAYMENTS.c.id == row.id).values(**told))
    op.create_index("uq_payments_slip", "payments", ["slip"], unique=True)


def days(row, upto, approvals) -> dict:
    """The day this payment was approved: after it was prepared and before the next one of its case was."""
    if row.status not in ("approved", "paid"):
        return {}
    of_this = [at for at in approvals if at >= row.created_at and (upto is None or at < upto)]
    if not of_this:
        return {}
    day = max(of_this).astimezone(ZONE).date()
    return {} if row.paid_on and row.paid_on < day else {"approved_on": day}


def slip(row, borne: set[str]) -> dict:
    """The slip this payment is the first to bear."""
    compared = "".join(unicodedata.normalize("NFKC", row.bank_reference).upper().split())[:80]
    if row.status != "paid" or not compared or compared in borne:
        return {}
    borne.add(compared)
    return {"slip": compared}
