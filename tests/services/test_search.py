"""The search language: what a word means, and what is said where it means nothing."""

from decimal import Decimal

import pytest

from grants.access import Held, Viewer, sums_told
from grants.database import writing
from grants.models import Assignment
from grants.services import case_table, columns, lists, search
from tests import factories
from tests.conftest import NOW
from tests.lives.office import Office

OFFICER = Viewer(1, (Held("officer"),))


@pytest.fixture
def cases(app):
    """Three cases, T-0001 to T-0003."""
    zhongxin = factories.organisation(name="中芯国际集成电路制造（北京）有限公司")
    patents, projects = factories.round_(), factories.round_("project", 2025)
    day = factories.today().replace(month=12, day=1)
    factories.application("screening", patents, zhongxin, title="焊装 夹具", due_on=day)
    factories.application("paying", patents, title="Laser: 切割头", awarded=300_000)
    factories.application("closed", projects, zhongxin, title="产线", awarded=5_000_000, instructed=5_000_000)


FOUND = [  # what is typed, and the cases that answer it
    ("", "123"),
    ("夹具", "1"),
    ("t-0002", "2"),
    ("中芯 夹具", "1"),
    ('"焊装 夹具"', "1"),
    ('"Laser:"', "2"),
    ("项目:专利", "12"),
    ("programme:patent state:screening org:中芯", "1"),
    ("状态：形式审查", "1"),
    ("-状态:办结", "12"),
    ("金额>0.3万", "3"),
    ("金额>=3000", "23"),
    ("amount=3,000.00", "2"),
    ("年度<2026", "3"),
    ("期限<2026-12-02", "1"),
    ("期限<2026-12-01", ""),
    ("-期限<2026-12-02", "23"),
    ("100%", ""),
]


@pytest.mark.parametrize(("text", "shown"), FOUND)
def test_what_is_typed_finds(cases, text, shown):
    page = lists.page(OFFICER, lists.Filters(text=text))
    assert page.faults == ()
    assert sorted(row.number for row in page.rows) == [f"T-000{number}" for number in shown]


NOT_READ = [
    ("颜色:红", "没有这个查询项，可用的有项目、状态"),
    ("状态:进行", "可写：草稿、补正"),
    ("金额>很多", "不是金额"),
    ("期限<12月", "日期须形如"),
    ("年度:26", "年度须形如"),
    ("项目>专利", "不能比大小"),
    (" ".join(["x"] * 13), "最多 12 个条件"),
]


@pytest.mark.one_database
@pytest.mark.parametrize(("text", "told"), NOT_READ)
def test_what_cannot_be_read_is_said_and_nothing_is_shown(cases, text, told):
    page = lists.page(OFFICER, lists.Filters(text=text))
    assert page.rows == []
    assert told in "".join(page.faults)


@pytest.mark.one_database
def test_all_that_is_wrong_is_said_at_once(app):
    assert len(search.read("颜色:红 状态:x 夹具", OFFICER).faults) == 2


@pytest.mark.parametrize(("also", "found"), [(None, []), ("officer", ["T-0001"])])
def test_by_its_sum_an_expert_finds_no_case_they_judge(app, also, found):
    """Whatever else they are elsewhere: an officer of patents who judges a project is its expert and no more."""
    project = factories.application("paying", factories.round_("project"), awarded=300_000)
    patent = factories.application("paying", factories.round_(), awarded=300_000)
    someone = factories.person("expert")
    for case in (project, patent):
        factories.kept(
            Assignment(application_id=case.id, person_id=someone.id, status="cleared", assigned_at=NOW)
        )
    if also:
        factories.hold(someone, also, programme="project")
    viewer = factories.viewer(someone)
    shown = lists.page(viewer, lists.Filters(text="金额>1")).rows
    assert [row.number for row in shown] == found
    lines = {
        case.number: case_table.line(case, columns.COLUMNS, sums_told(viewer, case))
        for case in lists.exported(viewer, lists.Filters())
    }
    assert [number for number, line in lines.items() if Decimal("3000.00") in line] == found


@pytest.mark.one_database
def test_a_query_shows_nobody_more_than_they_see(cases):
    assert lists.page(Viewer(), lists.Filters(text="夹具")).rows == []


@pytest.mark.one_database
def test_a_case_bears_the_last_day_it_was_given_until_it_moves_on(app):
    office = Office("patent")
    number = office.led("submit", "endorse")
    assert office.case(number).due_on is None
    given = {"faults": [{"section": "patent", "fault": "扫描件不清楚"}], "due_on": "2026-04-20"}
    office.do(number, "return_for_correction", office.answers("return_for_correction") | given)
    assert str(office.case(number).due_on) == "2026-04-20"
    with writing():
        assert lists.page(office.viewer("officer"), lists.Filters(text="期限<=2026-04-20")).rows
    office.do(number, "submit")
    assert office.case(number).due_on is None
    office.do(number, "withhold")  # by the unit itself: the day its office gave it still counts against it
    assert str(office.case(number).due_on) == "2026-04-20"
