"""How many statements an answer costs, whatever the number of rows."""

import pytest

from tests import factories
from tests.api.callers import Caller
from tests.counting import statements

pytestmark = pytest.mark.one_database


@pytest.fixture
def officer(app):
    return Caller(app, factories.person("officer"))


def cost(caller: Caller, path: str, **query) -> int:
    with statements() as seen:
        assert caller.get(path, **query).status_code == 200
    return len(seen)


@pytest.mark.parametrize(
    ("path", "most"),
    [("/applications", 3), ("/rounds", 5), ("/register", 5), ("/notices", 4), ("/me", 3), ("/programmes", 2)],
)
def test_a_list_costs_the_same_with_one_row_and_with_many(officer, path, most):
    round_, unit = factories.round_("studio"), factories.organisation()
    told = {"term_ends": None, "awarded_on": factories.today(), "level": "district"}
    factories.application("running", round_, unit, **told)
    few = cost(officer, path)
    for _ in range(30):
        factories.application("running", round_, unit, **told)
    assert cost(officer, path) == few <= most


def test_pages_by_key_bring_every_case_once(officer):
    round_, unit = factories.round_(), factories.organisation()
    made = {factories.application("screening", round_, unit).number for _ in range(7)}
    found, after = [], ""
    while after is not None:
        told = officer.get("/applications", limit=3, after=after)
        found += [row["number"] for row in told.json["items"]]
        after = told.json["next"]
        assert ("Link" in told.headers) == bool(after)
    assert sorted(found) == sorted(made)


def test_a_case_costs_at_most_twelve(officer):
    number = factories.application("screening").number
    assert cost(officer, f"/applications/{number}") <= 12
    assert cost(officer, f"/applications/{number}/actions") <= 6


def test_a_write_costs_five_more_than_the_move_itself(officer):
    """Who calls (2), and the kept answer: look, forget the old, keep (3)."""
    number = factories.application("screening").number
    with statements() as seen:
        assert officer.act(number, "remind", {"text": "请"}).status_code == 200
    kept = [statement for statement in seen if "idempotent_answers" in statement]
    assert (len(kept), len(seen) <= 15 + 2 + 3) == (3, True)
