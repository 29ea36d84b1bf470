"""Payments that go to the bank together."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "payment_batches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("approved_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "approved_by IS NULL OR approved_by <> made_by", name=op.f("ck_payment_batches_two_persons")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name="fk_payment_batches_made_by"),
        sa.ForeignKeyConstraint(["approved_by"], ["people.id"], name="fk_payment_batches_approved_by"),
        sa.PrimaryKeyConstraint("id", name="pk_payment_batches"),
        sa.UniqueConstraint("programme", "year", "serial", name="uq_payment_batches_programme_year_serial"),
    )
    # Written out: both databases know it so, and the one of them no other way of adding a reference to a table.
    op.execute(
        "ALTER TABLE payments ADD COLUMN batch_id INTEGER "
        "CONSTRAINT fk_payments_batch_id REFERENCES payment_batches (id)"
    )
    op.create_index("ix_payments_batch_id", "payments", ["batch_id"], unique=False)
