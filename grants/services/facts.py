"""What a case's rules need to know besides its deeds. Each fact is looked up only for the actions that ask it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import exists, func, select

from grants import clock
from grants.extensions import db
from grants.models import Answer, Application, Payment
from grants.programmes import PROGRAMMES
from grants.services import claims, documents, payees, slips
from grants.services.awards import title_runs
from workflows.engine import Case, Facts, Slip, Workflow
from workflows.parts.payee import accounts_told

NEED_BUDGET = ("propose", "decide", "reconfirm")
NEED_CLAIMS = ("submit", "register")
NEED_ACCOUNTS = ("approve_payment",)
NEED_SENT = ("return_payment", "confirm_payment")
NEED_PAPERS = ("approve_papers", "release")
# What can only be asked once answers are there.
NEED_ANSWERS = frozenset({"submit", "register", "assess", *slips.LOOKS})
LIVING = ("running", "mending", "suspended")


@dataclass(frozen=True)
class Asked:
    """What is about to be done: the actions in question, and what was posted, personal fields in clear; `current`
    is the basis of the papers as they would be made now, where somebody has found it already."""

    actions: frozenset[str]
    values: dict[str, Any]
    current: str = ""


def facts(application: Application, case: Case, asked: Asked) -> Facts:
    """The facts of a case, for these actions."""
    wants = asked.actions.intersection
    known = replace(
        sums(application),
        slots=free_slots(application, case, asked) if wants(NEED_CLAIMS) else {},
        budget_left=budget_left(application) if wants(NEED_BUDGET) else 0,
        excellent_left=excellent_left(application, case) if wants({"assess"}) else 0,
        titled=titled(application) if wants({"submit"}) and workflow_of(application).of_titled else False,
        sent_on=sent_on(application, case, asked) if wants(NEED_SENT) else None,
        slip=slip(application, asked),
        accounts=payees.accounts(accounts_told(case.deeds)) if wants(NEED_ACCOUNTS) else {},
    )
    if not wants(NEED_PAPERS):
        return known
    basis = asked.current or documents.basis_now(application, replace(case, facts=known))
    return replace(known, papers_digest=basis)


def sums(application: Application) -> Facts:
    """The facts that stand in the case's own row: its sums and its term."""
    return Facts(
        awarded=application.awarded,
        instructed=application.instructed,
        paid=application.paid,
        recovered=application.recovered,
        origin=application.origin,
        term_ends=application.term_ends,
    )


def budget_left(application: Application) -> int:
    """The rest of the round's budget for this case: what it has proposed itself is not in its own way."""
    budget = application.round.budget
    if budget is None:
        return 0
    return budget.appropriated - budget.awarded - budget.proposed + application.proposed


def workflow_of(application: Application) -> Workflow:
    return PROGRAMMES[application.programme].workflow


def free_slots(application: Application, case: Case, asked: Asked) -> dict[str, int]:
    wanted = claims.keys(workflow_of(application), asked.values, case.terms)
    return claims.slots(application, wanted, case.terms)


def titled(application: Application) -> bool:
    """The organisation has a studio whose title runs today (the register of titles, not the form, says so)."""
    held = exists().where(
        Application.organisation_id == application.organisation_id, title_runs(clock.today())
    )
    return bool(db.session.scalar(select(held)))


def sent_on(application: Application, case: Case, asked: Asked) -> date | None:
    """When the payment on its way was first handed out in a file for the bank; asked only where one is approved, and
    not of what was paid today: no file is later."""
    if case.last("approve_payment") is None or asked.values.get("paid_on") == clock.today():
        return None
    sent_at = db.session.scalar(
        select(Payment.sent_at).where(Payment.application_id == application.id, Payment.status == "approved")
    )
    return clock.local(sent_at).date() if sent_at else None


def slip(application: Application, asked: Asked) -> Slip | None:
    """What the posted reference of the bank stands under already."""
    looks = (look for action, look in slips.LOOKS.items() if action in asked.actions)
    return next((look(application, asked.values) for look in looks), None)


def excellent_left(application: Application, case: Case) -> int:
    """How many more living titles of the programme may be assessed as excellent for the year being assessed."""
    year = (case.posted or {}).get("year")
    living = (
        select(func.count())
        .select_from(Application)
        .where(Application.programme == application.programme, Application.state.in_(LIVING))
    )
    excellent = select(func.count(func.distinct(Answer.application_id))).where(
        Answer.application_id == Application.id,
        Application.programme == application.programme,
        Answer.action == "assess",
        Answer.masked["grade"].as_string() == "excellent",
        Answer.masked["year"].as_string() == str(year),
    )
    counted = db.session.execute(select(living.scalar_subquery(), excellent.scalar_subquery())).one()
    share = case.terms.get("excellent_share_percent") or 0
    return int(counted[0] * share // 100) - counted[1]
