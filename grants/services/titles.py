"""Titles: how long one runs, by when its year is to be reported on, and what a unit's own tells of it."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from grants import clock
from grants.extensions import db
from grants.models import Application, Organisation
from grants.programmes import titled
from grants.services.awards import title_runs
from workflows.engine import Case
from workflows.guards import months_after
from workflows.parts.yearly import last_day, year_owed


def title_term(case: Case, dated: date) -> tuple[date, date]:
    """First and last day of a title: from its certificate's day, or on from the last term when re-confirmed; as it
    was released where its papers are only corrected."""
    standing = corrected_term(case)
    if standing:
        return standing
    renewed = case.answers("reconfirm").get("term_years")
    starts = dated
    if renewed and case.facts.term_ends:
        starts = case.facts.term_ends + timedelta(days=1)
    years = renewed or case.terms.get("title_years") or 3
    return starts, months_after(starts, 12 * years) - timedelta(days=1)


def corrected_term(case: Case) -> tuple[date, date] | None:
    """The term that was released, while its papers are being corrected; None otherwise."""
    released = next((deed.values for deed in reversed(case.deeds) if deed.action == "release"), {})
    if case.last("replace_papers") is None or "term_starts_on" not in released:
        return None
    return released["term_starts_on"], released["term_ends_on"]


def report_due(application: Application, case: Case) -> date | None:
    """The last day of the yearly report owed next; None of what has no title, or where the title ends first."""
    named = application.term_starts or application.awarded_on
    if application.programme not in titled() or named is None:
        return None
    day, ends = last_day(case, year_owed(case, named)), application.term_ends
    return day if ends is None or day < ends else None


def studio(organisation: Organisation) -> dict[str, Any]:
    """What a project is asked of the studio that runs it, as raw answers: of the title this unit holds today. Nothing
    where it holds several, since only who applies knows which of them."""
    held = select(Application.title, Application.level, Application.awarded_on).where(
        Application.organisation_id == organisation.id, title_runs(clock.today())
    )
    rows = db.session.execute(held.limit(2)).all()
    if len(rows) != 1:
        return {}
    title, level, named_on = rows[0]
    return {"studio_name": title, "studio_level": level, "studio_named_year": named_on and named_on.year}
