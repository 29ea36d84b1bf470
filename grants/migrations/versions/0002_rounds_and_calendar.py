"""Rounds with their parameters and budgets, days off, numbers given."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("opens_at", sa.DateTime(), nullable=False),
        sa.Column("closes_at", sa.DateTime(), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rounds"),
        sa.UniqueConstraint("programme", "year", "name", name="uq_rounds_programme_year_name"),
    )
    op.create_index("ix_rounds_programme", "rounds", ["programme"], unique=False)
    op.create_table(
        "round_terms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("values", JSON, nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name="fk_round_terms_made_by"),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name="fk_round_terms_round_id"),
        sa.PrimaryKeyConstraint("id", name="pk_round_terms"),
        sa.UniqueConstraint("round_id", "version", name="uq_round_terms_round_id_version"),
    )
    op.create_table(
        "budgets",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("appropriated", sa.BigInteger(), nullable=False),
        sa.Column("proposed", sa.BigInteger(), nullable=False),
        sa.Column("awarded", sa.BigInteger(), nullable=False),
        sa.Column("instructed", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.Column("recovered", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("appropriated >= 0", name=op.f("ck_budgets_appropriated_not_negative")),
        sa.CheckConstraint(
            "awarded + proposed <= appropriated", name=op.f("ck_budgets_within_appropriation")
        ),
        sa.CheckConstraint("instructed <= awarded", name=op.f("ck_budgets_instructed_within_awarded")),
        sa.CheckConstraint("paid <= instructed", name=op.f("ck_budgets_paid_within_instructed")),
        sa.CheckConstraint("proposed >= 0", name=op.f("ck_budgets_proposed_not_negative")),
        sa.CheckConstraint("recovered <= paid", name=op.f("ck_budgets_recovered_within_paid")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name="fk_budgets_round_id"),
        sa.PrimaryKeyConstraint("round_id", name="pk_budgets"),
    )
    op.create_table(
        "holidays",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_holidays"),
    )
    op.create_table(
        "number_series",
        sa.Column("series", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", "year", name="pk_number_series"),
    )
