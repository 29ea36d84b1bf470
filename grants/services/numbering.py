"""Numbers of papers: one series per kind and year, each number given once and kept by its paper."""

import secrets
from datetime import date
from typing import Any

from flask import current_app
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from grants import clock
from grants.extensions import db
from grants.models import Application, NumberSeries, Paper
from grants.services.paper_words import SERIES

INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
OPEN = (
    "reserved",
    "prepared",
    "approved",
)  # not yet released: the number is kept, the bytes may be made anew


def reserve(application: Application, kinds: tuple[str, ...], today: date) -> list[Paper]:
    """The rows and numbers of these papers of a locked case; a number once given stays with its paper until
    released or void."""
    known = {paper.kind: paper for paper in application.papers if paper.status in OPEN}
    rows = [known.get(kind) or numbered(application.round_id, kind, today, application) for kind in kinds]
    db.session.expire(application, ["papers"])
    return rows


def next_serial(series: str, year: int) -> int:
    """The next number of a series and year, in one statement, so that two who draw the first of a year do not meet
    either; the series' row is locked until the transaction ends, and a number is given back with it."""
    insert = INSERT[db.session.get_bind().dialect.name](NumberSeries).values(series=series, year=year, last=1)
    drawn = insert.on_conflict_do_update(
        index_elements=["series", "year"], set_={"last": NumberSeries.last + 1}
    ).returning(NumberSeries.last)
    return db.session.execute(drawn).scalar_one()


def reserve_for_round(round_id: int, kind: str, today: date) -> Paper:
    """The row and number of a paper of a round: one that was given out and not used, else a new one."""
    unused = select(Paper).where(
        Paper.round_id == round_id,
        Paper.kind == kind,
        Paper.application_id.is_(None),
        Paper.status == "reserved",
    )
    found = db.session.scalar(unused.order_by(Paper.id).limit(1).with_for_update())
    return found or numbered(round_id, kind, today)


def numbered(round_id: int, kind: str, today: date, application: Application | None = None) -> Paper:
    """A paper not made yet, with its number and its code."""
    series = f"{current_app.config['OFFICE_CODE']}{SERIES[kind]}字"
    serial = next_serial(series, today.year)
    paper = Paper(
        application_id=application.id if application else None,
        round_id=round_id,
        kind=kind,
        series=series,
        year=today.year,
        serial=serial,
        number=f"{series}〔{today.year}〕{serial}号",
        code="".join(secrets.choice(ALPHABET) for _ in range(10)),
        status="reserved",
        digest="",
        basis="",
        record={},
        context={},
        prepared_at=clock.now(),
    )
    db.session.add(paper)
    db.session.flush()
    return paper
