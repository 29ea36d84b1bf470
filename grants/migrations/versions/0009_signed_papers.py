"""The bytes of a released paper with their signature, beside those that were approved."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column(
        "papers", sa.Column("signed_digest", sa.String(length=64), server_default="", nullable=False)
    )
    op.create_index("ix_papers_signed_digest", "papers", ["signed_digest"], unique=False)
