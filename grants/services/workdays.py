"""Working days: the State Council's yearly arrangement, and the office's own table over it.

The arrangement is published each November for the next year only. In a year without it, and without any entry
in the office's table, weekdays are taken for working days and the answer is marked as uncertain.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, islice, takewhile

from chinese_calendar.constants import Holiday as Named
from chinese_calendar.constants import holidays, workdays
from flask_babel import gettext
from sqlalchemy import ScalarSelect, String, case, cast, func, select

from grants.access import Viewer
from grants.errors import Forbidden
from grants.extensions import db
from grants.models import Holiday
from grants.services import log
from grants.services.notes import note
from grants.texts import N_

PUBLISHED = frozenset(day.year for day in holidays)
NAMES = {
    Named.new_years_day.value: N_("元旦"),
    Named.spring_festival.value: N_("春节"),
    Named.tomb_sweeping_day.value: N_("清明"),
    Named.labour_day.value: N_("劳动节"),
    Named.dragon_boat_festival.value: N_("端午"),
    Named.national_day.value: N_("国庆节"),
    Named.mid_autumn_festival.value: N_("中秋"),
    Named.anti_fascist_70th_day.value: N_("抗战胜利七十周年纪念日"),
}
DAY = timedelta(days=1)
Own = Mapping[date, bool]  # the office's own days: whether each is worked
SATURDAY = 5


@dataclass(frozen=True)
class Special:
    """A day that is not what its weekday says. `own` when the office's table says so, else the arrangement."""

    day: date
    working: bool
    name: str
    own: bool


def is_working_day(day: date) -> bool:
    return works(day, own_days(day, day))


def add_working_days(day: date, days: int, own: Own | None = None) -> date:
    """The last of `days` working days after this one, which is not counted itself."""
    return counted(day + DAY, days, own)


def working_days_ago(day: date, days: int) -> date:
    """The day since which this many working days have passed, this one counted."""
    own = own_days(day - timedelta(days=days * 4 + 30), day)
    past = (day for day in (day - DAY * back for back in count()) if works(day, own))
    return next(islice(past, days - 1, None))


def counted(first: date, days: int, own: Own | None = None) -> date:
    """The day on which this many working days are full, counting from `first` on, as a public notice does.

    `own` is the office's table, where somebody has read it already; so everywhere here.
    """
    own = own_days(first, first + timedelta(days=days * 4 + 30)) if own is None else own
    full = (day for day in onwards(first) if works(day, own))
    return next(day for number, day in enumerate(full, 1) if number >= max(days, 1))


def until(first: date, lasts: Iterable[date]) -> dict[date, int]:
    """How many working days there are from `first` through each of these days, both counted; in one statement."""
    wanted = set(lasts)
    end = max(wanted, default=first)
    own = own_days(first, end)
    found, working = {}, 0
    for day in takewhile(lambda day: day <= end, onwards(first)):
        working += works(day, own)
        if day in wanted:
            found[day] = working
    return found


def onwards(day: date) -> Iterator[date]:
    while True:
        yield day
        day += DAY


def works(day: date, own: Own) -> bool:
    """The office's word first, then the arrangement's, then the weekday's."""
    if day in own:
        return own[day]
    return day in workdays or (day.weekday() < SATURDAY and day not in holidays)


def own_days(first: date, last: date) -> dict[date, bool]:
    rows = select(Holiday.day, Holiday.working).where(Holiday.day.between(first, last))
    return {row.day: row.working for row in db.session.execute(rows)}


def written() -> ScalarSelect[str]:
    """The office's whole table in one text, to be read with something else; `known` reads it back."""
    day = cast(Holiday.day, String) + case((Holiday.working, ":1"), else_=":0")
    return select(func.coalesce(func.aggregate_strings(day, ","), "")).scalar_subquery()


def known(text: str | None) -> Own | None:
    """The office's table as it was written; None where nobody has read it."""
    if text is None:
        return None
    days = (one.split(":") for one in text.split(",") if one)
    return {date.fromisoformat(day): working == "1" for day, working in days}


def uncertain(first: date, last: date) -> bool:
    """Whether these days reach into a year for which nobody has said which days are off."""
    return any(not entered(year) for year in range(first.year, last.year + 1) if year not in PUBLISHED)


def entered(year: int) -> bool:
    """Whether the office's table has something for this year."""
    inside = Holiday.day.between(date(year, 1, 1), date(year, 12, 31))
    return bool(db.session.scalar(select(func.count()).select_from(Holiday).where(inside)))


def list_year(year: int) -> list[Special]:
    """Every day of a year that is not what its weekday says, in order; the office's word replaces the published."""
    known = {day: Special(day, False, gettext(NAMES[name]), False) for day, name in holidays.items()}
    known |= {day: Special(day, True, gettext(NAMES[name]), False) for day, name in workdays.items()}
    found = {day: special for day, special in known.items() if day.year == year}
    inside = Holiday.day.between(date(year, 1, 1), date(year, 12, 31))
    for row in db.session.scalars(select(Holiday).where(inside)):
        found[row.day] = Special(row.day, row.working, row.name, True)
    return [found[day] for day in sorted(found)]


def set_day(viewer: Viewer, day: date, working: bool, name: str) -> Holiday:
    """Say for one day whether it is worked; `name` is what for (春节, 调休). For the administrator, logged."""
    allowed(viewer)
    log.lock()  # of two who say it at once the second finds the first's word
    row = db.session.merge(Holiday(day=day, working=working, name=name.strip()))
    record(viewer, "set_day", day, {"working": working, "name": row.name})
    return row


def remove_day(viewer: Viewer, day: date) -> bool:
    """Take the office's word back, so that the published arrangement or the weekday holds again; False where there was
    none, or no more."""
    allowed(viewer)
    log.lock()
    row = db.session.get(Holiday, day)
    if row is None:
        return False
    db.session.delete(row)
    record(viewer, "remove_day", day, {})
    return True


def allowed(viewer: Viewer) -> None:
    if "admin" not in viewer.roles():
        raise Forbidden(gettext("只有系统管理员可以修改工作日历。"))


def record(viewer: Viewer, action: str, day: date, what: dict) -> None:
    note(f"calendar:{day.isoformat()}", action, viewer.person, "admin", **what)
