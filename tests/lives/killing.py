"""A process that moves cases without end, to be killed. `python -m tests.lives.killing SETTINGS`

It loads everything once, moves each case a little and prints how many seconds a move took. Then, for each line on
its standard input, it forks a child that goes on moving; it prints the child's number and, later, how it ended.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from itertools import cycle, islice
from pathlib import Path
from time import monotonic

from sqlalchemy import select

from grants import clock
from grants.app import create_app
from grants.extensions import db
from grants.models import Application, Payment, Person
from grants.services import asking, preparing
from tests import factories
from tests.forms import samples


def to_and_fro(case: Application) -> str:
    """Submission and its return: claims, sealed answers, the unit's profile."""
    return "withhold" if case.state == "endorsing" else "submit"


def again_and_again(case: Application) -> str:
    """Acceptance, proposal, remand: the budget sets aside and lets go."""
    if case.state == "screening":
        return "accept"
    return "remand" if case.proposed else "propose"


def back_and_forth(case: Application) -> str:
    """Payment prepared, approved, returned: postings up and down."""
    live = select(Payment.status).where(Payment.application_id == case.id, Payment.status != "returned")
    status = db.session.scalar(live)
    return {None: "prepare_payment", "prepared": "approve_payment", "approved": "return_payment"}[status]


EVERY_MOVE = 9  # moves until each has been made once: three loops, the longest of three
LOOPS: tuple[Callable[[Application], str], ...] = (to_and_fro, again_and_again, back_and_forth)
BY = {
    "submit": "applicant", "withhold": "endorser", "accept": "officer", "propose": "officer",
    "remand": "leader", "prepare_payment": "maker", "approve_payment": "checker", "return_payment": "checker",
}  # fmt: skip
OWN = {"propose": {"amount": "3000.00"}, "prepare_payment": {"amount": "3000.00"}}


def move(number: str, loop: Callable[[Application], str], people: dict[str, int]) -> None:
    """One move of one case, as a page makes it."""
    db.session.rollback()
    action = loop(db.session.scalars(select(Application).where(Application.number == number)).one())
    viewer = factories.viewer(db.session.get_one(Person, people[BY[action]]))
    answers = asking.asked(viewer, number, action).known
    if action != "submit":
        answers |= samples.answers("patent", action) | OWN.get(action, {})
    preparing.perform(viewer, number, action, answers)


def run(app, given, most: int | None = None) -> None:
    """Move the cases in turn, without end unless told how many times."""
    with app.app_context(), clock.at(datetime.fromisoformat(given["now"])):
        turns = cycle(zip(given["cases"], LOOPS, strict=True))
        for number, loop in islice(turns, most):
            move(number, loop, given["people"])
        db.session.remove()
        db.engine.dispose()  # no connection goes with a fork


def serve(given) -> None:
    app = create_app({"SQLALCHEMY_DATABASE_URI": given["url"], "DATA": Path(given["data"]), "TESTING": True})
    run(app, given, EVERY_MOVE)  # every statement is compiled by now: children begin to move at once
    begun = monotonic()
    run(app, given, EVERY_MOVE)
    say((monotonic() - begun) / EVERY_MOVE)
    for _line in sys.stdin:
        child = os.fork()
        if child == 0:
            run(app, given)
        say(child)
        _child, status = os.waitpid(child, 0)
        say("killed" if os.WTERMSIG(status) == signal.SIGKILL else f"ended with {status}")


def say(line: object) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    serve(json.loads(sys.argv[1]))
