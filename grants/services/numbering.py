"""Numbers of papers: one series per kind and year, each number given once and kept by its paper."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from flask import current_app
from sqlalchemy import insert, select

from grants import clock
from grants.database import insert_into
from grants.extensions import db
from grants.models import Application, NumberSeries, Paper
from grants.services.codes import code
from grants.services.paper_words import SERIES

# not yet released: the number is kept, the bytes may be made anew; of each kind a case has one
OPEN = ("reserved", "prepared", "approved")


def reserve(application: Application, kinds: tuple[str, ...], today: date) -> list[Paper]:
    """The rows and numbers of these papers of a locked case; a number once given stays with its paper until
    released or void."""
    known = {paper.kind: paper for paper in application.papers if paper.status in OPEN}
    new = tuple(kind for kind in kinds if kind not in known)
    if new:
        made = numbered(application.round_id, new, today, application)
        known |= {paper.kind: paper for paper in made}
        db.session.expire(application, ["papers"])
    return [known[kind] for kind in kinds]


def drawn(names: Iterable[str], year: int) -> dict[str, int]:
    """The next number of each of these series of a year, in one statement, so that two who draw the first of a year
    do not meet either; the rows are locked until the transaction ends, always in the same order, and a number is
    given back with it."""
    rows = [{"series": name, "year": year, "last": 1} for name in sorted(names)]
    first = insert_into(NumberSeries).values(rows)
    drawing = first.on_conflict_do_update(
        index_elements=["series", "year"], set_={"last": NumberSeries.last + 1}
    ).returning(NumberSeries.series, NumberSeries.last)
    return {row.series: row.last for row in db.session.execute(drawing)}


def reserve_for_round(round_id: int, kind: str, today: date) -> Paper:
    """The row and number of a paper of a round: one that was given out and not used, else a new one."""
    unused = select(Paper).where(
        Paper.round_id == round_id,
        Paper.kind == kind,
        Paper.application_id.is_(None),
        Paper.status == "reserved",
    )
    found = db.session.scalar(unused.order_by(Paper.id).limit(1).with_for_update())
    return found or numbered(round_id, (kind,), today)[0]


def numbered(
    round_id: int, kinds: Sequence[str], today: date, application: Application | None = None
) -> list[Paper]:
    """Papers not made yet, with their numbers and codes; each kind has a series of its own."""
    series = {kind: f"{current_app.config['OFFICE_CODE']}{SERIES[kind]}字" for kind in kinds}
    serials = drawn(series.values(), today.year)
    of = {"round_id": round_id, "application_id": application.id if application else None}
    rows = [row(kind, series[kind], today.year, serials[series[kind]]) | of for kind in kinds]
    made = {paper.kind: paper for paper in db.session.scalars(insert(Paper).returning(Paper), rows)}
    return [made[kind] for kind in kinds]


def row(kind: str, series: str, year: int, serial: int) -> dict[str, Any]:
    """What is known of a paper before it is made."""
    return {
        "kind": kind,
        "series": series,
        "year": year,
        "serial": serial,
        "number": f"{series}〔{year}〕{serial}号",
        "code": code(10),
        "status": "reserved",
        "digest": "",
        "basis": "",
        "record": {},
        "context": {},
        "prepared_at": clock.now(),
    }
