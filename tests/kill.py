"""Real processes, really killed: what a service call leaves behind when its process dies at any instant.

An action is a function of some test module (it is found by its name); it runs in a process of its own, in an
application over the test's database and under the test's clock, and dies by SIGKILL where it happens to be.
"""

import multiprocessing
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from multiprocessing.connection import Connection
from typing import Any

from flask import Flask

from grants import clock
from grants.app import create_app
from grants.extensions import db
from tests.benches import SETTINGS

PROCESSES = multiprocessing.get_context("forkserver")  # a server of clean processes, everything imported
PROCESSES.set_forkserver_preload(["tests.kill", "grants.services.preparing"])
PATIENCE = 60
SEED = 20260401


def attempt(app: Flask, action: Callable[..., None], *args: Any, after: float | None = None) -> bool:
    """Run the action in a process of its own, killed this many seconds after it began (None: let it end).

    True when it came to its end, False when it was killed before. Anything it raises fails the test.
    """
    with begun(app, action, args) as (process, here):
        if after is not None:
            here.poll(after)
            process.kill()
        process.join(PATIENCE)
        code = process.exitcode
    assert code in (0, -9), f"the action ended with {code}"
    return code == 0


def duration(app: Flask, action: Callable[..., None], *args: Any) -> float:
    """Seconds the action takes when it is left alone, the making of its process not counted."""
    with begun(app, action, args) as (process, here):
        start = time.monotonic()
        assert here.poll(PATIENCE), "the action did not end"
        took = time.monotonic() - start
        process.join(PATIENCE)
    return took


@contextmanager
def begun(app: Flask, action: Callable[..., None], args: tuple) -> Iterator[tuple[Any, Connection]]:
    """The process, at the moment its action begins, and the pipe through which it tells when it has ended."""
    db.session.commit()
    settings = SETTINGS | {name: app.config[name] for name in ("SQLALCHEMY_DATABASE_URI", "DATA")}
    here, there = PROCESSES.Pipe()
    process = PROCESSES.Process(target=child, args=(there, settings, clock.now(), action, args))
    process.start()
    there.close()
    with here:
        assert here.poll(PATIENCE), "the process did not begin"
        here.recv()
        yield process, here
    process.join(PATIENCE)
    process.close()


def child(
    tell: Connection, settings: dict[str, Any], instant: datetime, action: Callable[..., None], args: tuple
) -> None:
    """What runs in the process: everything is made ready, then it says so and begins."""
    app = create_app(settings)
    with app.app_context(), clock.at(instant):
        db.session.connection()
        db.session.rollback()
        tell.send("ready")
        action(*args)
        tell.send("done")


def often(
    app: Flask,
    action: Callable[..., None],
    prepare: Callable[[], tuple],
    judge: Callable[[bool, tuple], None],
    times: int = 20,
) -> tuple[int, int]:
    """Kill the action at instants spread over its whole length, each time on fresh ground.

    `prepare` lays that ground and gives the action's arguments; `judge(ended, arguments)` looks at what is left.
    How many times it was killed, and how many it came to its end.
    """
    spread, ended = random.Random(SEED), 0
    length = duration(app, action, *prepare())
    for _ in range(times):
        arguments = prepare()
        finished = attempt(app, action, *arguments, after=spread.uniform(0, length * 1.2))
        judge(finished, arguments)
        ended += finished
    return times - ended, ended
