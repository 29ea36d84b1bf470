"""The database's schema: which migrations there are, which have run, and running the rest."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from grants.extensions import db


def settings() -> Config:
    """What Alembic is told instead of an ini file."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config


def current() -> str | None:
    """The last migration that has run on this database; None on an empty one."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    return ScriptDirectory.from_config(settings()).get_current_head()


def upgrade(revision: str = "head") -> None:
    """Run what has not yet run. All or nothing: a migration that fails leaves the database as it was."""
    command.upgrade(settings(), revision)
