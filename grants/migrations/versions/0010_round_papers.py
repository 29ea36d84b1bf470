"""Papers of a whole round, and the cases they speak of."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "round_papers",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("prepared_by", sa.Integer(), nullable=False),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "approved_by IS NULL OR approved_by <> prepared_by", name=op.f("ck_round_papers_two_persons")
        ),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.id"], name="fk_round_papers_paper_id"),
        sa.ForeignKeyConstraint(["prepared_by"], ["people.id"], name="fk_round_papers_prepared_by"),
        sa.ForeignKeyConstraint(["approved_by"], ["people.id"], name="fk_round_papers_approved_by"),
        sa.PrimaryKeyConstraint("paper_id", name="pk_round_papers"),
    )
    op.create_table(
        "paper_cases",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.id"], name="fk_paper_cases_paper_id"),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name="fk_paper_cases_application_id"
        ),
        sa.PrimaryKeyConstraint("paper_id", "application_id", name="pk_paper_cases"),
    )
    op.create_index("ix_paper_cases_application_id", "paper_cases", ["application_id"], unique=False)
