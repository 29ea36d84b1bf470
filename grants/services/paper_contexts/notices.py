"""What is posted for everybody."""

from typing import Any

from forms.patent_numbers import display_patent_number
from grants.programmes import PROGRAMMES
from grants.services import workdays
from grants.services.paper_contexts.common import Subject
from grants.services.paper_words import GRADES, LEVELS


def public_notice(subject: Subject) -> dict[str, Any]:
    application, case = subject.application, subject.case
    posted = case.posted or case.answers("post_notice")
    starts, days = posted.get("starts_on") or subject.dated, case.terms.get("notice_days") or 5
    ends, _uncertain = workdays.notice_end(starts, days)
    label = PROGRAMMES[application.programme].label
    return {
        "title": f"关于{application.round.year}年度{label}拟定结果的公示",
        "basis": [f"《{application.round.name}》"],
        "awards": [noticed(subject)],
        "starts_on": starts.isoformat(),
        "ends_on": ends.isoformat(),
        "working_days": days,
    }


def noticed(subject: Subject) -> dict[str, Any]:
    """The line of a public notice: nothing that identifies a person beyond the name."""
    application, answers = subject.application, subject.answers
    number = answers.get("patent_number")
    grade = LEVELS.get(application.level) or GRADES.get(application.level)
    return {
        "name": application.title,
        "unit": application.organisation.name,
        "person": answers.get("leader_name") or answers.get("first_inventor_name"),
        "reference": display_patent_number(number) if number else None,
        "grade": None if application.programme == "patent" else grade,
        "amount": application.awarded or None,
    }
