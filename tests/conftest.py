"""What every test may ask for. `app` is a fresh database of each kind; pure parts need nothing.

`pytest --database sqlite|postgresql|both` chooses the kinds; both is the default.
"""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from grants import clock
from grants.extensions import db, limiter
from tests.benches import Bench, bench
from tests.clients import Client
from tests.postgresql import Unavailable
from tests.scheduling import Scheduling, begun_first

NOW = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)  # 10:00 in Beijing, while the usual rounds are open
DATABASES = ("sqlite", "postgresql")
SKIPPED = "PostgreSQL is not available"
ALOUD = {
    SKIPPED: "NOT TESTED ON POSTGRESQL",
    "chromium is not installed": "NOT TESTED IN A BROWSER",
    "softhsm2 is not installed": "NOT TESTED WITH A HARDWARE TOKEN",
}


def pytest_addoption(parser) -> None:
    parser.addoption(
        "--database", choices=(*DATABASES, "both"), default="both", help="run on which databases"
    )


def pytest_configure(config) -> None:
    hurried = pytest.MonkeyPatch()
    hurried.setattr(os, "fsync", lambda _file: None)  # as in the databases: no test cuts the power
    config.add_cleanup(hurried.undo)
    config.addinivalue_line("markers", "one_database: what it tests does not depend on the kind of database")
    config.addinivalue_line("markers", "on_postgresql: on SQLite the same is tested elsewhere")


def pytest_generate_tests(metafunc) -> None:
    if "database" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("database")
        names = list(DATABASES) if chosen == "both" else [chosen]
        if metafunc.definition.get_closest_marker("one_database"):
            names = names[:1]
        elif metafunc.definition.get_closest_marker("on_postgresql"):
            names = [name for name in names if name == "postgresql"]
        metafunc.parametrize("database", names)


def pytest_collection_modifyitems(items) -> None:
    items.sort(key=begun_first)


def pytest_collection_finish() -> None:
    """What was read until now stays until the end: nothing in it is looked at again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log) -> Scheduling:
    return Scheduling(config, log)


def pytest_terminal_summary(terminalreporter) -> None:
    """A database or browser that could not be started is said aloud: nobody should believe that it was tested."""
    skipped = [report.longrepr for report in terminalreporter.stats.get("skipped", ())]
    reasons = [told[2] for told in skipped if isinstance(told, tuple)]
    for why, heading in ALOUD.items():
        missed = [reason for reason in reasons if why in reason]
        if missed:
            terminalreporter.section(heading, red=True, bold=True)
            terminalreporter.write_line(f"{len(missed)} tests were skipped: {missed[0]}")


@pytest.fixture
def app(database, tmp_path):
    """The application over an empty, migrated database; its context is open and its clock stands at NOW."""
    with laid_out(bench(database), tmp_path / "var") as application:
        yield application


@contextmanager
def laid_out(made: Bench | Unavailable, data: Path) -> Iterator[Flask]:
    """The application on its bench, as `app` has it; for what is made once for the tests of a file."""
    if isinstance(made, Unavailable):
        pytest.skip(f"{SKIPPED}: {made}")
    application = made.prepare(data)
    with application.app_context(), clock.at(NOW):
        limiter.reset()
        yield application
        db.session.rollback()
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def client(app):
    """A browser. CSRF is off; a test of it sets app.config["WTF_CSRF_ENABLED"]."""
    return Client(app)
