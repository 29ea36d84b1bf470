"""After the award: reports, acceptance, yearly assessment, mending, suspension, re-confirmation, expiry."""

from workflows.engine import Action, Case, Reason
from workflows.guards import local_day, not_yet, stands, within_budget
from workflows.parts.payment import due_now
from workflows.rules import N_


def report(accepted: str, clears: tuple[str, ...] = ()) -> tuple[Action, ...]:
    """A final report and its acceptance; `accepted` is where an accepted case goes."""
    return (
        Action(
            "report",
            N_("提交报告"),
            ("running",),
            "accepting",
            ("applicant",),
            guards=(not_yet("accept_report", N_("报告已验收。")),),
        ),
        Action(
            "return_report",
            N_("退回报告"),
            ("accepting",),
            "running",
            ("officer",),
            clears=("accept_report", "report"),
        ),
        Action(
            "accept_report",
            N_("验收通过"),
            ("accepting",),
            accepted,
            ("officer",),
            clears=clears,
            approval=True,
        ),
    )


INTERIM = (
    Action(
        "report_interim",
        N_("提交中期报告"),
        ("running",),
        None,
        ("applicant",),
        guards=(not_yet("accept_report", N_("项目已验收。")),),
        clears=("accept_interim",),
    ),
    Action(
        "accept_interim",
        N_("中期审核"),
        ("running",),
        None,
        ("officer",),
        guards=(stands("report_interim", N_("尚未提交中期报告。")),),
    ),
)


def all_paid(case: Case) -> Reason | None:
    """The work is accepted and nothing is left to pay."""
    if case.last("accept_report") and due_now(case) <= 0:
        return None
    return Reason(N_("项目验收并付清尾款后办结。"), {}, "J6")


CLOSE_WHEN_PAID = (Action("close", N_("办结"), ("running",), "closed", ("system",), guards=(all_paid,)),)

SUSPENSION = (
    Action("suspend", N_("暂停"), ("running",), "suspended", ("leader",)),
    Action("resume", N_("恢复"), ("suspended",), "running", ("leader",)),
)


def has_report(case: Case) -> Reason | None:
    """A year is assessed on its report."""
    year = case["year"]
    if year is None or any(d.values.get("year") == year for d in case.standing("report")):
        return None
    return Reason(N_("%(year)s年度报告尚未提交，不能考核。"), {"year": year}, "S5")


def assessed_once(case: Case) -> Reason | None:
    year = case["year"]
    if any(d.values.get("year") == year for d in case.standing("assess")):
        return Reason(N_("%(year)s年度已经考核。"), {"year": year}, "S5")
    return None


def excellent_within_share(case: Case) -> Reason | None:
    """Not more than the round's share of those assessed are excellent."""
    if case["grade"] != "excellent" or case.facts.excellent_left > 0:
        return None
    return Reason(N_("优秀名额已满：不超过被考核工作室数的规定比例。"), {}, "S5")


def grade_fits_points(case: Case) -> Reason | None:
    """Below the pass mark the grade is 'failed', and only there."""
    mark, points = case.terms.get("pass_mark") or 60, case["points"]
    if points is None or (points < mark) == (case["grade"] == "failed"):
        return None
    return Reason(N_("考核分数与等次不符：低于%(mark)s分为不合格。"), {"mark": mark}, "S5")


def last_assessment_failed(case: Case) -> Reason | None:
    """The last assessment was 'failed' and has not been mended since."""
    assessed, mended = case.last("assess"), case.last("pass_mending")
    failed = assessed is not None and assessed.values.get("grade") == "failed"
    if failed and not (mended and mended.number > assessed.number):
        return None
    return Reason(N_("最近一次年度考核不是不合格，不能责令整改。"), {}, "S6")


def term_over(case: Case) -> Reason | None:
    """The title's term has ended, the last day included in it."""
    if case.facts.term_ends and local_day(case) > case.facts.term_ends:
        return None
    return Reason(N_("称号任期未满。"), {}, "S7")


def term_running(case: Case) -> Reason | None:
    if case.facts.term_ends and local_day(case) > case.facts.term_ends:
        return Reason(N_("称号任期已满。"), {}, "S7")
    return None


ASSESSMENT = (
    Action("report", N_("提交年度报告"), ("running",), None, ("applicant",)),
    Action(
        "assess",
        N_("年度考核"),
        ("running",),
        None,
        ("officer",),
        checks=(has_report, assessed_once, excellent_within_share, grade_fits_points),
    ),
    Action(
        "order_mending",
        N_("责令整改"),
        ("running",),
        "mending",
        ("officer",),
        guards=(last_assessment_failed,),
        clears=("report_mending",),
    ),
    Action("report_mending", N_("提交整改报告"), ("mending",), None, ("applicant",)),
    Action(
        "pass_mending",
        N_("整改通过"),
        ("mending",),
        "running",
        ("officer",),
        guards=(stands("report_mending", N_("尚未提交整改报告。"), "S6"),),
    ),
)

RECONFIRMATION = (
    Action(
        "reconfirm",
        N_("复评确认"),
        ("running",),
        "releasing",
        ("leader",),
        guards=(term_running,),
        checks=(within_budget,),
        clears=("prepare_papers", "approve_papers", "prepare_payment", "approve_payment", "confirm_payment"),
    ),
    Action("expire", N_("任期届满"), ("running",), "closed", ("system",), guards=(term_over,)),
)
