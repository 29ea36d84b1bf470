"""While a title runs: yearly report and assessment, mending, re-confirmation, expiry."""

from workflows.engine import Action, Case, Reason
from workflows.guards import (
    at_most,
    cites,
    deadline,
    due_ahead,
    local_day,
    months_after,
    must_be,
    passes_mark,
    stands,
    within_budget,
)
from workflows.rules import N_


@cites("S5")
def reported_once(case: Case) -> Reason | None:
    """One report a year, until it is returned."""
    year = case["year"]
    if year is None or all(d.values.get("year") != year for d in case.standing("report")):
        return None
    return Reason(N_("%(year)s年度报告已经提交。"), {"year": year}, "S5")


def unassessed(case: Case) -> list[int]:
    """The years that were reported on and are still to be assessed, the earliest first."""
    told, judged = ({d.values.get("year") for d in case.standing(a)} for a in ("report", "assess"))
    return sorted(year for year in told - judged if year is not None)


@cites("S5")
def has_report(case: Case) -> Reason | None:
    """A year is assessed on its report; before a year is named, there has to be one that waits."""
    year = case["year"]
    if year is None and not unassessed(case):
        return Reason(N_("没有等待考核的年度报告。"), {}, "S5")
    if year is None or any(d.values.get("year") == year for d in case.standing("report")):
        return None
    return Reason(N_("%(year)s年度报告尚未提交，不能考核。"), {"year": year}, "S5")


@cites("S5")
def assessed_once(case: Case) -> Reason | None:
    year = case["year"]
    if any(d.values.get("year") == year for d in case.standing("assess")):
        return Reason(N_("%(year)s年度已经考核。"), {"year": year}, "S5")
    return None


@cites("S5")
def excellent_within_share(case: Case) -> Reason | None:
    """Not more than the round's share of those assessed are excellent."""
    if case["grade"] != "excellent" or case.facts.excellent_left > 0:
        return None
    return Reason(N_("优秀名额已满：不超过被考核工作室数的规定比例。"), {}, "S5")


@cites("S5")
def grade_fits_points(case: Case) -> Reason | None:
    """Below the pass mark the grade is 'failed', and only there."""
    mark, points = case.terms.get("pass_mark") or 60, case["points"]
    if points is None or (points < mark) == (case["grade"] == "failed"):
        return None
    return Reason(N_("考核分数与等次不符：低于%(mark)s分为不合格。"), {"mark": mark}, "S5")


def unmended(case: Case) -> bool:
    """The last assessment was 'failed' and has not been mended since."""
    assessed, mended = case.last("assess"), case.last("pass_mending")
    if assessed is None or assessed.values.get("grade") != "failed":
        return False
    return mended is None or mended.number < assessed.number


@cites("S6")
def last_assessment_failed(case: Case) -> Reason | None:
    """Mending is ordered after a failed assessment, once."""
    if unmended(case):
        return None
    return Reason(N_("最近一次年度考核不是不合格，不能责令整改。"), {}, "S6")


@cites("S6")
def within_mending_period(case: Case) -> Reason | None:
    """The period given is not longer than the round's, counted in months from today."""
    months, due = case.terms.get("mending_months"), case["due_on"]
    if not months or due is None or due <= months_after(local_day(case), months):
        return None
    values = {"months": months, "latest": months_after(local_day(case), months)}
    return Reason(N_("整改期限最长%(months)d个月，不得晚于%(latest)s。"), values, "S6")


@cites("S6")
def mending_given(case: Case) -> Reason | None:
    """Who was told to mend has the whole period, unless the report already shows that it failed."""
    due = deadline(case, "order_mending") if case.state == "mending" else None
    if due is None or local_day(case) > due or case.last("report_mending"):
        return None
    sentence = N_("整改期限至%(due)s（含当日），期满前且未提交整改报告的，不能撤销。")
    return Reason(sentence, {"due": due}, "S6")


@cites("S7")
def term_over(case: Case) -> Reason | None:
    """The title's term has ended, the last day included in it."""
    if case.facts.term_ends and local_day(case) > case.facts.term_ends:
        return None
    return Reason(N_("称号任期未满。"), {}, "S7")


@cites("S7")
def term_running(case: Case) -> Reason | None:
    if case.facts.term_ends and local_day(case) > case.facts.term_ends:
        return Reason(N_("称号任期已满。"), {}, "S7")
    return None


@cites("S6")
def nothing_to_mend(case: Case) -> Reason | None:
    if unmended(case):
        return Reason(N_("最近一次年度考核不合格且尚未整改通过，不能复评确认。"), {}, "S6")
    return None


ASSESSMENT = (
    Action(
        "report", N_("提交年度报告"), ("running",), None, ("applicant",), checks=(reported_once,)
    ),
    Action(
        "assess", N_("年度考核"), ("running",), None, ("officer",),
        guards=(has_report,),
        checks=(assessed_once, excellent_within_share, grade_fits_points),
    ),
    # a leader who retires or moves is replaced, or the title is withdrawn
    Action(
        "change_leader", N_("变更领军人"), ("running",), None, ("officer",),
        checks=(must_be("leader_consent", True, N_("新领军人本人须同意。"), "S3"),),
    ),
)  # fmt: skip

MENDING = (
    Action(
        "order_mending", N_("责令整改"), ("running",), "mending", ("officer",),
        guards=(last_assessment_failed,),
        checks=(due_ahead, within_mending_period),
        clears=("report_mending",),
    ),
    Action("report_mending", N_("提交整改报告"), ("mending",), None, ("applicant",)),
    Action(
        "pass_mending", N_("整改通过"), ("mending",), "running", ("officer",),
        guards=(stands("report_mending", N_("尚未提交整改报告。"), "S6"),),
        completes=("report_mending",),
    ),
)  # fmt: skip

RECONFIRMATION = (
    Action(
        "reconfirm", N_("复评确认"), ("running",), "releasing", ("leader",),
        guards=(term_running, nothing_to_mend),
        checks=(
            within_budget,
            at_most(
                "reconfirm_amount", N_("复评资金%(amount)s元超过本批次标准%(limit)s元。"), "S7"
            ),
            passes_mark(N_("复评得分%(points)s低于%(mark)s分，不能确认。"), "S7"),
        ),
        clears=("prepare_papers", "approve_papers", "prepare_payment", "approve_payment", "confirm_payment"),
    ),
    Action("expire", N_("任期届满"), ("running",), "closed", ("system",), guards=(term_over,)),
)  # fmt: skip
