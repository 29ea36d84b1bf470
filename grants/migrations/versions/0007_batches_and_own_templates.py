"""Papers in bulk, and templates an office wrote itself."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "paper_batches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("ordered_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("leased_until", sa.DateTime(), nullable=True),
        sa.Column("printed", sa.String(length=64), nullable=False),
        sa.Column("archived", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "action IN ('prepare_papers', 'approve_papers', 'release')",
            name=op.f("ck_paper_batches_action_known"),
        ),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name="fk_paper_batches_round_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_paper_batches_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_paper_batches"),
    )
    op.create_index("ix_paper_batches_round_id", "paper_batches", ["round_id"], unique=False)
    op.create_index(
        "uq_paper_batches_under_way",
        "paper_batches",
        ["round_id"],
        unique=True,
        sqlite_where=sa.text("finished_at IS NULL"),
        postgresql_where=sa.text("finished_at IS NULL"),
    )
    op.create_table(
        "paper_batch_items",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("posted", JSON, nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_until", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("papers", JSON, nullable=False),
        sa.Column("sentences", JSON, nullable=False),
        sa.CheckConstraint(
            "status IN ('waiting', 'done', 'refused')", name=op.f("ck_paper_batch_items_status_known")
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["paper_batches.id"], name="fk_paper_batch_items_batch_id"),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name="fk_paper_batch_items_application_id"
        ),
        sa.PrimaryKeyConstraint("batch_id", "application_id", name="pk_paper_batch_items"),
    )
    op.create_index(
        "ix_paper_batch_items_application_id", "paper_batch_items", ["application_id"], unique=False
    )
    op.create_index("ix_paper_batch_items_status", "paper_batch_items", ["batch_id", "status"], unique=False)
    op.create_table(
        "own_templates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name="fk_own_templates_made_by"),
        sa.PrimaryKeyConstraint("id", name="pk_own_templates"),
        sa.UniqueConstraint("programme", "kind", "version", name="uq_own_templates_programme_kind_version"),
    )
    op.create_index("ix_own_templates_digest", "own_templates", ["digest"], unique=False)
