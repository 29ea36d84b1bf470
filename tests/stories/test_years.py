"""Titles of before have reported every year, so that nobody's first list begins with what was owed for years."""

from datetime import UTC, date, datetime

import pytest

from grants import clock
from grants.database import writing
from grants.extensions import db
from grants.stories.cast import assemble, entered
from grants.stories.playing import play
from grants.stories.years import yearly, years
from tests.stories.playing import EXAMPLES

NOW = datetime(2023, 5, 4, tzinfo=UTC)
SAID = {"projects": "工装改造", "benefit": "1000.00", "points": "80"}
ROW = {"by": "officer", "reporter": "unit", "years": [SAID, SAID | {"points": "85"}]}
BASE = {
    "report.yearly": {"answers": {"summary": "完成。"}},
    "assess.yearly": {"answers": {"grade": "qualified"}},
}


@pytest.mark.parametrize(
    ("late", "told"),
    [
        ({}, [("report", 2021), ("assess", 2021), ("report", 2022), ("assess", 2022)]),
        ({"late": "-4 10:00"}, [("report", 2021), ("assess", 2021), ("report", 2022)]),
    ],
)
def test_every_year_is_reported_and_assessed_but_what_came_late(late, told):
    with clock.at(NOW):
        steps = list(yearly(ROW | late, 2021, BASE))
    assert [(step.do, step.answers["year"]) for step in steps] == told
    assert {step.by for step in steps if step.do == "report"} == {"unit"}
    assert steps[0].answers["summary"] == "完成。"
    assert [step.at.date() for step in steps[2:3]] == [date(2023, 4, 30) if late else date(2023, 1, 12)]


@pytest.mark.one_database
def test_the_years_of_a_title_are_told_once_and_nothing_is_owed_after(app):
    with clock.at(datetime(2021, 5, 4, tzinfo=UTC)):
        with writing():
            cast = assemble(EXAMPLES)
        story = years(EXAMPLES, cast)[0]
        (life,) = list(play([story], cast))[-1:]
        assert life.failure == ""
        title = entered(cast.known("organisation", story.organisation), story.title)
        assert title.due_on == date(2022, 3, 31)
        assert story.title not in {other.title for other in years(EXAMPLES, cast)}
    db.session.rollback()


def test_what_the_office_does_meanwhile_is_done_in_the_order_of_time():
    days = [NOW, NOW.replace(year=2022), NOW.replace(year=2024)]
    seen = []
    assert list(play([], None, [(day, lambda: seen.append(clock.now())) for day in days])) == []
    assert seen == sorted(days)
