"""A process killed at any instant of a move leaves everything of that move, or nothing of it."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import func, select

from grants.database import writing
from grants.extensions import db
from grants.models import Application, Claimed, Event, Message
from grants.services import applications, invariants
from tests import factories
from tests.lives.legs import award
from tests.lives.office import Office, at, on
from tests.lives.test_together import DIFFERENT, SAMPLES, resident_id

KILLS = {"sqlite": 6, "postgresql": 4}
MOVES = 3  # how many a child makes at most, about
WHEN = "2026-05-09 10:00"
ANOTHER = {
    "patent_number": "ZL201410076970.X",
    "first_inventor_name": "贺小满",
    "inventors": [{"name": "贺小满"}],
    "resident_id": resident_id("11010519910307231"),
}


def cases(office: Office) -> list[str]:
    """Three cases in the middle of their lives: submitted, screened, and with a payment due."""
    numbers = [office.begin() for _ in range(3)]
    award(office, numbers[2])
    for number, different in zip(numbers, (DIFFERENT[1], ANOTHER), strict=False):
        office.do(number, "submit", SAMPLES["patent"]() | different)
    office.do(numbers[1], "endorse")
    with on("2026-05-08 09:00"):
        with writing():
            applications.advance_due()
        office.do(numbers[2], "prepare_papers")
        office.do_approve(numbers[2])
        office.do(numbers[2], "release")
    return numbers


@contextmanager
def mover(app, office: Office, numbers: list[str]) -> Iterator[subprocess.Popen]:
    """A process of its own whose children move these cases without end."""
    given = {
        "url": app.config["SQLALCHEMY_DATABASE_URI"],
        "data": str(app.config["DATA"]),
        "now": at(WHEN).isoformat(),
        "people": {role: person.id for role, person in office.people.items()},
        "cases": numbers,
    }
    command = [sys.executable, "-m", "tests.lives.killing", json.dumps(given)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as running:
        yield running
        running.stdin.close()


def kill_one(running: subprocess.Popen, after: float) -> None:
    """Let a child move cases for so long, and kill it."""
    running.stdin.write("\n")
    running.stdin.flush()
    child = int(running.stdout.readline())
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    assert running.stdout.readline() == "killed\n"


def half_done() -> list[str]:
    """What contradicts itself: the invariants, and what whole moves leave."""
    db.session.rollback()
    found = [*invariants.findings(), *whole_moves()]
    db.session.rollback()
    return found


def whole_moves() -> Iterator[str]:
    """The version of a case counts its moves, a move to another state has told of itself, and what was submitted
    holds its two claims."""
    alone = Event.action == "close_notice"  # time's own move; every other one in these cases is a person's
    moves = func.count().filter(Event.person_id.is_not(None) | alone)
    query = select(Application.number, Application.version, moves).join(Event, isouter=True)
    for number, version, done in db.session.execute(query.group_by(Application.id)):
        if version != done + 1:
            yield f"{number} is at version {version} after {done} moves"
    held = select(Claimed.application_id, func.count()).group_by(Claimed.application_id)
    yield from (f"case {case} holds {count} claims" for case, count in db.session.execute(held) if count != 2)
    told = {int(key.split(":")[1]) for key in db.session.scalars(select(Message.key))}
    for number in db.session.scalars(select(Event.number).where(Event.before != Event.after)):
        if number not in told:
            yield f"nobody was told of event {number}"


def moves() -> int:
    """How many moves were made by now."""
    db.session.rollback()
    return factories.count(Event)


def test_a_kill_leaves_everything_of_a_move_or_nothing(app, database):
    office = Office("patent")
    numbers = cases(office)
    chance, kills = random.Random(database), KILLS[database]
    with mover(app, office, numbers) as running:
        one_move = float(running.stdout.readline())
        before = moves()
        while kills > 0 or moves() == before:  # on a busy machine some have begun nothing
            kill_one(running, chance.uniform(0, MOVES * one_move))
            assert half_done() == []
            kills -= 1
            one_move *= 1 if kills > 0 else 2
