"""Every page says which part of the house it belongs to; the table names those that belong to none, and why."""

import re

import pytest

from grants.web.navigation import link_over

# By the beginning of their address.
NOWHERE = {
    "/applications.xlsx": "a file",
    "/healthz": "asked by machines",
    "/invitation/<token>": "before somebody has an account",
    "/language/<code>": "leads back to where it was asked",
    "/papers/<int:paper_id>.pdf": "a file",
    "/password": "before somebody is signed in",
    "/register": "before somebody has an account",
    "/sign-in": "before somebody is signed in",
    "/static": "files",
    "/styleguide": "for those who build the house",
    "/VERIFY": "leads to the address in small letters",
}


def test_pages_that_belong_to_no_link_are_known(app):
    with app.test_request_context():
        rules = [rule.rule for rule in app.url_map.iter_rules() if "GET" in rule.methods]
        lost = {rule for rule in rules if not link_over(rule) and not rule.startswith("/api/")}
    assert {rule for rule in lost if not rule.startswith(tuple(NOWHERE))} == set()
    assert {known for known in NOWHERE if not any(rule.startswith(known) for rule in lost)} == set()


@pytest.mark.parametrize(
    ("path", "endpoint"),
    [
        ("/", "home.index"),
        ("/check/patent", "home.index"),
        ("/paper-batches/3", "rounds.index"),
        ("/rounds/3/papers", "rounds.index"),
        ("/roundsabout", ""),
        ("/account/password", "account.index"),
    ],
)
def test_a_page_belongs_where_its_address_says(app, path, endpoint):
    with app.test_request_context():
        assert link_over(path) == endpoint


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("path", "label"), [("/check/studio", "首页"), ("/notices", "公示"), ("/rules", "规则")]
)
def test_one_link_around_a_page_is_marked(client, path, label):
    around = re.sub("<main.*</main>", "", client.get(path).text, flags=re.S)
    assert re.findall(r'aria-current="page">([^<]+)<', around) == [label]
