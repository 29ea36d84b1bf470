"""The picture of a workflow: what stands where, for whom, and where it leads."""

import pytest

from tests import factories
from tests.counting import statements
from tests.factories import application, organisation, person, sign_in

pytestmark = pytest.mark.one_database


@pytest.fixture
def standing(app):
    unit, this, last = organisation(), factories.round_("patent", 2026), factories.round_("patent", 2025)
    for state in ("screening", "screening", "noticing"):
        application(state, this, unit)
    application("screening", last, unit)
    application("draft", this, unit)
    return this


def page(client, role: str, path: str = "/workflows/patent", **query):
    sign_in(client, person(role))
    return client.get(path, query_string=query)


def test_each_state_says_how_many_cases_one_may_see_and_leads_to_their_list(client, standing):
    text = page(client, "officer").text
    assert 'aria-label="形式审查：3 件"' in text
    assert 'aria-label="草稿：0 件"' in text
    assert 'href="/applications?programme=patent&amp;state=screening"' in text
    text = page(client, "leader", round=standing.id).text
    assert 'aria-label="形式审查：2 件"' in text
    assert f"state=screening&amp;round={standing.id}" in text


def test_the_counts_take_one_statement_however_many_there_are(client, standing):
    sign_in(client, person("officer"))
    with statements() as seen:
        client.get("/workflows/patent")
    assert sum("GROUP BY applications.state" in one for one in seen) == 1
    assert len(seen) <= 6


def test_an_administrator_sees_the_ways_without_the_cases(client, standing):
    text = page(client, "admin", "/workflows").text
    assert "不显示件数" in text
    assert "形式审查" in text
    assert "/applications?programme" not in text


@pytest.mark.parametrize(
    ("role", "path"),
    [("expert", "/workflows"), ("maker", "/workflows/patent"), ("officer", "/workflows/nothing")],
)
def test_nobody_else_is_shown_it(client, standing, role, path):
    assert page(client, role, path).status_code == 404
