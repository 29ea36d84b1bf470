"""The log is verified by the worker, and read by days."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0026"
down_revision = "0025"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_index("ix_events_at", "events", ["at"])
    op.execute("CREATE INDEX ix_events_noted ON events (action, number) WHERE application_id IS NULL")
    op.create_table(
        "log_checks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("noted", JSON, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_until", sa.DateTime(), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("findings", JSON, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_log_checks_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_log_checks"),
    )
