"""The last day of the period that runs in a case: what lists are searched by."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("applications", sa.Column("due_on", sa.Date(), nullable=True))
