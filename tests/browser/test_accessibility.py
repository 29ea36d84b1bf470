"""axe finds no violation of WCAG 2.1 A and AA on any page of any role at any state of a case, light and dark; and
no page is heavy.

The pages are those of the walks, over the route map. A page is put before axe when it shows something that no page
before it showed (an element of a kind, in an attire, within another): hundreds of pages are made of the same parts.
"""

import gzip
from collections.abc import Iterator
from itertools import cycle

import pytest

from tests.browser.judging import Judge, Part, parts
from tests.browser.seats import NARROW, WIDE
from tests.clients import Client
from tests.web.test_languages import browsers, elsewhere, of_a_case
from tests.web.walks import WALKS, stops

pytestmark = pytest.mark.one_database
HEAVIEST = 30 * 1024  # bytes, compressed
WAYS = cycle([("zh", WIDE), ("en", NARROW), ("en", WIDE), ("zh", NARROW)])


@pytest.fixture
def judge(browser, client):
    page = browser.new_page(viewport=WIDE, reduced_motion="reduce")
    yield Judge(page, client.get("/static/house.css").data)
    page.close()


@pytest.fixture(scope="module")
def seen() -> set[Part]:
    return set()


@pytest.mark.parametrize("programme", WALKS)
def test_axe_finds_nothing_on_any_page_and_none_is_heavy(app, judge, seen, programme):
    found = []
    for client, address in pages(app, programme):
        language, size = next(WAYS)
        client.set_cookie("language", language)
        answer = client.get(address)
        found += too_heavy(answer, address)
        new = parts(answer.text) - seen if answer.mimetype == "text/html" else set()
        if new and answer.status_code not in (301, 302, 303):
            seen |= new
            judge.page.set_viewport_size(size)
            found += judge.faults(answer, address)
    assert not found


def too_heavy(answer, address: str) -> list[str]:
    """A page that weighs more than it may on its way to a phone, once the style sheet and the scripts are there."""
    weight = len(gzip.compress(answer.data)) if answer.mimetype == "text/html" else 0
    return [f"{address} weighs {weight} bytes"] if weight > HEAVIEST else []


def pages(app, programme: str) -> Iterator[tuple[Client, str]]:
    """Who looks, and at which page: those of the case at each of its states, at the end all others."""
    for office, number in stops(programme):
        here = office, number
        for role, _someone, client in browsers(app, office):
            yield from ((client, address) for address in of_a_case(office, number, role))
    for _role, _someone, client in browsers(app, here[0]):
        yield from ((client, address) for address in elsewhere(app, *here))


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_nothing_in_the_elements_of_the_house(client, judge, size):
    judge.page.set_viewport_size(size)
    assert judge.faults(client.get("/styleguide"), "/styleguide") == []
    assert judge.contrasts() == []


def test_what_is_wrong_is_found(client, judge):
    """So that silence means something."""
    answer = client.get("/styleguide")
    wrong = '<img src="x.png"><p class="small" role="nothing">…</p><table class="tag"></table><a href="#">'
    answer.data = answer.text.replace("</h1>", f"</h1>{wrong}", 1)
    judge.sheet += b".small { color: #999; background: #fff }"
    told = " ".join(judge.faults(answer, "/styleguide"))
    for fault in ("image-alt", "aria-roles", "light, too faint: p.small", "dark, too faint: p.small"):
        assert fault in told
