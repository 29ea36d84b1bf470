"""Rules across the questions of the applications, proposals and rounds, read like the policy."""

import pytest

from forms import patent, project, studio
from forms.base import check, only_sections
from tests.forms import samples
from tests.forms.samples import answers, round_terms

PART = {"name": "刘洋", "post": "技师", "share": "50"}
MEMBER = {"name": "刘洋", "post": "技师", "skill": None, "duty": "装配", "insured": True}
MODULES = {"patent": patent, "project": project, "studio": studio}
RULES = [
    # programme, action, what is changed, where the fault stands, what it says
    ("patent", "submit", {"kind": "2"}, "kind", "表示的是“发明专利”，所选的是“实用新型专利”"),
    ("patent", "submit", {"grant_date": "2018-07-31"}, "grant_date", "“授权公告日”不能早于“申请日”"),
    ("patent", "submit", {"in_production_since": None}, "in_production_since", "已在生产中应用的"),
    ("patent", "submit", {"card_number": "6222020200112233445"}, "card_number", "校验不通过"),
    ("patent", "submit", {"inventors": []}, "inventors", "请至少填写一行“发明人”"),
    ("project", "submit", {"title": "项" * 31}, "title", "最多 30 字"),
    (
        "project",
        "submit",
        {"innovation_points": [{"text": "新" * 51}]},
        "innovation_points-0-text",
        "最多 50 字",
    ),
    ("project", "submit", {"innovation_points": [{"text": "新"}] * 4}, "innovation_points", "1 至 3 行"),
    (
        "project",
        "submit",
        {"members": [{"name": "甲", "post": "工", "share": "99.9"}]},
        "members",
        "现为 99.9%",
    ),
    ("project", "submit", {"members": [PART, PART]}, "members-1-name", "与第 1 行重复"),
    ("studio", "submit", {"members": [MEMBER, MEMBER]}, "members-1-name", "与第 1 行重复"),
    ("project", "submit", {"amount": "25000"}, "budget", "合计 30,000.00 元，与申请金额 25,000.00 元不一致"),
    ("project", "submit", {"ends_on": "2026-01-31"}, "ends_on", "不能早于“立项日期”"),
    ("project", "submit", {"ends_on": "2027-06-30"}, "timetable-1-until", "超出了项目的起止日期"),
    ("project", "submit", {"payee_name": "北京亦创精工装备公司"}, "payee_name", "完全一致"),
    ("project", "submit", {"payee_kind": "union"}, "payee_uscc", "工会的统一社会信用代码"),
    ("studio", "submit", {"payee_name": "亦创精工工会"}, "payee_name", "完全一致"),
    ("studio", "submit", {"payee_kind": "union"}, "payee_name", "户名应为工会的名称"),
    ("studio", "submit", {"benefit_basis": ""}, "benefit_basis", "效益测算依据"),
    ("studio", "submit", {"finance_certificate": []}, "finance_certificate", "财务部门证明"),
    ("studio", "submit", {"declaration": False}, "declaration", "请阅读并勾选"),
    ("studio", "report", {"leader_changed": True}, "leader_change", "领军人变动情况"),
    ("studio", "propose", {"amount": None}, "amount", "请填写“建议金额”"),
    ("studio", "propose", {"level": None}, "level", "请填写“级别”"),
    ("project", "propose", {"outcome": "refuse"}, "reasons", "请填写“理由”"),
    ("patent", "accept", {"checklist": []}, "checklist", "形式审查清单"),
]


@pytest.mark.parametrize(("programme", "action", "change", "path", "sentence"), RULES)
def test_a_rule_broken_is_named_at_its_question(programme, action, change, path, sentence):
    _, faults = check(MODULES[programme].FORMS[action], answers(programme, action, **change))
    assert sentence in faults[path][0]


def test_the_kind_of_a_patent_may_be_left_to_its_number():
    assert check(patent.FORMS["submit"], samples.patent(kind=None))[0]["kind"] == "1"


def test_a_utility_model_is_a_well_formed_answer_here_and_refused_by_the_rules_elsewhere():
    raw = samples.patent(patent_number="ZL202220769416.X", kind=None, filing_date="2022-04-01")
    values, faults = check(patent.FORMS["submit"], raw)
    assert (values["kind"], faults) == ("2", {})


def test_the_union_may_be_paid_under_its_own_name_and_code():
    union = {"payee_kind": "union", "payee_name": "北京亦创精工装备有限公司工会委员会"}
    raw = samples.studio(**union, payee_uscc="81110302MA7K2X3P4C")
    _, faults = check(studio.FORMS["submit"], raw)
    assert faults.keys() <= {"payee_uscc"}
    assert check(studio.FORMS["submit"], raw | {"payee_uscc_reason": "与法人证书一致"})[1] == {}


def test_refusing_at_the_meeting_needs_no_sum():
    raw = answers("project", "propose", outcome="refuse", amount=None, grade=None, reasons="创新不足")
    assert check(project.FORMS["propose"], raw)[1] == {}


def test_a_correction_of_the_worker_leaves_the_patent_as_it_was():
    raw = samples.patent(title="别的发明", first_inventor_post="车间主任")
    merged = only_sections(patent.FORMS["submit"], samples.patent(), raw, {"worker"})
    assert (merged["title"], merged["first_inventor_post"]) == ("一种车身焊接夹具快速切换装置", "车间主任")


ROUNDS = [
    ("patent", {"closes_at": "2026-03-01T09:00"}, "closes_at", "须晚于开放时间"),
    ("patent", {"window_until": "2024-12-31"}, "window_until", "不能早于"),
    ("patent", {"kinds": []}, "kinds", "可奖励的专利种类"),
    ("project", {"grades": [{"grade": "first", "amount": "1"}] * 2}, "grades-1-grade", "只能有一行"),
    ("project", {"split_first_percent": "59.5"}, "split_first_percent", "应为数字"),
    ("studio", {"weight_visit": 40}, "weight_review", "现为 110%"),
]


@pytest.mark.parametrize(("programme", "change", "path", "sentence"), ROUNDS)
def test_the_parameters_of_a_round_fit_together(programme, change, path, sentence):
    assert sentence in check(MODULES[programme].ROUND, round_terms(programme) | change)[1][path][0]


DEFAULTS = [
    ("patent", {"amount": 300000, "max_per_person": 1, "kinds": ["1", "8"], "notice_days": 5}),
    ("project", {"split_first_percent": 60, "term_months": 24, "pass_mark": 60, "experts_per_case": 3}),
    ("studio", {"one_off": 5000000, "reconfirm_amount": 3000000, "team_minimum": 3, "mending_months": 3}),
    ("studio", {"weight_review": 60, "weight_visit": 30, "weight_presentation": 10}),
    ("studio", {"excellent_share_percent": 20, "drop_extremes_from": 5, "source_of_funds": "union"}),
]


@pytest.mark.parametrize(("programme", "expected"), DEFAULTS)
def test_the_defaults_are_the_published_ones(programme, expected):
    values, _ = check(MODULES[programme].ROUND, round_terms(programme))
    assert {name: values[name] for name in expected} == expected
