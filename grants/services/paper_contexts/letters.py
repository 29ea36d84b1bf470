"""Letters to one unit about what it is given."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import current_app

from forms.paying import TARGETS_MET
from forms.project import MET, TARGETS
from grants.programmes import PROGRAMMES
from grants.services import payees, workdays
from grants.services.paper_contexts.common import Subject, basis, lines_of
from grants.services.paper_words import FUNDS, RECEIPT_DAYS
from workflows.engine import Case, Deed
from workflows.parts.payment import due_now


def funding_letter(subject: Subject) -> dict[str, Any]:
    application, case = subject.application, subject.case
    payee, due = payees.of(case), due_now(case)
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
        "purpose": PROGRAMMES[application.programme].words.purpose,
        "objections": objections(case),
        "receipt_by": receipt_by(subject),
        "handler": handler,
        "checker": checker,
        "approver": approver,
        "copies_to": [f"{current_app.config['OFFICE_NAME']}财务部"],
    }


def receipt_by(subject: Subject) -> str:
    """The last day to hand in the receipt, in working days after the letter's own."""
    own = workdays.known(subject.application.days_off)
    return workdays.add_working_days(subject.dated, RECEIPT_DAYS, own).isoformat()


def hands(case: Case) -> tuple[str, str, str]:
    """Names of who proposed, who screened, and who decided."""
    handler, checker, approver = (case.last(action) for action in ("propose", "accept", "decide"))
    return name(handler), name(checker), name(approver)


def name(deed: Deed | None) -> str:
    return deed.name if deed else ""


def objections(case: Case) -> int | None:
    """How many objections the notice this award rests on brought; whoever gets a letter has had all of them
    dismissed. None where no notice was posted for what is awarded."""
    notice = case.last("post_notice")
    if notice is None or case.last("reconfirm"):
        return None
    return sum(deed.number > notice.number for deed in case.standing("object"))


def acceptance_opinion(subject: Subject) -> dict[str, Any]:
    """What the acceptance panel found; posted with the very action that accepts."""
    application, case = subject.application, subject.case
    judged, report = case.posted or {}, case.answers("report")
    points, left = judged.get("points"), case.facts.awarded - case.facts.paid
    return {
        "addressee": application.organisation.name,
        "subject": application.title,
        "case_number": application.number,
        "leader": subject.answers.get("leader_name") or None,
        "started_on": iso(report.get("started_on")),
        "finished_on": iso(report.get("finished_on")),
        "targets": [target(row) for row in report.get("targets") or ()],
        "targets_met": dict(TARGETS_MET).get(judged.get("targets_met") or ""),
        "panel": judged.get("panel") or None,
        "points": None if points is None else f"{points.normalize():f}",
        "opinion": lines_of(judged.get("opinion")),
        "awarded": case.facts.awarded,
        "paid": case.facts.paid or None,
        "tail": left if left > 0 else None,
    }


def target(row: Mapping[str, Any]) -> dict[str, str]:
    """One line of the final report, in the words of its form."""
    return {
        "target": dict(TARGETS)[row["target"]],
        "met": dict(MET)[row["met"]],
        "explanation": row["explanation"],
    }


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
