"""A bulk action is rehearsed in pieces; a long list is made into a table by the worker; what is ticked while
screening is kept with the draft."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0021"
down_revision = "0020"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
KNOWN = "status IN ('planned', 'waiting', 'done', 'refused', 'barred', 'recalled')"
NAME = "ck_batch_items_status_known"


def upgrade() -> None:
    know_planned()
    create_exports()
    op.add_column("drafts", sa.Column("marks", JSON, server_default="[]", nullable=False))


def know_planned() -> None:
    """SQLite writes the table anew, its checks left behind."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f(NAME), "batch_items", type_="check")
        op.create_check_constraint(op.f(NAME), "batch_items", KNOWN)
        return
    with op.batch_alter_table("batch_items", recreate="always") as table:
        table.create_check_constraint(op.f(NAME), KNOWN)


def create_exports() -> None:
    op.create_table(
        "exports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("query", JSON, nullable=False),
        sa.Column("columns", JSON, nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("rights", sa.String(length=64), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("written", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("leased_until", sa.DateTime(), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("file", sa.String(length=80), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("faults", JSON, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_exports_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_exports"),
    )
    op.create_index("ix_exports_person_id", "exports", ["person_id"], unique=False)
    op.create_index("ix_exports_finished_at", "exports", ["finished_at"], unique=False)
