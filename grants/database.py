"""How SQLite is opened (WAL, foreign keys, write transactions that begin by taking the lock) and the unit of work."""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Connection as SQLiteConnection
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from grants.errors import judged, overtaken
from grants.extensions import Model, db

INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
PRAGMAS = ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=10000", "synchronous=FULL")


@event.listens_for(Engine, "connect")
def open_sqlite(connection, _record) -> None:
    """Leave transactions to SQLAlchemy (the driver would begin too late) and set what SQLite needs."""
    if isinstance(connection, SQLiteConnection):
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def begin_sqlite(connection) -> None:
    """A write transaction takes SQLite's one write lock at once: no dead end between two readers who want to write."""
    if connection.dialect.name == "sqlite":
        write = connection.get_execution_options().get("write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


@contextmanager
def reading() -> Iterator[None]:
    """What is read inside is what the database holds now; nothing is locked, and nothing kept."""
    db.session.rollback()
    try:
        yield
    finally:
        db.session.rollback()


@contextmanager
def writing(dry_run: bool = False) -> Iterator[None]:
    """The one commit of a request: what is done inside is all kept, or none of it. A dry run keeps nothing.

    Anything read before is forgotten, so that what is written rests on what the database holds now. What the
    database refuses becomes a Problem with its sentence.
    """
    db.session.rollback()
    try:
        db.session.connection(execution_options={"write": True})  # may wait too long for SQLite's one lock
        yield
        if dry_run:
            db.session.rollback()
        else:
            db.session.commit()
    except (IntegrityError, DataError) as error:
        db.session.rollback()
        raise judged(error) from error
    except (StaleDataError, OperationalError) as error:
        db.session.rollback()
        raise overtaken(error) from error
    except BaseException:
        db.session.rollback()
        raise


def insert_into(model: type[Model]) -> Any:
    """An INSERT that can say what happens where the row is there already; each database spells that its own way."""
    return INSERT[db.session.get_bind().dialect.name](model)
