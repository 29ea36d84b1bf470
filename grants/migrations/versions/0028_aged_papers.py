"""A paper knows whether it would come out otherwise now; what waits at the moment is looked at when the worker starts."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.add_column("papers", sa.Column("aged", sa.Boolean(), server_default=sa.false(), nullable=False))
