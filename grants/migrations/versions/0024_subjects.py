"""What was done to an account, or seen of a case, is found without reading the whole log."""

from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.execute("CREATE INDEX ix_events_of_no_case ON events (subject, number) WHERE application_id IS NULL")
