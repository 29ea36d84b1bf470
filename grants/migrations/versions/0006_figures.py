"""Figures: what statistics sum."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

KINDS = (
    "'union_money', 'fiscal_money', 'enterprise_investment', 'enterprise_benefit', "
    "'municipal_money', 'municipal_award'"
)


def upgrade() -> None:
    op.create_table(
        "figures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("programme", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_figures_kind_known")),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_figures_amount_not_zero")),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"], name="fk_figures_application_id"),
        sa.PrimaryKeyConstraint("id", name="pk_figures"),
        sa.UniqueConstraint("application_id", "source", "kind", name="uq_figures_application_id_source_kind"),
    )
    op.create_index("ix_figures_summed", "figures", ["on_date", "kind"], unique=False)
