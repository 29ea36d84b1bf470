"""Public notices: the cases whose notice runs today, without anything personal, and the public's objections."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, select

from forms.base import check, split_personal, to_json
from grants import clock
from grants.access import Viewer
from grants.clock import today
from grants.errors import NotFound
from grants.extensions import db
from grants.models import Answer, Application, Event, Organisation, RoundTerms
from grants.programmes import PROGRAMMES
from grants.services import applications, cases, workdays
from grants.services.answers import answers_digest

AGAIN = timedelta(minutes=10)  # the same sent within it was sent by pressing twice


@dataclass(frozen=True)
class Notice:
    """What the public reads of a case. `amount` in fen; `days` working days from the first through the last,
    `left` of them from today on, today counted."""

    number: str
    title: str
    unit: str
    programme: str
    level: str
    amount: int
    days: int
    starts_on: date
    ends_on: date
    left: int = 0


def running() -> list[Notice]:
    """Every notice that runs today, the one that ends first on top, in three statements."""
    rows = db.session.execute(public()).all()
    days = posted([row.id for row in rows])
    found = [notice(row, *days[row.id]) for row in rows if row.id in days]
    return sorted(counted_down(found), key=lambda n: (n.ends_on, n.number))


def counted_down(found: Iterable[Notice]) -> list[Notice]:
    """Of these the ones that run today, with the working days left."""
    now = today()
    open_ = [one for one in found if one.starts_on <= now <= one.ends_on]
    left = workdays.until(now, (one.ends_on for one in open_)) if open_ else {}
    return [replace(one, left=left[one.ends_on]) for one in open_]


def find(number: str) -> Notice:
    """One running notice; NotFound for any other case, whether it exists or not."""
    row = db.session.execute(public().where(Application.number == number)).one_or_none()
    days = posted([row.id]) if row else {}
    if row is None or row.id not in days:
        raise NotFound
    for found in counted_down([notice(row, *days[row.id])]):
        return found
    raise NotFound


def object_to(number: str, raw: Mapping[str, Any]) -> int:
    """A member of the public objects; the number of the event is what the objector quotes later. The same objection
    sent again within moments is the one that was received; inside `writing`."""
    find(number)
    application = cases.find_public(number, lock=True)  # of two sent at once the second finds the first
    return received(application, raw) or applications.perform(Viewer(), number, "object", raw).event.number


def received(application: Application, raw: Mapping[str, Any]) -> int | None:
    """The public's objection of these very answers, received a moment ago: its number, where there is one."""
    form = PROGRAMMES[application.programme].forms["object"]
    values, faults = check(form, raw)
    if faults:
        return None
    digest = answers_digest(*split_personal(form, to_json(form, values)))
    alike = select(Event.number).where(
        Event.application_id == application.id,
        Event.action == "object",
        Event.person_id.is_(None),
        Event.answers_digest == digest,
        Event.at > clock.now() - AGAIN,
    )
    number: int | None = db.session.scalar(alike.order_by(Event.number).limit(1))
    return number


def public() -> Select:
    """The public columns of cases on notice."""
    return (
        select(
            Application.id,
            Application.number,
            Application.title,
            Organisation.name.label("unit"),
            Application.programme,
            Application.level,
            Application.awarded,
            RoundTerms.values["notice_days"].as_integer().label("days"),
        )
        .join(Organisation, Organisation.id == Application.organisation_id)
        .join(RoundTerms, RoundTerms.id == Application.terms_id)
        .where(Application.state == "noticing")
    )


def notice(row: Any, starts_on: date, ends_on: date) -> Notice:
    return Notice(
        row.number,
        row.title,
        row.unit,
        row.programme,
        row.level,
        row.awarded,
        row.days,
        starts_on,
        ends_on,
    )


def posted(ids: list[int]) -> dict[int, tuple[date, date]]:
    """The days of each case's standing notice: the last one posted since its last decision."""
    if not ids:
        return {}
    query = (
        select(Event.application_id, Event.action, Event.recorded, Answer.masked)
        .outerjoin(Answer, Answer.event_number == Event.number)
        .where(Event.application_id.in_(ids), Event.action.in_(("decide", "post_notice")))
        .order_by(Event.number)
    )
    standing: dict[int, tuple[date, date]] = {}
    for application_id, action, recorded, answered in db.session.execute(query):
        standing.pop(application_id, None)
        if action == "post_notice":
            starts, ends = answered["starts_on"], json.loads(recorded)["ends_on"]
            standing[application_id] = (date.fromisoformat(starts), date.fromisoformat(ends))
    return standing
