"""How somebody looks at the list of cases: its order, its columns, and the names they gave their views."""

import io
import re

import pytest
from openpyxl import load_workbook

from grants.services import lists, sorting
from tests import factories
from tests.clients import Client
from tests.counting import statements
from tests.factories import sign_in


@pytest.fixture
def patents(app):
    """Four cases, with days and sums in no order."""
    made, unit = factories.round_(), factories.organisation()
    days = ("2026-05-01", None, "2026-03-01", None)
    for day, sum_ in zip(days, (300, 100, 500, 300), strict=True):
        due = None if day is None else factories.today().fromisoformat(day)
        factories.application("paying", made, unit, awarded=sum_, due_on=due)
    return made


@pytest.mark.parametrize(
    ("sort", "found"),
    [("", "4321"), ("due", "3124"), ("sum", "3412"), ("number", "1234"), ("nonsense", "4321")],
)
def test_page_by_page_is_the_whole_in_its_order(patents, sort, found):
    viewer, filters = factories.viewer(factories.person("officer")), lists.Filters(sort=sort)
    numbers, after = "", ""
    while not numbers or after:
        page = lists.page(viewer, filters, after, limit=1)
        numbers, after = numbers + page.rows[0].number[-1], page.following
    assert numbers == found == "".join(row.number[-1] for row in lists.exported(viewer, filters))


@pytest.mark.parametrize(
    ("sort", "keys"),
    [
        ("", ("", "~", "x~1", "2026~1", "2026-01-01T00:00:00~1", "2026-01-01T00:00:00+00:00~99999999999")),
        ("due", ("", "x~1", "2026-13-01~1", "2026-01-01~0")),
        ("sum", ("-5~1", "1.5~1", "9" * 40 + "~1", "1~x")),
        ("number", ("\0~1", "' OR 1~1", "", "x" * 60 + "~1")),
    ],
)
def test_a_key_that_is_not_ours_begins_at_the_start(sort, keys):
    assert [sorting.read_key(sorting.SORTS[sort], key) for key in keys] == [None] * len(keys)


@pytest.fixture
def browser(client, patents):
    sign_in(client, factories.person("officer"))
    return client


def headings(text: str) -> list[str]:
    return re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', text)


def kept(browser, name: str, shared: str = "", **query: str) -> None:
    answer = browser.post("/applications/views", data={"name": name, "shared": shared, **query})
    assert answer.status_code == 303, answer.text


@pytest.mark.one_database
def test_chosen_columns_are_those_of_the_page_and_of_the_table(browser):
    browser.post("/applications/columns", data={"column": ["paid", "unit", "nonsense"]})
    told = browser.get("/applications").text
    assert headings(told) == ["名称", "单位名称", "已拨金额（元）"]
    sheet = load_workbook(io.BytesIO(browser.get("/applications.xlsx").data)).active
    assert [cell.value for cell in sheet[1]] == ["编号", "名称", "单位名称", "已拨金额（元）"]
    browser.post("/applications/columns")
    assert "审定金额（元）" in headings(browser.get("/applications").text)


@pytest.mark.one_database
def test_a_view_keeps_query_order_and_columns_and_is_replaced_under_its_name(browser):
    kept(browser, "临期", text="状态:执行期", sort="due", columns="due,state")
    kept(browser, " 临期 ", text="状态:拨款", sort="due", columns="due,state")
    told = browser.get("/applications").text
    (address,) = re.findall(r'<li><a href="([^"]+)">临期</a>', told)
    again = browser.get(address.replace("&amp;", "&")).text
    assert 'value="状态:拨款"' in again
    assert headings(again) == ["名称", "状态", "当前期限"]
    assert re.search(r'aria-current="page">临期', again)


@pytest.mark.one_database
def test_a_shared_view_is_opened_by_the_office_of_its_programme_and_changed_by_its_maker(app, browser):
    kept(browser, "大家的", "patent", text="夹具")
    kept(browser, "自己看", text="夹具")
    others = {"officer": "patent", "maker": None, "leader": "project", "applicant": None, "expert": None}
    for role, programme in others.items():
        other = Client(app)
        sign_in(other, factories.person(role, programme=programme))
        told = other.get("/applications").text
        assert ("大家的" in told, "自己看" in told) == (role in ("officer", "maker"), False), role
        told = other.post("/applications/views/1/remove", follow_redirects=True).text
        assert "您的视图中没有这一个" in told, "one's own that is gone already, and a colleague's alike"
        assert other.post("/applications/views/1", data={"name": "x"}).status_code == 404
    assert browser.post("/applications/views/1", data={"name": "自己看"}).status_code == 422
    assert browser.post("/applications/views/1", data={"name": " "}).status_code == 422
    browser.post("/applications/views/1", data={"name": "改名"})
    browser.post("/applications/views/2/remove")
    told = browser.get("/applications").text
    assert ("改名" in told, "大家的" in told, "自己看" in told) == (True, False, False)


@pytest.mark.one_database
def test_a_view_is_shared_with_ones_own_office_only(app):
    unit = Client(app)
    sign_in(unit, factories.person("applicant"))
    assert unit.post("/applications/views", data={"name": "x", "shared": "patent"}).status_code == 403


@pytest.mark.one_database
def test_the_list_takes_six_statements_whatever_its_columns(browser):
    kept(browser, "全部栏目", columns="unit")
    names = "unit,code,programme,year,round,state,turn,due,level,awarded,paid,awarded_on,term_ends,changed"
    with statements() as seen:
        browser.get(f"/applications?columns={names}")
    assert len(seen) <= 6, seen
