"""Batches of any action over any cases of a list, not of a round's papers alone."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0015"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

BATCHES = """
INSERT INTO batches (id, programme, action, round_id, person_id, query, posted, made_at, ordered_at, starts_at,
    finished_at, leased_until, printed, archived)
SELECT old.id, rounds.programme, old.action, old.round_id, old.person_id, '{}', '{}', old.ordered_at,
    old.ordered_at, old.ordered_at, old.finished_at, old.leased_until, old.printed, old.archived
FROM paper_batches AS old JOIN rounds ON rounds.id = old.round_id
"""
ITEMS = """
INSERT INTO batch_items (batch_id, application_id, posted, foreseen, status, attempts, leased_until, ended_at,
    papers, sentences)
SELECT batch_id, application_id, posted, '{}', status, attempts, leased_until, ended_at, papers, sentences
FROM paper_batch_items
"""
NUMBERED = """
SELECT setval(pg_get_serial_sequence('batches', 'id'), (SELECT max(id) FROM batches))
WHERE EXISTS (SELECT 1 FROM batches)
"""


def upgrade() -> None:
    create_batches()
    create_items()
    op.execute(BATCHES)
    op.execute(ITEMS)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(NUMBERED)
    op.drop_table("paper_batch_items")
    op.drop_table("paper_batches")


def create_batches() -> None:
    op.create_table(
        "batches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme", sa.String(length=32), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("query", JSON, nullable=False),
        sa.Column("posted", JSON, nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("ordered_at", sa.DateTime(), nullable=True),
        sa.Column("starts_at", sa.DateTime(), nullable=True),
        sa.Column("recalled_at", sa.DateTime(), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("leased_until", sa.DateTime(), nullable=True),
        sa.Column("printed", sa.String(length=64), nullable=False),
        sa.Column("archived", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name="fk_batches_round_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_batches_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_batches"),
    )
    op.create_index("ix_batches_round_id", "batches", ["round_id"], unique=False)
    op.create_index("ix_batches_person_id", "batches", ["person_id"], unique=False)
    op.create_index(
        "uq_batches_under_way",
        "batches",
        ["round_id"],
        unique=True,
        sqlite_where=sa.text("finished_at IS NULL"),
        postgresql_where=sa.text("finished_at IS NULL"),
    )


def create_items() -> None:
    op.create_table(
        "batch_items",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("posted", JSON, nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("foreseen", JSON, nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_until", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("event", sa.Integer(), nullable=True),
        sa.Column("papers", JSON, nullable=False),
        sa.Column("sentences", JSON, nullable=False),
        sa.CheckConstraint(
            "status IN ('waiting', 'done', 'refused', 'barred', 'recalled')",
            name=op.f("ck_batch_items_status_known"),
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name="fk_batch_items_batch_id"),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name="fk_batch_items_application_id"
        ),
        sa.ForeignKeyConstraint(["event"], ["events.number"], name="fk_batch_items_event"),
        sa.PrimaryKeyConstraint("batch_id", "application_id", name="pk_batch_items"),
    )
    op.create_index("ix_batch_items_application_id", "batch_items", ["application_id"], unique=False)
    op.create_index("ix_batch_items_status", "batch_items", ["batch_id", "status"], unique=False)
