"""Who is answered at which address: a table for people to read, a line for every address that is read.

`yes` is answered; `to …` sent on to that page (to `sign-in`: whoever is not signed in); `no` refused with a
sentence; `hidden` as if it did not exist; `later` not in this state of the case; `token` wants one. A dash: asked
by nobody and an officer only, since it is the same for all. A new address has to say who may: run
`python -m tests.leaks.test_roles` after reading the lines that fail, and read what it writes.
"""

import csv
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from grants.extensions import limiter
from tests.leaks.addresses import Asked
from tests.leaks.answered import TABLE, Line, written
from tests.leaks.reading import Told, World, build
from tests.leaks.rights import CAST

pytestmark = pytest.mark.one_database

WORDS = {200: "yes", 401: "token", 403: "no", 404: "hidden", 409: "later", 429: "later"}


def word(told: Told) -> str:
    """What the table says of an answer."""
    if told.status in (302, 303):
        path = dict(told.headers)["Location"].partition("?")[0].removeprefix("http://localhost")
        return f"to {path.split('/')[1] or 'the front page'}"
    return WORDS.get(told.status, str(told.status))


def lines(world: World) -> Iterator[Line]:
    """The table as it is: (address, about, what each is told)."""
    told = {role: world.answers(role) for role in CAST}
    for asked in world.asked:
        if "?" not in asked.about:
            each = (word(told[role][asked]) if asked in told[role] else "-" for role in CAST)
            yield asked.endpoint, asked.about, *each


def test_everybody_is_answered_where_they_may_be_and_turned_away_elsewhere(app, world):
    header, *expected = written()
    assert header == ("address", "about", *CAST)
    found = sorted(lines(world()))
    assert [line for line in found if line not in expected] == [], "read these lines, then see above"
    assert [line for line in expected if line not in found] == [], "these are no longer so"


def test_nothing_asked_by_anybody_is_a_failure(app, world):
    told = [(role, asked.path, one.status) for role in CAST for asked, one in world().answers(role).items()]
    assert [line for line in told if line[2] >= 500] == []


def test_a_case_one_may_not_know_of_answers_as_one_that_does_not_exist(app, world):
    """Byte for byte, but for the number that was asked for."""

    def bare(asked: Asked, told: Told) -> Told:
        number = asked.path.removeprefix("/api/v1").split("/")[2].partition("?")[0]
        return Told(told.status, (), told.body.replace(number.encode(), b""))

    of_cases = ("cases.show", "api.one_case", "api.case_actions")
    for role in CAST:
        found = {
            asked: bare(asked, one)
            for asked, one in world().answers(role).items()
            if asked.endpoint in of_cases
        }
        absent = {asked.endpoint: one for asked, one in found.items() if asked.about == "absent"}
        hidden = [asked for asked, one in found.items() if one.status == 404]
        assert [asked.path for asked in hidden if found[asked] != absent[asked.endpoint]] == [], role


def rewrite() -> None:
    limiter.enabled = False
    with pytest.MonkeyPatch.context() as patch:
        found = sorted(lines(build(Path(tempfile.mkdtemp()) / "world", {}, patch)))
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("address", "about", *CAST), *found])


if __name__ == "__main__":
    rewrite()
