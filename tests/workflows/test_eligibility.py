"""Who qualifies: every rule of the three programmes with a case that keeps it and one that does not.

Each refusal says what is wrong and cites its rule.
"""

from dataclasses import replace
from datetime import date

import pytest

from tests.workflows.factories import APPLICATIONS, FACTS, TERMS, WORKFLOWS, applying, case
from workflows.eligibility import FAILED, MET, OPEN, self_check
from workflows.engine import Facts
from workflows.guards import rule_of
from workflows.rules import RULES

REFUSED = [
    # programme, what is answered instead, the rule, the sentence
    ("patent", {"patent_number": "202220769416X"}, "P1",
     "本批次只奖励发明专利；该专利号的种类为“实用新型”。"),
    ("patent", {"patent_number": "2019300713977"}, "P1",
     "本批次只奖励发明专利；该专利号的种类为“外观设计”。"),
    ("patent", {"grant_date": date(2024, 12, 31)}, "P2",
     "授权公告日2024-12-31不在本批次规定的2025-01-01至2025-12-31之间。"),
    ("patent", {"grant_date": date(2026, 1, 1)}, "P2",
     "授权公告日2026-01-01不在本批次规定的2025-01-01至2025-12-31之间。"),
    ("patent", {"first_inventor_name": "周小禾"}, "P3",
     "第一发明人“周小禾”与发明人名单的第一位“陈一鸣”不一致。"),
    ("patent", {"front_line_class": "other"}, "P3",
     "第一发明人须为一线职工（车间主任及以下，或全职技术人员）。"),
    ("patent", {"employed": False}, "P3", "第一发明人须与本单位有劳动关系（职务发明）。"),
    ("patent", {"union_member": False}, "P3", "第一发明人须为工会会员。"),
    ("patent", {"in_production": False}, "P6", "专利尚未在本单位生产中应用。"),
    ("patent", {"in_force": False}, "P7", "专利须处于有效状态。"),
    ("project", {"approved_on": date(2025, 12, 31)}, "J2", "立项日期2025-12-31不在计划年度2026年内。"),
    ("project", {"startup_amount": 0}, "J2", "单位尚未拨付启动资金。"),
    ("project", {"ends_on": date(2028, 2, 11)}, "J3", "计划完成日期2028-02-11晚于允许的最迟日期2028-02-10。"),
    ("project", {"ends_on": None}, "J3", "请填写立项日期和计划完成日期。"),
    ("project", {"amount": 5000001}, "J5", "金额50,000.01元超过该档次标准50,000.00元。"),
    ("project", {"amount": 0}, "J5", "请填写助推金额，金额须大于零。"),
    ("project", {"grade": "fourth"}, "J5", "本批次没有所选的助推档次。"),
    ("project", {"unfinished_project": True}, "J4", "有未结助推项目的工作室不得再次申报。"),
    ("studio", {"members": [{"name": "甲"}, {"name": "乙"}]}, "S1", "团队成员至少3人，现填报2人。"),
    ("studio", {"leader_consent": False}, "S3", "领军人本人须同意申报。"),
    ("studio", {"is_research_organ": True}, "S2", "单位既有研发机构不得申报命名。"),
    ("studio", {"dishonest_listed": True}, "S4", "列入严重失信主体名单的单位不得申报。"),
]  # fmt: skip

CLAIMED = [
    ("patent", "patent_number", "P4", "该专利已获奖励，或已有申报正在办理，不能再次申报。"),
    ("patent", "person_of_year", "P5", "该第一发明人在本批次的申报已达上限，不能再申报。"),
    ("project", "unfinished_project", "J4", "该工作室有未结的助推项目或正在办理的申报，不得再次申报。"),
    ("studio", "studio", "S2", "该工作室已获命名，或已有申报正在办理。"),
]

ACCEPTED = [
    ("patent", {}),
    ("patent", {"patent_number": "2015800453112"}),  # PCT invention
    ("patent", {"patent_number": "95115608X"}),  # the number's old form
    ("patent", {"grant_date": date(2025, 1, 1)}),
    ("patent", {"grant_date": date(2025, 12, 31)}),
    ("patent", {"front_line_class": "workshop"}),
    ("project", {}),
    ("project", {"ends_on": date(2028, 2, 10)}),
    ("project", {"approved_on": date(2026, 12, 31), "ends_on": date(2028, 12, 31)}),
    ("project", {"grade": "first", "amount": 10000000}),
    ("studio", {}),
]


@pytest.mark.parametrize(("programme", "changes"), ACCEPTED)
def test_who_qualifies_may_submit(programme, changes):
    assert WORKFLOWS[programme].step("submit", applying(programme, **changes)) == "endorsing"


@pytest.mark.parametrize(("programme", "changes", "rule", "sentence"), REFUSED)
def test_who_does_not_qualify_is_told_why_and_by_which_rule(programme, changes, rule, sentence):
    reasons = WORKFLOWS[programme].refusals("submit", applying(programme, **changes))
    assert [(reason.rule, str(reason)) for reason in reasons] == [(rule, sentence)]


@pytest.mark.parametrize(("programme", "kind", "rule", "sentence"), CLAIMED)
def test_what_another_case_holds_is_not_given_twice(programme, kind, rule, sentence):
    taken = replace(FACTS[programme], slots={kind: 0})
    reasons = WORKFLOWS[programme].refusals("submit", replace(applying(programme), facts=taken))
    assert [(reason.rule, str(reason)) for reason in reasons] == [(rule, sentence)]


def test_a_project_needs_a_studio_whose_title_runs():
    reasons = WORKFLOWS["project"].refusals("submit", replace(applying("project"), facts=Facts()))
    assert [str(reason) for reason in reasons] == ["申报单位没有在命名期内的职工创新工作室。"]


def test_all_faults_are_told_at_once():
    bad = applying("patent", in_force=False, union_member=False, grant_date=date(2020, 1, 1))
    assert [r.rule for r in WORKFLOWS["patent"].refusals("submit", bad)] == ["P2", "P3", "P7"]


@pytest.mark.parametrize(
    ("others", "fees", "kept"),
    [(0, 600000, True), (0, 599999, False), (100000, 800000, True), (100001, 800000, False)],
)
def test_with_the_cap_on_all_subsidies_stay_within_half_the_fees(others, fees, kept):
    asked = applying("patent", other_subsidies=[{"amount": others}], official_fees=fees)
    reasons = WORKFLOWS["patent"].refusals(
        "submit", replace(asked, terms=TERMS["patent"] | {"fee_cap_on": True})
    )
    assert [reason.rule for reason in reasons] == ([] if kept else ["P8"])


def test_every_rule_cited_stands_in_the_rulebook():
    for workflow in WORKFLOWS.values():
        for action in workflow.actions:
            for guard in (*action.guards, *action.checks):
                assert rule_of(guard) == "" or rule_of(guard) in RULES, (action.name, guard)


@pytest.mark.parametrize(("programme", "changes", "rule", "sentence"), REFUSED)
def test_a_guard_cites_the_rule_it_is_noted_under(programme, changes, rule, sentence):
    asked = applying(programme, **changes)
    for guard in WORKFLOWS[programme].action["submit"].checks:
        reason = guard(asked)
        assert reason is None or reason.rule == rule_of(guard)


def check(programme, posted, **facts):
    known = replace(FACTS[programme], **facts)
    return self_check(WORKFLOWS[programme], TERMS[programme], known, posted)


@pytest.mark.parametrize("programme", WORKFLOWS)
def test_the_self_check_of_a_good_application_is_all_met(programme):
    assert {finding.status for finding in check(programme, APPLICATIONS[programme])} == {MET}


@pytest.mark.parametrize("programme", WORKFLOWS)
def test_before_anything_is_answered_nothing_has_failed(programme):
    findings = check(programme, {})
    assert {finding.status for finding in findings} <= {OPEN, MET}
    assert all(finding.missing for finding in findings if finding.status == OPEN)


@pytest.mark.parametrize(("programme", "changes", "rule", "sentence"), REFUSED)
def test_the_self_check_says_what_submission_would_say(programme, changes, rule, sentence):
    findings = check(programme, APPLICATIONS[programme] | changes)
    told = [(f.rule, str(f.reason)) for f in findings if f.status == FAILED]
    assert told == ([] if None in changes.values() else [(rule, sentence)])


def test_a_rule_of_the_self_check_has_its_name_and_the_answers_it_asks():
    finding = check("patent", {"patent_number": "202220769416X"})[0]
    assert (finding.rule, finding.title, finding.fields) == ("P1", "发明专利", ("patent_number",))


def test_what_is_claimed_already_fails_before_anything_is_filled_in_for_nothing():
    findings = check("patent", APPLICATIONS["patent"], slots={"patent_number": 0})
    assert [f.rule for f in findings if f.status == FAILED] == ["P4"]


def test_whether_a_patent_was_rewarded_is_open_until_its_number_is_given():
    assert [(f.status, f.missing) for f in check("patent", {}) if f.rule == "P4"] == [
        (OPEN, ("patent_number",))
    ]


@pytest.mark.parametrize("programme", WORKFLOWS)
def test_nothing_unnamed_is_claimed(programme):
    assert {claim.key({}, TERMS[programme]) for claim in WORKFLOWS[programme].claims} == {""}


def test_a_case_in_another_state_does_not_submit():
    assert WORKFLOWS["patent"].refusals("submit", case("patent", "screening"))
