"""职工创新项目助推: money in two tranches for a project run by a named studio (municipal model)."""

from workflows.engine import Case, Claim, Guard, Reason, Workflow
from workflows.guards import cites, months_after, must_be, unclaimed, yuan
from workflows.parts import review
from workflows.parts.award import decision
from workflows.parts.intake import intake
from workflows.parts.notice import notice
from workflows.parts.office import office
from workflows.parts.papers import papers
from workflows.parts.payment import PAYMENT, change_payee
from workflows.parts.receipt import receipts
from workflows.parts.recovery import revocation
from workflows.parts.review import PRESENT
from workflows.parts.term import CLOSE_WHEN_PAID, INTERIM, SUSPENSION, report
from workflows.rules import N_
from workflows.states import pick
from workflows.table import key_of


@cites("J1")
def applied_by_studio(case: Case) -> Reason | None:
    """The applicant is a studio that holds a title; the register of titles answers, not the form."""
    if case.facts.titled:
        return None
    return Reason(N_("申报单位没有在命名期内的职工创新工作室。"), {}, "J1")


@cites("J2")
def approved_in_plan_year(case: Case) -> Reason | None:
    approved, year = case["approved_on"], case.terms.get("year")
    if approved and approved.year == year:
        return None
    return Reason(
        N_("立项日期%(approved)s不在计划年度%(year)s年内。"), {"approved": approved, "year": year}, "J2"
    )


@cites("J2")
def startup_money_paid(case: Case) -> Reason | None:
    if (case["startup_amount"] or 0) > 0:
        return None
    return Reason(N_("单位尚未拨付启动资金。"), {}, "J2")


@cites("J3")
def ends_in_term(case: Case) -> Reason | None:
    """Not longer than the round's months after approval, and not after its last date."""
    approved, ends = case["approved_on"], case["ends_on"]
    if not approved or not ends:
        return Reason(N_("请填写立项日期和计划完成日期。"), {}, "J3")
    limits = [months_after(approved, case.terms.get("term_months") or 24)]
    if case.terms.get("latest_end"):
        limits.append(case.terms["latest_end"])
    if ends <= min(limits):
        return None
    return Reason(
        N_("计划完成日期%(ends)s晚于允许的最迟日期%(latest)s。"), {"ends": ends, "latest": min(limits)}, "J3"
    )


def grade_amount(case: Case, grade: str | None) -> int | None:
    """The sum of a grade in this round, in fen."""
    return next(
        (row.get("amount") for row in case.terms.get("grades") or () if row.get("grade") == grade), None
    )


@cites("J5")
def within_grade(case: Case) -> Reason | None:
    """The sum asked for, or proposed, stays within its grade."""
    limit = grade_amount(case, case["grade"])
    if limit is not None and 0 < (case["amount"] or 0) <= limit:
        return None
    if limit is None:
        return Reason(N_("本批次没有所选的助推档次。"), {}, "J5")
    if not case["amount"]:
        return Reason(N_("请填写助推金额，金额须大于零。"), {}, "J5")
    return Reason(
        N_("金额%(amount)s元超过该档次标准%(limit)s元。"),
        {"amount": yuan(case["amount"]), "limit": yuan(limit)},
        "J5",
    )


@cites("J5")
def award_within_grade(case: Case) -> Reason | None:
    """What the meeting proposes to award stays within its grade."""
    return None if case["outcome"] == "refuse" else within_grade(case)


ONE_AT_A_TIME = Claim(
    "unfinished_project",
    lambda answers, terms: key_of(answers, "uscc", "studio_name"),
    N_("该工作室有未结的助推项目或正在办理的申报，不得再次申报。"),
    "J4",
    ("withdrawn", "declined", "refused", "closed", "revoked"),
)

ELIGIBLE: tuple[Guard, ...] = (
    applied_by_studio,
    approved_in_plan_year,
    startup_money_paid,
    ends_in_term,
    within_grade,
    must_be("unfinished_project", False, N_("有未结助推项目的工作室不得再次申报。"), "J4"),
    unclaimed(ONE_AT_A_TIME),
)

STATES = pick(
    "draft", "correcting", "endorsing", "screening", "reviewing", "deciding",
    "noticing", "releasing", "paying", "running", "suspended", "accepting", "recovering",
    "closed", "withdrawn", "declined", "refused", "revoked",
)  # fmt: skip

# What an accepted report opens anew: the second funding letter and the second payment.
SECOND_TRANCHE = (
    "prepare_papers", "approve_papers", "release", "prepare_payment", "approve_payment", "confirm_payment",
)  # fmt: skip

WORKFLOW = Workflow(
    "project",
    STATES,
    (
        *intake("reviewing", ELIGIBLE, tuple(s.name for s in STATES)),
        *review.review("deciding"),
        *PRESENT,
        *decision((award_within_grade,), behind=(*review.ACTS, "present")),
        *notice(behind=("present",)),
        *papers(("project_certificate", "funding_letter"), ("paying", "running")),
        *change_payee(("noticing", "releasing", "paying", "running")),
        *PAYMENT,
        *receipts(STATES),
        *INTERIM,
        *report(
            "releasing",
            clears=SECOND_TRANCHE,
            issues=("acceptance_opinion",),
            label=N_("提交结项报告"),
        ),
        *CLOSE_WHEN_PAID,
        *SUSPENSION,
        *revocation(("releasing", "paying", "running", "suspended", "accepting")),
        *office(STATES, "closed"),
    ),
    (ONE_AT_A_TIME,),
    of_titled=True,
)
