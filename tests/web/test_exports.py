"""The pages of long tables, as an officer walks through them; in English they say nothing Chinese of their own."""

import pytest

from grants.services import export_work, exports, lists
from tests import factories
from tests.factories import sign_in
from tests.web import speech
from tests.web.test_languages import FOREIGN, NAMES

pytestmark = pytest.mark.one_database


@pytest.fixture
def browser(client, monkeypatch):
    """An officer's, whose list is longer than one waits for."""
    monkeypatch.setattr(lists, "AT_ONCE", 1)
    patents, unit = factories.round_(name="R1"), factories.organisation(name="Beijing Jigs")
    for title in ("Jig A", "Jig B"):
        factories.application("screening", patents, unit, title=title)
    sign_in(client, factories.person("officer", name="Lin"))
    return client


def ordered(browser) -> str:
    """Where the table of the list is told of."""
    asked = browser.get("/applications.xlsx?text=Jig").headers["Location"]
    answer = browser.post(asked)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def test_a_long_list_is_ordered_made_and_downloaded(browser):
    assert "2 件" in browser.get(browser.get("/applications.xlsx?text=Jig").headers["Location"]).text
    page = ordered(browser)
    assert "正在生成" in browser.get(page).text
    assert "这张表还没有生成" in browser.get(f"{page}/cases.xlsx", follow_redirects=True).text
    export_work.some()
    assert "共 2 件" in browser.get(page).text
    with browser.get(f"{page}/cases.xlsx") as answer:
        assert (answer.data[:2], "attachment" in answer.headers["Content-Disposition"]) == (b"PK", True)
    assert page in browser.get("/applications/exports").text
    sign_in(browser, factories.person("officer"))
    assert {browser.get(page).status_code, browser.get(f"{page}/cases.xlsx").status_code} == {404}


def test_english_pages_are_english(app, browser, monkeypatch):
    browser.set_cookie("language", "en")
    known = (*speech.stored(), *(app.config[name] for name in NAMES), "中文")

    def foreign(address: str) -> set[str]:
        said = speech.heard(browser.get(address).text, speech.Texts())
        return speech.foreign(list(said.texts()), FOREIGN["en"], known)

    page = ordered(browser)
    seen = foreign("/applications/exports/new") | foreign(page)
    export_work.some()
    seen |= foreign(page) | foreign("/applications/exports")
    monkeypatch.setattr(exports, "KEPT", exports.KEPT * 0)
    assert seen | foreign(page) == set()
