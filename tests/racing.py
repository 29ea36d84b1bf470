"""Several at once: real threads, each in an application context and a session of its own, under the test's clock."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import Barrier, Event
from typing import Any

from flask import Flask
from flask.globals import _cv_app

from grants.database import writing
from grants.extensions import db
from tests.postgresql import standing

PATIENCE = 30  # seconds, of a machine that is busy
WAITING = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


def race(app: Flask, *runners: Callable[[], Any]) -> list[Any]:
    """Start all at the same moment; what each returned, or the exception it raised, in order."""
    start = Barrier(len(runners))

    def run(runner: Callable[[], Any]) -> Any:
        _cv_app.set(None)
        with app.app_context():
            start.wait(PATIENCE)
            try:
                return runner()
            except Exception as raised:  # the caller asks which one
                return raised

    db.session.commit()  # what the test has written is there for all
    contexts = [copy_context() for _ in runners]
    with ThreadPoolExecutor(len(runners)) as pool:
        started = [
            pool.submit(context.run, run, runner) for context, runner in zip(contexts, runners, strict=True)
        ]
        return [future.result() for future in started]


def crossing(
    app: Flask, first: Callable[[Callable[[], None]], Any], second: Callable[[], Any]
) -> tuple[Any, Any]:
    """The second comes while the first is in the middle: what each returned or raised. For PostgreSQL.

    `first` is given what it calls in its middle: there it stays until the second waits for it, or is over. So the two
    meet for certain, however busy the machine is.
    """
    begun, over = Event(), Event()
    asking = standing(app.config["SQLALCHEMY_DATABASE_URI"])

    def middle() -> None:
        begun.set()
        while not (over.is_set() or asking.execute(WAITING).fetchone()):
            over.wait(0.002)

    def one() -> Any:
        try:
            return first(middle)
        finally:
            begun.set()

    def other() -> Any:
        begun.wait(PATIENCE)
        try:
            return second()
        finally:
            over.set()

    told = race(app, one, other)
    return told[0], told[1]


def before_commit(act: Callable[[], Any]) -> Callable[[Callable[[], None]], Any]:
    """This act inside `writing`, for `crossing`: in its middle all is done but the commit."""

    def first(middle: Callable[[], None]) -> Any:
        with writing():
            told = act()
            db.session.flush()
            middle()
            return told

    return first
