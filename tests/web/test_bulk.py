"""The pages of bulk actions, as an officer walks through them; in English they say nothing Chinese of their own."""

import pytest

from grants.extensions import db
from grants.models import Event
from tests import factories
from tests.counting import statements
from tests.factories import sign_in
from tests.web import speech
from tests.web.test_languages import FOREIGN, NAMES

pytestmark = pytest.mark.one_database

REMIND = "/applications/bulk/new/patent/remind?text=夹具"


@pytest.fixture
def browser(client):
    """An officer's, with three cases in screening, two of them about jigs."""
    patents, unit = factories.round_(name="R1"), factories.organisation(name="Beijing Jigs")
    for title in ("夹具 A", "夹具 B", "C"):
        factories.application("screening", patents, unit, title=title)
    sign_in(client, factories.person("officer", name="Lin"))
    return client


def rehearsed(browser) -> str:
    """Where the rehearsal of a reminder is told."""
    answer = browser.post(REMIND, data={"text": "Please"})
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def test_from_the_list_to_an_order_that_is_called_back(browser):
    listed = browser.get("/applications?text=夹具").text
    assert 'action="/applications/bulk/new"' in listed
    chosen = browser.get("/applications/bulk/new?text=夹具").text
    assert "共 2 件" in chosen
    assert "/applications/bulk/new/patent/remind?text=" in chosen
    missing = browser.post(REMIND, data={"text": ""})
    assert (missing.status_code, "请填写“催办内容”" in missing.text) == (422, True)
    page = rehearsed(browser)
    assert "试办结果：2 件都可以办" in browser.get(page).text
    wrong = browser.post(f"{page}/order", data={"count": "3"})
    assert (wrong.status_code, "请填写将办理的件数 2" in wrong.text) == (422, True)
    browser.post(f"{page}/order", data={"count": "2"})
    assert "秒后开始办理 2 件" in browser.get(page).text
    assert "即将开始" in browser.get("/").text
    browser.post(f"{page}/recall")
    assert "已撤回" in browser.get(page).text
    assert db.session.query(Event).filter_by(action="remind").count() == 0


def test_a_rehearsal_is_left_without_a_trace(browser):
    page = rehearsed(browser)
    assert browser.post(f"{page}/discard").headers["Location"] == "/applications"
    assert browser.get(page).status_code == 404


def test_what_is_refused_is_told_on_the_page_of_its_button(browser):
    page = rehearsed(browser)
    browser.post(f"{page}/order", data={"count": "2"})
    told = browser.post(f"{page}/discard", follow_redirects=True)
    assert (told.request.path, "已经确认，不能放弃" in told.text) == (page, True)
    told = browser.post(f"{page}/again", follow_redirects=True)
    assert (told.request.path, "还没有办完" in told.text) == (page, True)
    browser.post(f"{page}/recall")
    assert "试办结果：2 件都可以" in browser.post(f"{page}/again", follow_redirects=True).text
    told = browser.post(f"{page}/recall", follow_redirects=True)
    assert (told.request.path, "已经办完，不能撤回" in told.text) == (page, True)
    none = browser.post(REMIND.replace("夹具", "没有"), data={"text": "Please"})
    assert "所选案件中没有可以办理此项的" in none.text


def test_nobody_is_offered_what_is_not_theirs(client):
    factories.application("screening")
    sign_in(client, factories.person("maker"))
    assert client.get("/applications/bulk/new/patent/remind").status_code == 404
    assert client.post("/applications/bulk/new/patent/remind", data={"text": "x"}).status_code == 404
    assert "没有您可以一次办理的" in client.get("/applications/bulk/new").text


def texts(browser, address: str) -> list[str]:
    return list(speech.heard(browser.get(address).text, speech.Texts()).texts())


def test_english_pages_are_english(app, browser):
    browser.set_cookie("language", "en")
    page = rehearsed(browser)
    addresses = (
        REMIND,
        "/applications/bulk/new",
        "/applications/bulk/new?case=T-0001",
        page,
        "/applications/bulk",
    )
    known = (*speech.stored(), *(app.config[name] for name in NAMES), "中文", "夹具")
    for address in addresses:
        assert speech.foreign(texts(browser, address), FOREIGN["en"], known) == set(), address


def test_the_pages_keep_their_budget_of_statements(browser):
    page = rehearsed(browser)
    for address, most in (("/applications/bulk/new", 3), (page, 7), ("/applications/bulk", 5)):
        with statements() as seen:
            browser.get(address)
        assert len(seen) <= most, (address, seen)
