"""Working days follow the State Council's arrangement, and the office's own table over it."""

from datetime import date

import pytest

from grants.database import writing
from grants.errors import Forbidden
from grants.extensions import db
from grants.models import Event, Holiday
from grants.services import workdays
from tests import factories

NOTICES = [
    ("2026-04-28", 5, "2026-05-07"),  # over Labour Day, first day counted
    ("2026-09-23", 5, "2026-09-30"),  # over Mid-autumn
    ("2026-05-01", 1, "2026-05-06"),  # posted on a day off: the first day worked counts
    ("2026-05-08", 2, "2026-05-09"),  # a Saturday that is worked
    ("2026-06-01", 1, "2026-06-01"),
]


@pytest.mark.parametrize(("first", "days", "end"), NOTICES)
def test_a_notice_ends_on_its_last_working_day(app, first, days, end):
    starts, ends = date.fromisoformat(first), date.fromisoformat(end)
    assert workdays.counted(starts, days) == ends
    assert not workdays.uncertain(starts, ends)


WORKED = [("2026-05-01", False), ("2026-05-09", True), ("2026-04-25", False), ("2026-04-27", True)]


@pytest.mark.parametrize(("day", "worked"), WORKED)
def test_a_day_is_worked_as_published(app, day, worked):
    assert workdays.is_working_day(date.fromisoformat(day)) is worked


def test_days_after_a_day_do_not_count_it(app):
    assert workdays.add_working_days(date(2026, 4, 30), 1) == date(2026, 5, 6)


UNPUBLISHED = date(2099, 1, 1)  # a Thursday


def test_a_year_nobody_has_published_counts_weekdays_and_says_so(app):
    ends = workdays.counted(UNPUBLISHED, 3)
    assert ends == date(2099, 1, 5)
    assert workdays.uncertain(UNPUBLISHED, ends)


def test_a_notice_that_reaches_into_such_a_year_says_so_too(app):
    first = date(max(workdays.PUBLISHED), 12, 31)
    assert workdays.uncertain(first, workdays.counted(first, 3))


def test_the_office_enters_the_year_itself(app):
    admin = factories.viewer(factories.person("admin"))
    with writing():
        workdays.set_day(admin, UNPUBLISHED, False, "元旦")
    ends = workdays.counted(UNPUBLISHED, 3)
    assert ends == date(2099, 1, 6)
    assert not workdays.uncertain(UNPUBLISHED, ends)


def test_the_offices_word_stands_over_the_published_and_can_be_taken_back(app):
    admin, labour_day = factories.viewer(factories.person("admin")), date(2026, 5, 1)
    with writing():
        workdays.set_day(admin, labour_day, True, "值班")
    assert workdays.is_working_day(labour_day)
    assert [s.name for s in workdays.list_year(2026) if s.own] == ["值班"]
    with writing():
        workdays.remove_day(admin, labour_day)
    assert not workdays.is_working_day(labour_day)
    assert not any(special.own for special in workdays.list_year(2026))


def test_every_change_of_the_calendar_is_logged(app):
    admin = factories.viewer(factories.person("admin"))
    with writing():
        workdays.set_day(admin, UNPUBLISHED, False, "元旦")
    event = db.session.scalars(db.select(Event)).one()
    assert (event.subject, event.action, event.person_id) == ("calendar:2099-01-01", "set_day", admin.person)


def test_only_the_administrator_changes_the_calendar(app):
    officer = factories.viewer(factories.person("officer"))
    with pytest.raises(Forbidden), writing():
        workdays.set_day(officer, UNPUBLISHED, False, "元旦")
    with pytest.raises(Forbidden), writing():
        workdays.remove_day(officer, UNPUBLISHED)


def test_a_day_not_in_the_table_is_gone_already_and_nothing_is_logged(app):
    with writing():
        assert not workdays.remove_day(factories.viewer(factories.person("admin")), UNPUBLISHED)
    assert not factories.count(Event)


def test_a_year_is_listed_in_order(app):
    listed = workdays.list_year(2026)
    assert [special.day for special in listed] == sorted(special.day for special in listed)
    assert ("劳动节", False) in {(special.name, special.working) for special in listed}


@pytest.mark.one_database
def test_the_working_days_left_are_counted_over_holidays_and_the_offices_own_days(app):
    db.session.add(Holiday(day=date(2026, 9, 29), working=False, name="停电"))
    db.session.commit()
    lasts = [date(2026, 9, 25), date(2026, 9, 28), date(2026, 9, 30), date(2026, 10, 8)]
    left = workdays.until(date(2026, 9, 24), lasts)
    assert left == dict(zip(lasts, [1, 2, 3, 4], strict=True))
