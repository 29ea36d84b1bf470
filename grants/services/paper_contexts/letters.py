"""Letters to one unit."""

from typing import Any

from flask import current_app
from sqlalchemy import select

from grants.extensions import db
from grants.models import Person
from grants.services import payees, workdays
from grants.services.paper_contexts.common import Subject, basis
from grants.services.paper_words import DUTIES, FUNDS, PURPOSES, RECEIPT_DAYS
from workflows.engine import Case
from workflows.parts.payment import due_now
from workflows.rules import RULES


def funding_letter(subject: Subject) -> dict[str, Any]:
    application, case = subject.application, subject.case
    payee, due = payees.of(application, case), due_now(case)
    tranche = sum(deed.action == "confirm_payment" for deed in case.deeds) + 1
    more = case.facts.awarded - case.facts.paid - due > 0
    handler, checker, approver = hands(case)
    return {
        "addressee": application.organisation.name,
        "subject": application.title,
        "basis": basis(subject),
        "payee": {"account_name": payee.name, "bank": payee.bank, "account": payee.account},
        "awarded": case.facts.awarded,
        "amount": due,
        "tranche": tranche,
        "tranches": tranche + more,
        "fund_source": FUNDS.get(case.terms.get("source_of_funds") or "", "工会经费"),
        "purpose": PURPOSES.get(application.programme, "用于职工创新，专款专用"),
        "duties": DUTIES.get(application.programme, []),
        "receipt_by": workdays.add_working_days(subject.dated, RECEIPT_DAYS).isoformat(),
        "handler": handler,
        "checker": checker,
        "approver": approver,
        "copies_to": [f"{current_app.config['OFFICE_NAME']}财务部"],
    }


def hands(case: Case) -> tuple[str, str, str]:
    """Names of who proposed, who screened, and who decided."""
    persons = [case.last(action) for action in ("propose", "accept", "decide")]
    wanted = {int(deed.person) for deed in persons if deed and deed.person}
    rows = db.session.execute(select(Person.id, Person.name).where(Person.id.in_(wanted)))
    names = {str(person): name for person, name in rows}
    handler, checker, approver = (names.get(deed.person, "") if deed else "" for deed in persons)
    return handler, checker, approver


def refusal_letter(subject: Subject) -> dict[str, Any]:
    posted = subject.case.posted or {}
    refused = subject.case.state == "deciding"
    rule = str(posted.get("rule") or "")
    cited = RULES.get(rule)
    return {
        "addressee": subject.application.organisation.name,
        "subject": subject.application.title or "申报",
        "case_number": subject.application.number,
        "decision": "不予通过" if refused else "不予受理",
        "reasons": [line for line in str(posted.get("reasons") or "").splitlines() if line.strip()],
        "rules": [f"{cited.title}：{cited.text}" if cited else rule],
        "remedy": str(posted.get("remedy") or ""),
    }
