"""Two worlds that differ in secrets alone answer alike: to everyone without the right to them, at every address.

The addresses come from the route map, so a new one is covered by being there. For each role there is one other
world, in which everything it has no right to is changed at once; only where an answer differs is it asked which
secret it was.
"""

import pytest
from werkzeug.routing import Rule

from grants.extensions import db
from grants.models import Answer, Event
from tests.leaks.addresses import Unknown, choices
from tests.leaks.reading import World
from tests.leaks.rights import COMPARED, FACTS, hidden_from

pytestmark = pytest.mark.one_database


def differing(usual: World, other: World, role: str) -> list:
    """The addresses at which this one is told something else in the other world."""
    told, retold = usual.answers(role), other.answers(role)
    assert told.keys() == retold.keys()
    return [asked for asked in told if told[asked] != retold[asked]]


def revealed(world, role: str) -> dict[str, list[str]]:
    """The secrets this role is told though it has no right to them, and where."""
    names = hidden_from(role)
    found = differing(world(), world(names), role)
    if not found:
        return {}
    told = world().ask(role, found)
    if told != world().ask(role, found):
        return {"nothing: told differently each time": [asked.path for asked in found]}
    return dict(sorted(blamed(world, role, told, names).items()))


def blamed(world, role: str, told: dict, names: frozenset[str]) -> dict[str, list[str]]:
    """Which of these secrets, changed alone, changes which of these answers."""
    each = {name: world(frozenset({name})).ask(role, told) for name in names}
    found = {name: [asked.path for asked in told if told[asked] != each[name][asked]] for name in names}
    return {name: paths for name, paths in found.items() if paths} or {"together": [one.path for one in told]}


@pytest.mark.parametrize("role", COMPARED)
def test_secrets_change_no_answer_to_those_without_the_right_to_them(app, world, role):
    assert revealed(world, role) == {}
    assert world().messages(role) == world(hidden_from(role)).messages(role)


def test_every_secret_is_kept_from_somebody_compared_and_told_to_somebody(app, world):
    assert [name for name in FACTS if all(name not in hidden_from(role) for role in COMPARED)] == []
    cases = [asked for asked in world().asked if asked.endpoint == "cases.show"]
    told, retold = (world(names).ask("leader", cases) for names in (frozenset(), hidden_from("nobody")))
    seen = {asked.about for asked in cases if told[asked] != retold[asked]}
    assert seen == {"judged", "proposed", "objected", "paid"}  # a leader sees the difference


def test_a_page_that_tells_a_secret_is_found_and_the_secret_named(app, world, monkeypatch):

    def leaking() -> dict:
        """What experts wrote, to everybody."""
        query = db.session.query(Answer.masked).join(Event, Event.number == Answer.event_number)
        return {"comments": [masked["comment"] for (masked,) in query.filter(Event.action == "review")]}

    (page,) = [asked for asked in world().asked if asked.endpoint == "glossary.words"]
    names = frozenset({"comment", "conflict"})
    assert blamed(world, "nobody", world().ask("nobody", [page]), names) == {"together": ["/glossary"]}
    monkeypatch.setitem(app.view_functions, "glossary.words", leaking)
    assert blamed(world, "nobody", world().ask("nobody", [page]), names) == {"comment": ["/glossary"]}


def test_a_route_with_an_unknown_part_is_told_by_its_name():
    with pytest.raises(Unknown, match=r"/secret/<mystery> \(secrets.show\)"):
        choices(None, Rule("/secret/<mystery>", endpoint="secrets.show"), "mystery")
