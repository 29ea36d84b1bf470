"""What has to come back is listed a page at a time, the longest overdue first, and counted whole."""

from datetime import date

import pytest

from grants.services import recoveries
from grants.services.paging import cut
from tests import factories


def owing(round_row, unit, due: date | None, rest: int):
    sums = {"awarded": 500, "instructed": 500, "paid": 500, "reclaimed": rest + 100, "recovered": 100}
    return factories.application("recovering", round_row, unit, due_on=due, **sums)


@pytest.fixture
def cases(app):
    """Five cases by their day, two of them of one day and one without."""
    round_row, unit = factories.round_(), factories.organisation()
    days = (date(2026, 5, 2), None, date(2026, 3, 1), date(2026, 5, 2), date(2026, 4, 1))
    return [owing(round_row, unit, day, 100 + place) for place, day in enumerate(days)]


def test_every_case_stands_on_one_page_in_the_order_of_its_day(cases, monkeypatch):
    monkeypatch.setattr(recoveries, "PAGE", 2)
    reader = factories.viewer(factories.person("maker"))
    pages, after = [], ""
    while not pages or after:
        rows, last = cut(recoveries.owed(reader, ["patent"], after), recoveries.PAGE)
        pages.append([row.application.number for row in rows])
        after = last.key if last else ""
    expected = [cases[place].number for place in (2, 4, 0, 3, 1)]
    assert pages == [expected[:2], expected[2:4], expected[4:]]
    assert recoveries.counted(reader, ["patent"]) == (5, 510)
    assert recoveries.owed(reader, ["patent"], "x~1") == recoveries.owed(reader, ["patent"])
