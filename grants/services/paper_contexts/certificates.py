"""Certificates and the notice of a reward."""

from typing import Any

from forms.patent_numbers import display_patent_number
from grants.services import payees
from grants.services.paper_contexts.common import Subject, basis
from grants.services.paper_words import FUNDS, GRADES, LEVELS
from grants.services.titles import title_term


def design(subject: Subject) -> str:
    """The design of the round's certificates; the first where the round is older than the choice."""
    return subject.case.terms.get("certificate_design") or "classic"


def naming_certificate(subject: Subject) -> dict[str, Any]:
    starts, ends = title_term(subject.case, subject.dated)
    level = LEVELS.get(subject.application.level, "")
    return {
        "design": design(subject),
        "title": f"{level}职工创新工作室" if level != "劳模" else "劳模创新工作室",
        "studio": subject.answers.get("title") or subject.application.title,
        "unit": subject.application.organisation.name,
        "leader": (subject.case.answers("change_leader") or subject.answers).get("leader_name") or "",
        "starts_on": starts.isoformat(),
        "ends_on": ends.isoformat(),
        "basis": basis(subject)[0],
    }


def project_certificate(subject: Subject) -> dict[str, Any]:
    application, answers = subject.application, subject.answers
    return {
        "design": design(subject),
        "project": application.title,
        "studio": answers.get("studio_name") or "",
        "unit": application.organisation.name,
        "leader": answers.get("leader_name") or "",
        "grade": GRADES.get(application.level),
        "amount": application.awarded,
        "basis": basis(subject)[0],
    }


def reward_notice(subject: Subject) -> dict[str, Any]:
    answers = subject.answers
    granted = answers.get("grant_date")
    return {
        "design": design(subject),
        "person": answers.get("first_inventor_name") or "",
        "unit": subject.application.organisation.name,
        "patent_title": answers.get("title") or "",
        "patent_number": display_patent_number(answers.get("patent_number") or ""),
        "granted_on": granted.isoformat() if granted else "",
        "inventors": [row["name"] for row in answers.get("inventors") or ()],
        "amount": subject.application.awarded,
        "fund_source": FUNDS.get(subject.case.terms.get("source_of_funds") or "", "工会经费"),
        "account": payees.of(subject.case).masked or None,
    }
