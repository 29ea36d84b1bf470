"""An own template remembers the shipped one it was written over; of those written before, it is not known."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0030"
down_revision = "0029"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.add_column("own_templates", sa.Column("basis", JSON, nullable=True))
