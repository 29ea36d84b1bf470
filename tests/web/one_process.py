"""A web process of its own, for measuring: starts, serves every page there is for an officer, has papers made.

The database is there already: as in life, another process made it.
Prints JSON: processor seconds until the first answer, and MiB held at the end.
"""

import json
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from grants import clock
from grants.app import create_app
from tests.factories import sign_in
from tests.lives.legs import award
from tests.lives.office import Office


def held() -> float:
    """MiB of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024


def main() -> None:
    app = create_app()
    first = app.test_client().get("/rules").status_code
    started = time.process_time()
    app.config.update(WTF_CSRF_ENABLED=False, PASSWORD_COST=(1, 8, 1))
    with app.app_context():
        answers = serve(app)
    told = {"first": first, "started": started, "held": held(), "answers": answers}
    sys.stdout.write(json.dumps(told) + "\n")


def serve(app) -> dict[str, int]:
    """Every page without parameters, and a case's, as an officer; the answers' status by address."""
    with clock.at(datetime(2026, 4, 1, 2, tzinfo=UTC)):
        office = Office("patent")
        number = office.begin()
        award(office, number)
        client = app.test_client()
        sign_in(client, office.people["officer"])
        plain = [r.rule for r in app.url_map.iter_rules() if "GET" in r.methods and not r.arguments]
        pages = [*plain, f"/applications/{number}", f"/applications/{number}/remind", "/papers/1.pdf"]
        return {page: client.get(page).status_code for page in pages}


if __name__ == "__main__":
    sys.exit(main())
