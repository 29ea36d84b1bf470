"""Pages answer in words, whoever comes, within their budgets of statements."""

import re

import pytest

from tests.counting import statements
from tests.factories import application, organisation, person, round_, sign_in
from tests.lives.office import Office

pytestmark = pytest.mark.one_database
OPEN = {"opens_at": "2026-03-01T09:00", "closes_at": "2026-12-31T18:00"}


@pytest.mark.parametrize(
    "path", ["/", "/rules", "/glossary", "/check/patent", "/check/project", "/check/studio"]
)
def test_everybody_reads_what_is_given_and_by_which_rules(client, path):
    round_("patent")
    answer = client.get(path)
    assert answer.status_code == 200
    assert 'lang="zh-CN"' in answer.text


def test_the_front_page_shows_all_programmes_and_until_when_one_may_apply(client):
    round_("patent")
    text = client.get("/").text
    for told in ("职工创新工作室评选", "职工创新项目助推", "职工专利助推", "2026-04-30 18:00 截止"):
        assert told in text


def test_the_house_says_that_it_stands(client):
    with statements() as seen:
        assert client.get("/healthz").text == "ok"
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("accept", "kind"), [("text/html", "text/html; charset=utf-8"), ("application/json", "application/json")]
)
def test_what_is_not_there_is_said_in_the_form_that_was_asked_for(client, accept, kind):
    answer = client.get("/nowhere", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, kind)
    assert "没有找到" in (answer.get_json()["message"] if answer.is_json else answer.text)


def test_the_language_is_chosen_per_browser_and_leads_back(client):
    answer = client.get("/language/en?back=/rules")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/rules")
    assert 'lang="en"' in client.get("/rules").text


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org", "/\\example.org", "rules"])
def test_the_language_switch_leads_nowhere_else(client, target):
    assert client.get("/language/en", query_string={"back": target}).headers["Location"] == "/"


def test_cases_ask_who_comes_to_sign_in_first(client):
    answer = client.get("/applications")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in?next=")


def test_a_list_costs_the_same_for_one_row_and_for_many(client):
    officer, row, unit = person("officer"), round_(), organisation()
    sign_in(client, officer)
    counts = []
    for more in (1, 60):
        for _ in range(more):
            application("screening", row, unit, title="焊接夹具")
        with statements() as seen:
            assert client.get("/applications").status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 6


def test_pages_of_a_list_hold_every_case_once(client):
    officer, row, unit = person("officer"), round_(), organisation()
    numbers = {application("screening", row, unit).number for _ in range(120)}
    sign_in(client, officer)
    found, path = [], "/applications"
    while path:
        text = client.get(path).text
        found += re.findall(r'href="/applications/(T-\d+)"', text)
        path = text.split('rel="next" href="')[1].split('"')[0] if 'rel="next"' in text else ""
    assert len(found) == 120
    assert set(found) == numbers


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("programme=patent", True),
        ("programme=studio", False),
        ("state=screening", True),
        ("state=closed", False),
        ("text=夹具", True),
        ("text=夹具 试验制造", True),
        ("text=%25", False),
        ("after=nonsense&round=x", True),
    ],
)
def test_a_list_is_narrowed_as_asked(client, query, shown):
    application("screening", title="焊接夹具")
    sign_in(client, person("officer"))
    assert ("焊接夹具" in client.get(f"/applications?{query}").text) is shown


def test_a_stranger_sees_no_case_and_no_round_of_it(client):
    application("screening", title="焊接夹具")
    sign_in(client, person("applicant"))
    text = client.get("/applications").text
    assert "焊接夹具" not in text
    assert "2026 专利" not in text


def test_the_case_page_tells_where_it_stands_and_what_can_be_done(client):
    office = Office("patent")
    number = office.begin()
    office.do(number, "submit")
    office.do(number, "endorse")
    sign_in(client, office.people["officer"])
    with statements() as seen:
        text = client.get(f"/applications/{number}").text
    assert len(seen) <= 12
    for told in ("形式审查", "轮到谁", "项目办工作人员", "受理", "退回补正", "单位确认", "aria-current"):
        assert told in text
    assert "110101199003078274" not in text


def test_a_button_that_is_closed_says_why_and_by_which_rule(client):
    office = Office("patent")
    number = office.led("submit", "endorse", "accept")
    sign_in(client, office.people["leader"])
    text = client.get(f"/applications/{number}").text
    assert 'aria-disabled="true"' in text
    assert "会议尚未提出审定建议。" in text
    assert "/rules#M1" in text


TURNS = [
    (("submit",), "endorser"),
    (("submit", "endorse"), "officer"),
    (("submit", "endorse", "accept"), "officer"),
    (("submit", "endorse", "accept", "propose"), "leader"),
]


@pytest.mark.parametrize(("done", "turn"), TURNS)
def test_the_to_do_list_is_of_whose_turn_it_is(client, done, turn):
    office = Office("patent")
    number = office.begin()
    for action in done:
        office.do(number, action, office.answers(action) | EXTRA.get(action, {}))
    for role in ("applicant", "endorser", "officer", "leader"):
        sign_in(client, office.people[role])
        text = client.get("/").text
        waiting = "等待您办理的案件，等候最久的在前" in text
        assert waiting is (role == turn), role


EXTRA = {"propose": {"amount": "3000.00"}}


def test_an_applicant_begins_a_draft_from_an_open_round(client):
    office = Office("patent")
    sign_in(client, office.people["applicant"])
    assert office.unit.name in client.get(f"/applications/new/{office.round.id}").text
    answer = client.post(f"/applications/new/{office.round.id}")
    assert answer.status_code == 303
    page = client.get(f"{answer.headers['Location']}?section=unit")
    assert page.status_code == 200
    assert office.unit.code in page.text
    again = client.post(f"/applications/new/{office.round.id}").headers["Location"]
    assert again == answer.headers["Location"]  # pressed twice: nothing was typed in it yet
    client.post(f"{again}/draft", data={"title": "一种夹具"})
    assert client.post(f"/applications/new/{office.round.id}").headers["Location"] != again


def test_who_has_no_unit_is_told_how_to_apply(client):
    row = round_()
    sign_in(client, person("officer"))
    answer = client.get(f"/applications/new/{row.id}")
    assert answer.status_code == 403
    assert "请先登记单位" in answer.text
