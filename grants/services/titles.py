"""Titles: how long one runs."""

from datetime import date, timedelta

from workflows.engine import Case
from workflows.guards import months_after


def title_term(case: Case, dated: date) -> tuple[date, date]:
    """First and last day of a title: from its certificate's day, or on from the last term when re-confirmed."""
    renewed = case.answers("reconfirm").get("term_years")
    starts = dated
    if renewed and case.facts.term_ends:
        starts = case.facts.term_ends + timedelta(days=1)
    years = renewed or case.terms.get("title_years") or 3
    return starts, months_after(starts, 12 * years) - timedelta(days=1)
