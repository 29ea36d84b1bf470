"""The language of an account is the one its person chose: nobody had been asked before."""

from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.execute("UPDATE people SET language = ''")
