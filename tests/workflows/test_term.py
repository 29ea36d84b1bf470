"""After the award: reports, acceptance, assessment, mending, suspension, re-confirmation, expiry."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.workflows.factories import BEIJING, FACTS, WORKFLOWS, actor, case, deed, sentences
from workflows.engine import Facts
from workflows.guards import months_after

PROJECT, STUDIO = WORKFLOWS["project"], WORKFLOWS["studio"]
REPORT = deed("report", 40, year=2026)
FAILED = deed("assess", 41, year=2026, points=55, grade="failed")
MISFIT = "考核分数与等次不符：低于60分为不合格。"
PASSED = deed("assess", 41, year=2026, points=80, grade="qualified")


def running(action, role, *deeds, facts=FACTS["studio"], state="running", now=None, **posted):
    more = {"now": now} if now else {}
    asked = case("studio", state, actor=actor(role), deeds=deeds, facts=facts, posted=posted or None, **more)
    return sentences(STUDIO, action, asked)


@pytest.mark.parametrize(
    ("deeds", "posted", "told"),
    [
        ((REPORT,), {"year": 2026, "points": 80, "grade": "qualified"}, []),
        ((REPORT,), {"year": 2026, "points": 60, "grade": "qualified"}, []),
        ((REPORT,), {"year": 2026, "points": 59, "grade": "failed"}, []),
        ((REPORT,), {"year": 2026, "points": 59, "grade": "qualified"}, [MISFIT]),
        ((REPORT,), {"year": 2026, "points": 90, "grade": "failed"}, [MISFIT]),
        ((), {"year": 2026, "points": 80, "grade": "qualified"}, ["2026年度报告尚未提交，不能考核。"]),
        ((REPORT, PASSED), {"year": 2026, "points": 80, "grade": "qualified"}, ["2026年度已经考核。"]),
        ((REPORT,), {}, []),
        ((), {}, ["没有等待考核的年度报告。"]),
        ((REPORT, PASSED), {}, ["没有等待考核的年度报告。"]),
    ],
)
def test_a_year_is_assessed_once_on_its_report_with_a_grade_that_fits(deeds, posted, told):
    assert running("assess", "officer", *deeds, **posted) == told


@pytest.mark.parametrize(("left", "told"), [(1, []), (0, ["优秀名额已满：不超过被考核工作室数的规定比例。"])])
def test_excellent_is_for_a_share_of_the_studios(left, told):
    facts = Facts(excellent_left=left)
    answers = {"year": 2026, "points": 95, "grade": "excellent"}
    assert running("assess", "officer", REPORT, facts=facts, **answers) == told


def test_a_year_is_reported_once():
    assert running("report", "applicant", REPORT, year=2026) == ["2026年度报告已经提交。"]
    assert running("report", "applicant", REPORT, year=2027) == []


@pytest.mark.parametrize(
    ("deeds", "told"),
    [
        ((), ["最近一次年度考核不是不合格，不能责令整改。"]),
        ((PASSED,), ["最近一次年度考核不是不合格，不能责令整改。"]),
        ((FAILED,), []),
        ((FAILED, deed("pass_mending", 44)), ["最近一次年度考核不是不合格，不能责令整改。"]),
    ],
)
def test_mending_is_ordered_after_a_failed_assessment_once(deeds, told):
    assert running("order_mending", "officer", *deeds) == told


@pytest.mark.parametrize(
    ("due_on", "told"),
    [
        (date(2026, 7, 20), []),
        (date(2026, 7, 21), ["整改期限最长3个月，不得晚于2026-07-20。"]),
        (date(2026, 4, 19), ["期限2026-04-19早于今天，请填写今天或以后的日期。"]),
    ],
)
def test_mending_is_given_the_rounds_period_at_most(due_on, told):
    assert running("order_mending", "officer", FAILED, due_on=due_on) == told


ORDERED = deed("order_mending", 42, due_on=date(2026, 7, 20))


def in_july(day, hour=10):
    return datetime(2026, 7, day, hour, tzinfo=BEIJING)


TOO_EARLY = ["整改期限至2026-07-20（含当日），期满前且未提交整改报告的，不能撤销。"]


@pytest.mark.parametrize(
    ("deeds", "now", "told"),
    [
        ((FAILED, ORDERED), in_july(20, 23), TOO_EARLY),
        ((FAILED, ORDERED), in_july(21, 0), []),
        ((FAILED, ORDERED, deed("report_mending", 43)), in_july(1), []),  # the report shows that it failed
        ((FAILED, ORDERED, deed("extend", 43, due_on=date(2026, 7, 31))), in_july(21), None),
    ],
)
def test_a_title_is_withdrawn_after_the_mending_period_or_a_report_that_does_not_satisfy(deeds, now, told):
    if told is None:
        told = ["整改期限至2026-07-31（含当日），期满前且未提交整改报告的，不能撤销。"]
    assert running("revoke", "leader", *deeds, state="mending", now=now, recover=0) == told


def test_mending_passes_on_its_report():
    assert running("pass_mending", "officer", FAILED, ORDERED, state="mending") == ["尚未提交整改报告。"]
    told = running("pass_mending", "officer", FAILED, ORDERED, deed("report_mending", 43), state="mending")
    assert told == []


def test_a_suspended_title_waits_and_is_resumed_or_revoked():
    suspended = case("studio", "suspended", actor=actor("leader"))
    assert [c.action.name for c in STUDIO.choices(suspended) if c.open] == ["resume", "revoke"]
    assert STUDIO.due(replace(suspended, facts=Facts(term_ends=date(2020, 1, 1)))) is None


TERM = replace(FACTS["studio"], term_ends=date(2026, 4, 20))


@pytest.mark.parametrize(
    ("now", "expires"),
    [(datetime(2026, 4, 20, 23, tzinfo=BEIJING), False), (datetime(2026, 4, 21, 0, tzinfo=BEIJING), True)],
)
def test_a_title_expires_by_itself_after_the_last_day_of_its_term(now, expires):
    due = STUDIO.due(case("studio", "running", facts=TERM, now=now))
    assert (due and due.name) == ("expire" if expires else None)
    told = ["称号任期已满。"] if expires else []
    assert running("reconfirm", "leader", facts=TERM, now=now) == told


@pytest.mark.parametrize(
    ("deeds", "posted", "told"),
    [
        ((), {"points": 60, "amount": 3000000}, []),
        ((), {"points": 59, "amount": 0}, ["复评得分59低于60分，不能确认。"]),
        ((), {"points": 80, "amount": 3000001}, ["复评资金30,000.01元超过本批次标准30,000.00元。"]),
        ((FAILED,), {"points": 80, "amount": 0}, ["最近一次年度考核不合格且尚未整改通过，不能复评确认。"]),
        ((FAILED, deed("pass_mending", 44)), {"points": 80, "amount": 0}, []),
    ],
)
def test_a_title_is_confirmed_anew_on_its_merits(deeds, posted, told):
    assert running("reconfirm", "leader", *deeds, **posted) == told


def test_a_confirmed_title_gets_new_papers_and_a_new_payment():
    before = ("prepare_papers", "approve_papers", "confirm_payment")
    deeds = [deed(action, n) for n, action in enumerate(before)]
    after = STUDIO.history([*deeds, deed("reconfirm", 9)])
    assert [d.action for d in after if d.standing] == ["reconfirm"]
    assert STUDIO.step("reconfirm", case("studio", "running", actor=actor("leader"))) == "releasing"


def judging(action, role, *deeds, state="accepting", **posted):
    asked = case("project", state, actor=actor(role), deeds=PROJECT.history(deeds), posted=posted or None)
    return sentences(PROJECT, action, asked)


def test_a_report_below_the_pass_mark_is_not_accepted_but_returned_or_the_award_revoked():
    assert judging("accept_report", "officer", points=75) == []
    assert judging("accept_report", "officer", points=None, opinion="同意") == []
    assert judging("accept_report", "officer", points=59) == [
        "验收得分59低于60分，不能验收通过；请退回报告，或由领导撤销。"
    ]
    assert judging("return_report", "officer") == []
    assert judging("revoke", "leader", recover=0) == []


def test_an_interim_report_is_judged_once_until_there_is_a_new_one():
    given, judged = deed("report_interim", 40), deed("accept_interim", 41)
    assert judging("accept_interim", "officer", state="running") == ["尚未提交中期报告。"]
    assert judging("accept_interim", "officer", given, state="running") == []
    assert judging("accept_interim", "officer", given, judged, state="running") == ["这份中期报告已经审核。"]
    again = (given, judged, deed("report_interim", 42))
    assert judging("accept_interim", "officer", *again, state="running") == []


def test_after_acceptance_nothing_more_is_reported():
    accepted = deed("accept_report", 42)
    assert judging("report", "applicant", accepted, state="running") == ["报告已验收。"]
    assert judging("report_interim", "applicant", accepted, state="running") == ["报告已验收。"]


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 2, 10), 24, date(2028, 2, 10)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 10, 31), 2, date(2026, 12, 31)),
    ],
)
def test_months_end_on_the_same_day_or_the_months_last(day, months, after):
    assert months_after(day, months) == after
