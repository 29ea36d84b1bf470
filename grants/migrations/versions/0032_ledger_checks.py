"""A nightly verification keeps which sums of the ledger did not agree, so that the page need not prove all cases."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    kind = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")
    op.add_column("log_checks", sa.Column("apart", kind, nullable=True))
