"""Counting the statements that reach the database, for the budgets of pages and services."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from grants.extensions import db

BRACKETS = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "COMMIT", "PRAGMA")


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements run inside, transaction brackets left out."""
    seen: list[str] = []

    def heard(_connection, _cursor, statement, *_more) -> None:
        if not statement.lstrip().upper().startswith(BRACKETS):
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", heard)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", heard)
