"""A fourth programme, for tests: 岗位技能标兵, an honour with money, composed of the shared parts."""

from workflows.engine import Workflow
from workflows.guards import must_be
from workflows.parts.award import decision
from workflows.parts.intake import intake
from workflows.parts.notice import notice
from workflows.parts.office import office
from workflows.parts.papers import papers
from workflows.parts.payment import PAYMENT, change_payee
from workflows.parts.receipt import receipts
from workflows.parts.recovery import revocation
from workflows.parts.term import SUSPENSION, report
from workflows.states import pick

STATES = pick(
    "draft", "correcting", "endorsing", "screening", "deciding", "noticing", "releasing", "paying",
    "running", "suspended", "accepting", "recovering", "closed", "withdrawn", "declined", "refused", "revoked",
)  # fmt: skip

WORKFLOW = Workflow(
    "honour",
    STATES,
    (
        *intake(
            "deciding", (must_be("employed", True, "须为在职职工。", "P3"),), tuple(s.name for s in STATES)
        ),
        *decision(()),
        *notice(),
        *papers(("funding_letter",), ("paying", "running")),
        *change_payee(("noticing", "releasing", "paying")),
        *PAYMENT,
        *receipts(STATES),
        *report("closed"),
        *SUSPENSION,
        *revocation(("releasing", "paying", "running", "accepting")),
        *office(STATES, "closed"),
    ),
)
