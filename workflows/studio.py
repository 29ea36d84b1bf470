"""职工创新工作室评选: evaluation and naming of a studio, with a term, assessment and re-confirmation."""

from workflows.engine import Case, Claim, Guard, Reason, Workflow
from workflows.guards import at_most, cites, must_be, unclaimed
from workflows.parts import review
from workflows.parts.award import decision
from workflows.parts.intake import intake
from workflows.parts.notice import notice
from workflows.parts.office import office
from workflows.parts.papers import papers
from workflows.parts.payment import PAYMENT, change_payee
from workflows.parts.receipt import receipts
from workflows.parts.recovery import revocation
from workflows.parts.review import PRESENT, VISIT
from workflows.parts.term import SUSPENSION
from workflows.parts.title import ASSESSMENT, MENDING, RECONFIRMATION, mending_given
from workflows.rules import N_
from workflows.states import pick
from workflows.table import key_of


@cites("S1")
def team_large_enough(case: Case) -> Reason | None:
    wanted, have = case.terms.get("team_minimum") or 3, len(case["members"] or ())
    if have >= wanted:
        return None
    return Reason(N_("团队成员至少%(wanted)d人，现填报%(have)s人。"), {"wanted": wanted, "have": have}, "S1")


NAMED_ONCE = Claim(
    "studio",
    lambda answers, terms: key_of(answers, "level", "uscc", "title"),
    N_("该工作室已获命名，或已有申报正在办理。"),
    "S2",
    ("withdrawn", "declined", "refused", "closed", "revoked"),
)

ELIGIBLE: tuple[Guard, ...] = (
    team_large_enough,
    must_be("leader_consent", True, N_("领军人本人须同意申报。"), "S3"),
    must_be("is_research_organ", False, N_("单位既有研发机构不得申报命名。"), "S2"),
    must_be("dishonest_listed", False, N_("列入严重失信主体名单的单位不得申报。"), "S4"),
    unclaimed(NAMED_ONCE),
)

WITHIN_STANDARD = at_most(
    "one_off", N_("建议金额%(amount)s元超过本批次一次性助推资金标准%(limit)s元。"), "M1"
)

STATES = pick(
    "draft", "correcting", "endorsing", "screening", "reviewing", "visiting", "deciding",
    "noticing", "releasing", "paying", "running", "mending", "suspended", "recovering",
    "closed", "withdrawn", "declined", "refused", "revoked",
)  # fmt: skip

WORKFLOW = Workflow(
    "studio",
    STATES,
    (
        *intake("reviewing", ELIGIBLE, tuple(s.name for s in STATES)),
        *review.review("visiting"),
        *VISIT,
        *PRESENT,
        *decision((WITHIN_STANDARD,), behind=(*review.ACTS, "visit", "present")),
        *notice(behind=("present",)),
        *papers(("naming_certificate", "funding_letter"), ("paying", "running")),
        *change_payee(("noticing", "releasing", "paying")),
        *PAYMENT,
        *receipts(STATES),
        *ASSESSMENT,
        *MENDING,
        *RECONFIRMATION,
        *SUSPENSION,
        *revocation(("releasing", "paying", "running", "mending", "suspended"), (mending_given,)),
        *office(STATES, "running"),
    ),
    (NAMED_ONCE,),
)
