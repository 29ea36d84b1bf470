"""The yearly report of a title: which year is owed next, and by when.

A title is assessed every year of its term (rule S5), on a report of that year. No published rule names the day, so the
round does (rule S8): the last day of a month of the following year.
"""

from datetime import date, timedelta

from workflows.engine import Case
from workflows.guards import day_of, months_after

USUAL_MONTH = 3  # of a round made before the month was one of its parameters


def year_owed(case: Case, named: date) -> int:
    """The year to be reported on next: the one after the last that was, at first the year the title was `named` in.
    What came before a title was entered here as an older one was reported elsewhere."""
    told = [deed.values["year"] for deed in case.standing("report") if deed.values.get("year")]
    entered = [day_of(case, deed.at).year for deed in case.standing("register") if deed.at]
    return max(told) + 1 if told else max([named.year, *entered])


def last_day(case: Case, year: int) -> date:
    """The last day to report on this year."""
    month = case.terms.get("report_month") or USUAL_MONTH
    return months_after(date(year + 1, 1, 1), month) - timedelta(days=1)
