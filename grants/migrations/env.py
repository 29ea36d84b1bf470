"""How Alembic reaches the database: through the application, with its metadata and its connection."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import JSON, Connection, text

from grants.extensions import db
from grants.models.types import Instant, Sealed

# An exclusive lock while the schema changes, so that two processes starting at once do not both change it.
POSTGRESQL_LOCK = text("SELECT pg_advisory_xact_lock(7461001)")


def rendered(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Migrations speak of plain column types: they must still run when the application's own have changed."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime()"
    if kind == "type" and isinstance(item, Sealed):
        return "sa.Text()"
    if kind == "type" and isinstance(item, JSON):
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection, target_metadata=db.metadata, render_as_batch=True, render_item=rendered
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.execute(POSTGRESQL_LOCK)
        context.run_migrations()


with db.engine.connect().execution_options(write=True) as open_connection:
    migrate(open_connection)
