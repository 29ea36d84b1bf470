"""Import: everything or nothing, every bad cell named at once, and nothing brought in twice."""

import pytest

from grants.database import writing
from grants.errors import Forbidden
from grants.extensions import db
from grants.models import Application, Claimed, Draft, Event, Message, Organisation, Round
from grants.services import imports, sheets
from grants.services.import_columns import columns
from tests.factories import count, organisation, person, round_, viewer

HEADING = ("发明名称", "专利号", "第一发明人", "单位名称", "统一社会信用代码", "奖励日期", "奖励金额（元）")
GOOD = (
    "一种装置",
    "ZL201810862228.X",
    "王建国",
    "北京示例甲有限公司",
    "91110302562134916R",
    "2020-05-06",
    "3000.00",
)
OTHER = (
    "一种方法",
    "ZL 2015 1 1034171.7",
    "李秀英",
    "北京示例乙有限公司",
    "91110108551385082Q",
    "2020/5/6",
    "3,000",
)


def sheet(*rows, heading=HEADING):
    return sheets.Sheet(heading, tuple(enumerate(rows, 2)))


def bring(table, who=None, action="register", programme="patent", apply=True):
    who, made = who or viewer(person("officer")), round_(programme, name=f"往届{count(Round)}")
    with writing(dry_run=not apply):
        report = imports.bring_in(who, made.id, action, table)
        if report.faults:
            db.session.rollback()
    return report


def told(report):
    return [(fault.row, fault.column, fault.sentence) for fault in report.faults]


def changed(row, **cells):
    """A row with some cells replaced, by the place of their heading."""
    return tuple(
        cells.get(name, value)
        for name, value in zip(["title", "number", "who", "unit", "code", "day", "sum"], row, strict=True)
    )


def test_rows_become_closed_cases_with_their_units_and_claims(app):
    report = bring(sheet(GOOD, OTHER))
    assert told(report) == []
    assert report.units == ["北京示例甲有限公司", "北京示例乙有限公司"]
    first = db.session.query(Application).order_by(Application.id).first()
    assert (first.number, first.state, first.origin) == (report.numbers[0], "closed", "imported")
    assert (first.title, first.awarded, first.paid, str(first.awarded_on)) == (
        "一种装置",
        300_000,
        300_000,
        "2020-05-06",
    )
    assert db.session.query(Claimed.kind).distinct().all() == [("patent_number",)]
    assert db.session.query(Event).filter_by(action="import").one().duty == "officer"


def test_a_dry_run_tells_the_same_and_keeps_nothing(app):
    report = bring(sheet(GOOD), apply=False)
    assert (len(report.numbers), len(report.units)) == (1, 1)
    assert (count(Application), count(Organisation)) == (0, 0)


BAD = [
    ("a wrong check digit is named with the one expected", {"number": "ZL201810123456.7"}, "专利号", "5"),
    ("a day that is none", {"day": "2020-02-30"}, "奖励日期", "有效的日期"),
    ("a sum that is none", {"sum": "三千"}, "奖励金额（元）", "不是金额"),
    ("a code of 17 characters", {"code": "9111030256213491"}, "统一社会信用代码", "18 位"),
    (
        "a code with a wrong check character needs a reason",
        {"code": "91110302562134916Q"},
        "统一社会信用代码",
        "校验位",
    ),
    ("a name left out", {"who": ""}, "第一发明人", "请填写"),
    (
        "an unknown unit without its code",
        {"code": "", "unit": "北京示例丙有限公司"},
        "统一社会信用代码",
        "尚未登记",
    ),
]


@pytest.mark.parametrize(
    ("cells", "column", "says"), [case[1:] for case in BAD], ids=[case[0] for case in BAD]
)
def test_each_bad_cell_is_named(app, cells, column, says):
    report = bring(sheet(OTHER, changed(GOOD, **cells)))
    (fault,) = report.faults
    assert (fault.row, fault.column) == (3, column)
    assert says in fault.sentence
    assert count(Application) == 0


def test_three_bad_rows_are_told_at_once_and_nothing_is_kept(app):
    rows = (GOOD, changed(OTHER, day="昨天", sum="-1"), changed(GOOD, number="123"), GOOD)
    report = bring(sheet(*rows))
    assert [fault.row for fault in report.faults] == [3, 3, 4, 5]
    assert "第 2 行重复" in report.faults[-1].sentence
    assert (count(Application), count(Organisation), count(Claimed)) == (0, 0, 0)


def test_a_patent_rewarded_before_is_refused_across_files(app):
    bring(sheet(GOOD))
    (fault,) = bring(sheet(OTHER, GOOD)).faults
    assert (fault.row, fault.column, fault.value) == (3, "专利号", GOOD[1])
    assert "已获奖励" in fault.sentence
    assert count(Application) == 1


def test_an_award_is_brought_in_once_whatever_its_programme(app):
    heading = ("项目名称", "单位名称", "统一社会信用代码", "批准日期", "助推金额（元）")
    row = ("蚀刻工艺优化攻关", GOOD[3], GOOD[4], "2016-04-08", "50000")
    later = (*row[:3], "2017-04-08", row[4])
    twice = bring(sheet(row, later, row, heading=heading), programme="project")
    assert told(twice) == [(4, "整行", "与第 2 行重复。")]
    (number, _later) = bring(sheet(row, later, heading=heading), programme="project").numbers
    (fault,) = bring(sheet(row, heading=heading), programme="project").faults
    assert (fault.row, number in fault.sentence) == (2, True)


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        (HEADING[:-1], "奖励金额（元）"),
        ((*HEADING, "手机"), "手机"),
        ((*HEADING, "专利号"), "专利号"),
        ((*HEADING, "企业报告的经济效益"), "企业报告的经济效益"),
    ],
)
def test_the_heading_is_judged_first(app, heading, column):
    (fault,) = bring(sheet((*GOOD, "1"), heading=heading)).faults
    assert (fault.row, fault.column) == (1, column)


def test_applications_become_drafts_of_their_unit(app):
    heading = ("单位名称", "统一社会信用代码", "发明名称", "专利号", "发明人", "是工会会员", "姓名", "手机号")
    row = (GOOD[3], GOOD[4], "一种装置", GOOD[1], "王建国；李秀英", "是", "王建国", "13800001234")
    applicant = person("applicant", organisation(GOOD[3], GOOD[4]))
    elsewhere = ("北京示例乙有限公司", OTHER[4], "一种方法", OTHER[1], "赵敏", "是", "赵敏", "13800001235")
    report = bring(sheet(row, elsewhere, heading=heading), action="submit")
    assert (told(report), report.silent) == ([], [elsewhere[0]])
    (message,) = db.session.query(Message)
    assert message.person_id == applicant.id
    assert report.numbers[0] in message.body
    draft = db.session.query(Draft).order_by(Draft.id).first()
    case = db.session.get(Application, draft.application_id)
    assert (case.state, case.origin, case.title) == ("draft", "applied", "一种装置")
    assert draft.masked["inventors"] == [{"name": "王建国"}, {"name": "李秀英"}]
    assert (draft.masked["union_member"], draft.masked["phone"]) == (True, "138****1234")


def test_only_the_programmes_officer_imports(app):
    for role, programme in (("leader", None), ("officer", "studio"), ("applicant", None)):
        with pytest.raises(Forbidden):
            bring(sheet(GOOD), viewer(person(role, programme=programme)))


def test_a_studio_may_have_finished_several_projects(app):
    heading = ("项目名称", "单位名称", "统一社会信用代码", "工作室名称", "批准日期", "助推金额（元）")
    rows = [(f"项目{n}", GOOD[3], GOOD[4], "王建国创新工作室", "2019-05-06", "50000") for n in (1, 2)]
    assert told(bring(sheet(*rows, heading=heading), programme="project")) == []


def test_a_studio_is_named_once_at_each_level(app):
    heading = ("工作室名称", "级别", "单位名称", "统一社会信用代码", "命名日期", "一次性助推资金（元）")
    rows = [
        ("王建国创新工作室", level, GOOD[3], GOOD[4], "2019-05-06", "0") for level in ("区级", "市级", "区级")
    ]
    (fault,) = bring(sheet(*rows, heading=heading), programme="studio").faults
    assert (fault.row, "第 2 行重复" in fault.sentence) == (4, True)


@pytest.mark.parametrize("programme", ["studio", "project", "patent"])
@pytest.mark.parametrize("action", imports.ACTIONS)
def test_every_column_has_a_heading_of_its_own(app, programme, action):
    titles = [column.title for column in columns(round_form(programme, action))]
    assert len(titles) == len(set(titles)) > 5


def round_form(programme, action):
    return imports.PROGRAMMES[programme].forms[action]
