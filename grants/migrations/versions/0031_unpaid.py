"""A payment bears why the bank did not make it, until it is sent back."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    op.add_column("payments", sa.Column("unpaid", sa.String(length=200), server_default="", nullable=False))
