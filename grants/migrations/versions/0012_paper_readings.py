"""Receipts of papers: who in the unit opened which one."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "paper_readings",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.id"], name="fk_paper_readings_paper_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_paper_readings_person_id"),
        sa.PrimaryKeyConstraint("paper_id", "person_id", name="pk_paper_readings"),
    )
    op.create_index("ix_paper_readings_person_id", "paper_readings", ["person_id"], unique=False)
