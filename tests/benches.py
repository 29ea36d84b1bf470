"""One application for each kind of database, made once per test process; tests get it emptied."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Engine, event

from grants import schema
from grants.app import create_app
from grants.extensions import db
from tests import postgresql
from tests.catalogue import ensure_compiled

ROOT = Path(__file__).parents[1]
SETTINGS = {
    "FONTS_FOLDER": ROOT / "var" / "fonts",  # shared: they take half a minute to make
    "TESTING": True,
    "WTF_CSRF_ENABLED": False,
    "PASSWORD_COST": (1, 8, 1),
}

# Whatever this machine's environment says; child processes of tests inherit it.
for name in [name for name in os.environ if name.startswith("ZHUTUI_") and name != "ZHUTUI_FONTS"]:
    del os.environ[name]
os.environ.pop("DATABASE_URL", None)
os.environ["ZHUTUI_ENV"] = "development"


@dataclass
class Bench:
    """An application over a migrated database, and how to empty that."""

    app: Flask
    empty: Callable[[], None]
    config: dict[str, Any] = field(default_factory=dict)

    def prepare(self, data: Path) -> Flask:
        """The application as if just installed, with its files in this folder."""
        self.empty()
        self.app.config.clear()
        self.app.config.update(self.config, DATA=data)
        data.mkdir()
        return self.app


class Compiled(BytecodeCache):
    """Templates as they were compiled for the first application of this process: for all of them two seconds."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


@event.listens_for(Engine, "connect")
def hurry(connection, _record) -> None:
    """Tests ask what the database does, not what a power cut does to it."""
    if type(connection).__module__ == "sqlite3":
        connection.execute("PRAGMA synchronous=OFF")


def migrated(url: str, folder: Path) -> Flask:
    ensure_compiled()  # before any application has looked for it
    app = create_app(SETTINGS | {"SQLALCHEMY_DATABASE_URI": url, "DATA": folder})
    app.jinja_env.bytecode_cache = COMPILED
    with app.app_context():
        schema.upgrade()
        db.engine.dispose()
    return app


@cache
def bench(database: str) -> Bench | postgresql.Unavailable:
    """The bench of this kind of database, or why there is none."""
    folder = Path(tempfile.mkdtemp(prefix="zhutui-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    try:
        made = on_sqlite(folder) if database == "sqlite" else on_postgresql(folder)
    except postgresql.Unavailable as reason:
        return reason
    made.config = dict(made.app.config)
    return made


def on_sqlite(folder: Path) -> Bench:
    """Emptied by copying the file back as it was after the migrations."""
    file, template = folder / "test.sqlite", folder / "template.sqlite"
    app = migrated(f"sqlite:///{file}", folder)
    shutil.copyfile(file, template)

    def empty() -> None:
        for suffix in ("-wal", "-shm"):
            file.with_name(file.name + suffix).unlink(missing_ok=True)
        shutil.copyfile(template, file)

    return Bench(app, empty)


def on_postgresql(folder: Path) -> Bench:
    """Emptied by deleting rows: a fifth of what truncating costs, a tenth of a new database."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "one")
    url = postgresql.new_database(f"zhutui_test_{worker}_{os.getpid()}")
    return Bench(migrated(url, folder), lambda: postgresql.empty(url))
