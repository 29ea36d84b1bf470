"""Questions that most cases need not answer: which are shown, and which the page answers itself."""

from dataclasses import replace

from forms.control import Section
from grants.errors import NotAllowed, Problem
from grants.models import Payment
from grants.services.asking import Asked, Raw
from grants.services.payee_changes import Change
from workflows.parts.notice import open_objections
from workflows.parts.payment import BEFORE_FILE
from workflows.parts.slips import DOUBTS

GIVEN = {"approve_papers": ("digest",)}  # answers the page itself gives: not to be typed
# Asked only where the account has changed, where the bank may have paid already, or where its slip is in doubt.
ONLY_WHERE = {
    "approve_payment": "payee_checked",
    "return_payment": "unpaid_checked",
    "confirm_payment": "bank_checked",
    "record_recovery": "bank_checked",
}
SETTLING = ("dismiss_objection", "uphold_objection")


def marked(found: Asked, parts: tuple[Section, ...]) -> tuple[Section, ...]:
    """The form with this question marked as one that must be answered: a rule of the case asks for it."""
    name = ONLY_WHERE[found.action.name]
    return tuple(
        replace(
            part, controls=tuple(replace(c, required=c.required or c.name == name) for c in part.controls)
        )
        for part in parts
    )


def of_case(found: Asked, changed: Change | None, payment: Payment | None) -> bool:
    """Whether this case asks the question of its action that most cases need not answer."""
    if found.action.name == "return_payment":
        return payment is not None and payment.sent_at is not None
    return found.action.name in ONLY_WHERE and changed is not None


def doubted(found: Asked, raw: Raw, problem: Problem | None) -> bool:
    """Whether what was typed of money paid or come back is in doubt, so that it is asked whether the bank said so. It
    need not be answered: what was typed may be mended instead."""
    reasons = problem.reasons if isinstance(problem, NotAllowed) else ()
    if ONLY_WHERE.get(found.action.name) != "bank_checked":
        return False
    return any(reason.text in (BEFORE_FILE, *DOUBTS) for reason in reasons) or bool(raw.get("bank_checked"))


def unasked(found: Asked) -> tuple[str, ...]:
    """The questions this page answers itself: which objection is settled, where only one waits."""
    if found.action.name in SETTLING and len(open_objections(found.opened.case)) == 1:
        return ("objection",)
    name = found.action.name
    return (ONLY_WHERE[name],) if name in ONLY_WHERE else GIVEN.get(name, ())
