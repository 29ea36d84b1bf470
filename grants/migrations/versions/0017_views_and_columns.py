"""Saved views of the list of cases, and the columns each person chose for it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0017"
down_revision = "0016"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "saved_views",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("programme", sa.String(length=32), nullable=True),
        sa.Column("query", JSON, nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_saved_views_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_saved_views"),
        sa.UniqueConstraint("person_id", "name", name="uq_saved_views_person_id_name"),
    )
    op.create_index("ix_saved_views_person_id", "saved_views", ["person_id"], unique=False)
    op.create_index("ix_saved_views_programme", "saved_views", ["programme"], unique=False)
    op.add_column("people", sa.Column("list_columns", JSON, nullable=True))
