"""职工专利助推: a reward for a granted service invention, paid to its first inventor (municipal model)."""

from workflows.engine import Case, Claim, Guard, Reason, Workflow
from workflows.guards import cites, must_be, unclaimed, within_terms_amount, yuan
from workflows.parts.award import decision
from workflows.parts.intake import intake
from workflows.parts.notice import notice
from workflows.parts.office import office
from workflows.parts.papers import papers
from workflows.parts.payment import PAYMENT, change_payee
from workflows.parts.receipt import receipts
from workflows.parts.recovery import revocation
from workflows.parts.term import SUSPENSION, report
from workflows.rules import N_
from workflows.states import pick

KINDS = {
    "1": N_("发明"),
    "2": N_("实用新型"),
    "3": N_("外观设计"),
    "8": N_("PCT发明"),
    "9": N_("PCT实用新型"),
}
FRONT_LINE = ("worker", "team_leader", "workshop", "technician")


def kind_digit(number: str) -> str:
    """The kind digit: the fifth of today's numbers, the third of those from before October 2003."""
    return number[4:5] if len(number) == 13 else number[2:3]


@cites("P1")
def is_invention(case: Case) -> Reason | None:
    number = case["patent_number"] or ""
    digit = kind_digit(number)
    if digit in (case.terms.get("kinds") or ("1", "8")):
        return None
    return Reason(
        N_("本批次只奖励发明专利；该专利号的种类为“%(kind)s”。"), {"kind": KINDS.get(digit, digit)}, "P1"
    )


@cites("P2")
def granted_in_window(case: Case) -> Reason | None:
    """The grant announcement date lies in the round's window, first and last day included."""
    first, last, granted = case.terms.get("window_from"), case.terms.get("window_until"), case["grant_date"]
    if granted and first and last and first <= granted <= last:
        return None
    return Reason(
        N_("授权公告日%(granted)s不在本批次规定的%(first)s至%(last)s之间。"),
        {"granted": granted, "first": first, "last": last},
        "P2",
    )


@cites("P3")
def first_inventor_is_first(case: Case) -> Reason | None:
    """The reward goes to the person named first among the inventors on the certificate."""
    inventors = case["inventors"] or ()
    first = inventors[0].get("name") if inventors else None
    if first and first == case["first_inventor_name"]:
        return None
    return Reason(
        N_("第一发明人“%(given)s”与发明人名单的第一位“%(first)s”不一致。"),
        {"given": case["first_inventor_name"] or "", "first": first or ""},
        "P3",
    )


@cites("P3")
def on_front_line(case: Case) -> Reason | None:
    """Workshop director and below, or full-time technical staff."""
    if case["front_line_class"] in FRONT_LINE:
        return None
    return Reason(N_("第一发明人须为一线职工（车间主任及以下，或全职技术人员）。"), {}, "P3")


@cites("P8")
def under_fee_cap(case: Case) -> Reason | None:
    """Where the cap is switched on: all subsidies with this one stay within half the official fees."""
    if not case.terms.get("fee_cap_on"):
        return None
    others = sum(row.get("amount") or 0 for row in case["other_subsidies"] or ())
    cap, total = (case["official_fees"] or 0) // 2, others + (case.terms.get("amount") or 0)
    if total <= cap:
        return None
    return Reason(
        N_("各类资助合计%(total)s元，超过官方规定费用的百分之五十（%(cap)s元）。"),
        {"total": yuan(total), "cap": yuan(cap)},
        "P8",
    )


ENDED_WITHOUT = ("withdrawn", "declined", "refused")

REWARDED_ONCE = Claim(
    "patent_number",
    lambda answers, terms: answers.get("patent_number") or "",
    N_("该专利已获奖励，或已有申报正在办理，不能再次申报。"),
    "P4",
    ENDED_WITHOUT,
)
PERSON_OF_YEAR = Claim(
    "person_of_year",
    lambda answers, terms: (
        f"{terms.get('year')}:{answers['resident_id']}" if answers.get("resident_id") else ""
    ),
    N_("该第一发明人在本批次的申报已达上限，不能再申报。"),
    "P5",
    ENDED_WITHOUT,
    limit="max_per_person",
)

ELIGIBLE: tuple[Guard, ...] = (
    is_invention,
    granted_in_window,
    first_inventor_is_first,
    on_front_line,
    must_be("employed", True, N_("第一发明人须与本单位有劳动关系（职务发明）。"), "P3"),
    must_be("union_member", True, N_("第一发明人须为工会会员。"), "P3"),
    must_be("in_production", True, N_("专利尚未在本单位生产中应用。"), "P6"),
    must_be("in_force", True, N_("专利须处于有效状态。"), "P7"),
    under_fee_cap,
    unclaimed(REWARDED_ONCE),
    unclaimed(PERSON_OF_YEAR),
)

STATES = pick(
    "draft", "correcting", "endorsing", "screening", "deciding", "noticing", "releasing", "paying",
    "running", "suspended", "accepting", "recovering",
    "closed", "withdrawn", "declined", "refused", "revoked",
)  # fmt: skip

WORKFLOW = Workflow(
    "patent",
    STATES,
    (
        *intake("deciding", ELIGIBLE, tuple(s.name for s in STATES)),
        *decision((within_terms_amount,)),
        *notice(),
        *papers(("reward_notice",), ("paying", "running")),
        *change_payee(("noticing", "releasing", "paying")),
        *PAYMENT,
        *receipts(STATES),
        *report("closed"),
        *SUSPENSION,
        *revocation(("releasing", "paying", "running", "suspended", "accepting")),
        *office(STATES, "closed"),
    ),
    (REWARDED_ONCE, PERSON_OF_YEAR),
)
