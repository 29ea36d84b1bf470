"""Several at once: real threads, each in an application context and a session of its own, under the test's clock."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import Barrier
from typing import Any

from flask import Flask
from flask.globals import _cv_app

from grants.extensions import db


def race(app: Flask, *runners: Callable[[], Any]) -> list[Any]:
    """Start all at the same moment; what each returned, or the exception it raised, in order."""
    start = Barrier(len(runners))

    def run(runner: Callable[[], Any]) -> Any:
        _cv_app.set(None)
        with app.app_context():
            start.wait(timeout=10)
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
