"""The list of cases as somebody asks for it, and the same as a table to take away."""

import io

import pytest
from openpyxl import load_workbook

from tests import factories
from tests.factories import sign_in

pytestmark = pytest.mark.one_database


@pytest.fixture
def browser(client):
    """An officer's, with two cases."""
    unit, patents = factories.organisation(name="北京亦创精工装备有限公司"), factories.round_()
    for state, title in (("screening", "=1+1"), ("paying", "切割头")):
        factories.application(state, patents, unit, title=title)
    sign_in(client, factories.person("officer"))
    return client


def exported(browser, **query):
    answer = browser.get("/applications.xlsx", query_string=query)
    return [
        [cell.value for cell in row]
        for row in load_workbook(io.BytesIO(answer.data)).active.iter_rows(min_row=2)
    ]


def test_the_table_holds_exactly_what_the_list_shows(browser):
    assert [row[0] for row in exported(browser)] == ["T-0002", "T-0001"]
    assert [row[0] for row in exported(browser, text="状态:拨款")] == ["T-0002"]


def test_a_text_that_looks_like_a_formula_stays_a_text(browser):
    sheet = load_workbook(io.BytesIO(browser.get("/applications.xlsx?text=T-0001").data)).active
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=1+1", "s")


def test_a_query_that_is_not_understood_keeps_what_was_typed_and_says_what_could_be(browser):
    told = browser.get("/applications?text=状态:进行").text
    assert 'value="状态:进行"' in told
    assert "可写：草稿、补正" in told
    assert browser.get("/applications.xlsx?text=状态:进行").status_code == 422


def test_a_table_is_for_who_is_signed_in(client):
    assert "/sign-in" in client.get("/applications.xlsx").headers["Location"]


def test_a_column_that_is_empty_on_the_whole_page_stands_there_only_for_who_chose_it(browser):
    titles = '<th scope="col">当前期限</th>', '<th scope="col">状态</th>'
    assert [title in browser.get("/applications").text for title in titles] == [False, True]
    assert [title in browser.get("/applications?columns=due,state").text for title in titles] == [True, True]
    assert "当前期限" in [
        cell.value
        for cell in next(load_workbook(io.BytesIO(browser.get("/applications.xlsx").data)).active.rows)
    ]
