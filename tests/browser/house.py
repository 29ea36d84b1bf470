"""The real application on loopback, over a migrated SQLite database, with a clock that the story sets."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from flask.sessions import SecureCookieSessionInterface
from werkzeug.serving import BaseWSGIServer, make_server

from grants import clock
from grants.database import writing
from grants.extensions import db, limiter
from grants.services import applications
from tests.benches import on_sqlite
from tests.conftest import NOW

TICK = timedelta(seconds=31)  # longer than a code of the second factor lives, which works once

LIFELIKE = {"WTF_CSRF_ENABLED": True, "TESTING": False, "KEEP_ASSETS": True}


class House:
    """An office's server. `instant` is what its clock shows, in every thread and nowhere else."""

    def __init__(self, folder: Path):
        self.bench = on_sqlite(folder)
        self.bench.config = dict(self.bench.app.config)
        self.instant = NOW
        self.door, self.inside_now = threading.Condition(), 0
        self.lag = 0.0  # seconds before what is sent is answered
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self.rise()
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def rise(self, port: int = 0) -> None:
        """The server answers; after a fall on the same port."""
        self.server: BaseWSGIServer = make_server("127.0.0.1", port, self.answer, threaded=True)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def fall(self) -> int:
        """Nobody answers any more. The port it had."""
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
        return int(self.server.server_port)

    def answer(self, environ, start):
        """One request, at the house's time."""
        with self.door:
            self.inside_now += 1
        try:
            if environ["REQUEST_METHOD"] == "POST":
                time.sleep(self.lag)
            with clock.at(self.instant):
                return self.bench.app(environ, start)
        finally:
            with self.door:
                self.inside_now -= 1
                self.door.notify()

    def begin(self, data: Path) -> None:
        """An empty database and the first morning; forms are guarded as in life.

        What a page that was left still sends is answered before.
        """
        with self.door:
            self.door.wait_for(lambda: not self.inside_now)
            self.furnish(data)

    def furnish(self, data: Path) -> None:
        with self.bench.app.app_context():
            db.engine.dispose()
            limiter.reset()
        app = self.bench.prepare(data)
        app.config.update(LIFELIKE, BASE_URL=self.address)
        self.instant, self.lag = NOW, 0.0

    @contextmanager
    def inside(self) -> Iterator[None]:
        """For the story's own reading and writing: an application context, at the house's time."""
        with self.bench.app.app_context(), clock.at(self.instant):
            yield
            db.session.rollback()

    def session(self, mark: str) -> str:
        """The cookie of somebody who signed in this instant."""
        began = int(self.instant.timestamp())
        content = {"_user_id": mark, "_fresh": True, "_permanent": True, "began": began, "seen": began}
        signer = SecureCookieSessionInterface().get_signing_serializer(self.bench.app)
        assert signer is not None
        return str(signer.dumps(content))

    def tick(self) -> None:
        self.instant += TICK

    def wait_until(self, text: str) -> None:
        """It becomes this instant in Beijing, "2026-05-08 09:00", and the worker does what is due."""
        self.instant = datetime.fromisoformat(text).replace(tzinfo=clock.ZONE)
        with self.inside(), writing():
            applications.advance_due()

    def close(self) -> None:
        self.fall()
        with self.bench.app.app_context():
            db.engine.dispose()
