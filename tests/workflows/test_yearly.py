"""The yearly report of a title: which year is owed, and by when."""

from dataclasses import replace
from datetime import date

import pytest

from tests.workflows.factories import case, deed
from workflows.parts.yearly import last_day, year_owed

REPORT, REGISTERED = deed("report", 40, year=2026), deed("register", 1)


@pytest.mark.parametrize(
    ("deeds", "named", "terms", "year", "until"),
    [
        ((), date(2026, 5, 8), {}, 2026, date(2027, 3, 31)),
        ((), date(2026, 5, 8), {"report_month": 12}, 2026, date(2027, 12, 31)),
        ((), date(2027, 5, 8), {"report_month": 2}, 2027, date(2028, 2, 29)),
        ((REPORT,), date(2025, 5, 8), {}, 2027, date(2028, 3, 31)),
        ((replace(REPORT, standing=False),), date(2025, 5, 8), {}, 2025, date(2026, 3, 31)),
        ((REGISTERED,), date(2018, 5, 8), {}, 2026, date(2027, 3, 31)),
    ],
)
def test_a_title_is_reported_on_by_the_rounds_month_of_the_next_year(deeds, named, terms, year, until):
    asked = case("studio", "running", deeds=deeds, terms=terms)
    assert (year_owed(asked, named), last_day(asked, year)) == (year, until)
