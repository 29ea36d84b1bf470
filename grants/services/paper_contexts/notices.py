"""What is posted for everybody."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from forms.patent_numbers import display_patent_number
from grants.models import Application
from grants.services import workdays
from grants.services.paper_contexts.common import Subject
from grants.services.paper_words import GRADES, LEVELS


def public_notice(subject: Subject) -> dict[str, Any]:
    """The notice of one case; the case tells its first day."""
    application, case = subject.application, subject.case
    posted = case.posted or case.answers("post_notice")
    starts = posted.get("starts_on") or subject.dated
    line = award(application, subject.answers)
    own = workdays.known(application.days_off)
    return noticed(application.round.name, starts, case.terms.get("notice_days") or 5, [line], own)


def noticed(
    round_name: str, starts: date, days: int, awards: list[dict[str, Any]], own: workdays.Own | None = None
) -> dict[str, Any]:
    """What a notice of these awards says; it ends on the last of its working days, the first included."""
    return {
        "basis": [f"《{round_name}》"],
        "awards": awards,
        "starts_on": starts.isoformat(),
        "ends_on": workdays.counted(starts, days, own).isoformat(),
        "working_days": days,
    }


def award(application: Application, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The line of a list of awards: nothing that identifies a person beyond the name."""
    number = answers.get("patent_number")
    return {
        "name": application.title,
        "unit": application.organisation.name,
        "person": answers.get("leader_name") or answers.get("first_inventor_name"),
        "reference": display_patent_number(number) if number else answers.get("studio_name"),
        "grade": None if application.programme == "patent" else level_of(application),
        "amount": application.awarded or None,
    }


def level_of(application: Application) -> str | None:
    """The level or grade awarded, in the words of papers."""
    return LEVELS.get(application.level) or GRADES.get(application.level)
