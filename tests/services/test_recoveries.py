"""What has to come back is listed a page at a time, the longest overdue first, and counted whole."""

from datetime import date

import pytest

from grants import clock
from grants.database import writing
from grants.extensions import db
from grants.models import Answer, Event
from grants.services import log, recoveries, slips
from grants.services.paging import cut
from tests import factories
from workflows.engine import Slip


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


def told(case, action: str, answers: dict) -> None:
    with writing():
        said = {"subject": case.number, "application_id": case.id, "action": action}
        event = log.append(Event(at=clock.now(), **said))
        db.session.flush()
        mine = {"event_number": event.number, "application_id": case.id, "action": action}
        db.session.add(Answer(masked=answers, **mine))


def test_a_transfer_back_is_known_by_its_reference_in_every_case_but_its_own(cases):
    back = {"amount": "10.00", "received_on": "2026-04-01", "reference": "R1"}
    told(cases[0], "record_recovery", back)
    posted = {"reference": "ｒ 1"}
    known = [slips.returned_by(case, posted) for case in cases[:2]]
    assert known == [None, Slip(cases[0].number, date(2026, 4, 1), 1000)]
    assert slips.returned_by(cases[1], {"reference": "R2"}) is None
    told(cases[0], "return_recovery", {"reasons": "没有到账"})
    assert slips.returned_by(cases[1], posted) is None
