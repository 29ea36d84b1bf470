"""The working-day calendar: the year's days that are not what their weekday says, and the office's own word."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from forms import fields as f
from forms.base import check, controls, from_html
from forms.parts import form
from grants.clock import today
from grants.database import writing
from grants.errors import NotFound
from grants.services import workdays
from grants.services.workdays import Special
from grants.texts import N_
from grants.web.ask import flat

blueprint = Blueprint("calendar", __name__, url_prefix="/calendar")

DAY = form(
    day=f.Date(N_("日期"), required=True),
    working=f.YesNo(N_("这一天上班"), required=True),
    name=f.ShortText(N_("说明"), required=True, max_length=40, hint=N_("例如“春节”或“国庆节调休上班”")),
)


@dataclass
class Festival:
    """What the State Council says of one festival: stretches of days off, and days worked for them."""

    name: str
    free: list[tuple[date, date]] = field(default_factory=list)
    worked: list[date] = field(default_factory=list)

    @property
    def begins(self) -> date:
        """Its first day off; days worked for it may come long before."""
        return self.free[0][0] if self.free else self.worked[0]


def festivals(days: Iterable[Special]) -> list[Festival]:
    """A year as it is published, festival by festival; the office's own days are told apart."""
    found: dict[str, Festival] = {}
    for one in days:
        if one.own:
            continue
        festival = found.setdefault(one.name, Festival(one.name))
        if one.working:
            festival.worked.append(one.day)
        elif festival.free and festival.free[-1][1] == one.day - workdays.DAY:
            festival.free[-1] = (festival.free[-1][0], one.day)
        else:
            festival.free.append((one.day, one.day))
    return sorted(found.values(), key=attrgetter("begins"))


@blueprint.get("")
def index() -> str:
    """One year of it; for everybody, because notices and deadlines rest on it."""
    return page(asked_year())


def asked_year() -> int:
    year = request.args.get("year", type=int) or today().year
    return min(max(year, 2000), 2100)


@blueprint.post("")
def set_day() -> ResponseReturnValue:
    """Say for one day whether it is worked."""
    raw = from_html(DAY, request.form)
    values, faults = check(DAY, raw)
    if faults or request.form.get("step") == "again":
        return page(asked_year(), raw, faults), 422 if faults else 200
    with writing():
        workdays.set_day(g.viewer, values["day"], values["working"], values["name"])
    flash(gettext("已保存，此后计算的期限按新日历；已经发布的公示不变。"), "good")
    return redirect(url_for(".index", year=values["day"].year), 303)


@blueprint.post("/<day>/remove")
def remove_day(day: str) -> ResponseReturnValue:
    """Take the office's word back."""
    try:
        found = date.fromisoformat(day)
    except ValueError as error:
        raise NotFound from error
    with writing():
        removed = workdays.remove_day(g.viewer, found)
    if removed:
        flash(gettext("已恢复为国务院安排或平常的星期。"), "good")
    else:
        flash(gettext("这一天没有另作设置，可能已经恢复。"), "warn")
    return redirect(url_for(".index", year=found.year), 303)


def page(year: int, raw: dict | None = None, faults: dict[str, list[str]] | None = None) -> str:
    days = workdays.list_year(year)
    return render_template(
        "calendar/index.html",
        year=year,
        festivals=festivals(days),
        own=[one for one in days if one.own],
        known=year in workdays.PUBLISHED or workdays.entered(year),
        may_write="admin" in g.viewer.roles(),
        parts=controls(DAY, raw=raw, faults=faults),
        faults=flat(faults),
    )
