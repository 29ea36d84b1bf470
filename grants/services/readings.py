"""Receipts of papers: that somebody of the unit opened one is kept once, told to the office, and asked for no more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import joinedload

from grants import access, clock
from grants.access import Viewer
from grants.extensions import db
from grants.models import Application, Paper, PaperReading, Person
from grants.models.people import OF_ORGANISATION

PUBLIC = ("public_notice",)  # for everybody: nobody is asked to read it
OF_RECEIPTS = frozenset({*OF_ORGANISATION, *access.OFFICE})  # whom a receipt is shown to


@dataclass(frozen=True)
class Receipt:
    """Somebody of the unit, and when they opened the paper for the first time."""

    name: str
    at: datetime


@dataclass(frozen=True)
class Letter:
    """A paper in force to a unit, of which case, and who of the unit has opened it."""

    paper: Paper
    number: str
    title: str
    readings: list[Receipt]


def to_note(viewer: Viewer, paper: Paper) -> bool:
    """Whether this opening is the first of somebody of the unit."""
    if paper.released_at is None or paper.application_id is None:  # a paper of a round is nobody's alone
        return False
    if not own(viewer, db.session.get_one(Application, paper.application_id)):
        return False
    return db.session.get(PaperReading, (paper.id, viewer.person)) is None


def own(viewer: Viewer, application: Application) -> bool:
    """Whether the paper is for this viewer's own unit; who reads for somebody else by delegation counts too."""
    return application.organisation_id in viewer.organisations()


def note(viewer: Viewer, paper_id: int) -> None:
    """Keep that this viewer opened the paper; inside `writing`. Twice at once is once."""
    db.session.get_one(Paper, paper_id, with_for_update=True)
    if viewer.person is not None and db.session.get(PaperReading, (paper_id, viewer.person)) is None:
        db.session.add(PaperReading(paper_id=paper_id, person_id=viewer.person, read_at=clock.now()))
        db.session.flush()


def receipts(papers: Iterable[Paper], roles: frozenset[str]) -> dict[int, list[Receipt]]:
    """The receipts of released papers by their number, for the unit and the office; asked in one statement."""
    released = [paper.id for paper in papers if paper.released_at and paper.kind not in PUBLIC]
    if not released or not roles & OF_RECEIPTS:
        return {}
    query = (
        select(PaperReading.paper_id, Person.name, PaperReading.read_at)
        .join(Person, Person.id == PaperReading.person_id)
        .where(PaperReading.paper_id.in_(released))
        .order_by(PaperReading.read_at)
    )
    found: dict[int, list[Receipt]] = {number: [] for number in released}
    for number, name, at in db.session.execute(query):
        found[number].append(Receipt(name, at))
    return found


def unread(viewer: Viewer, limit: int = 10) -> list[tuple[Paper, Application]]:
    """Papers in force that nobody of the viewer's units has opened yet, the newest first."""
    units = viewer.organisations()
    if not units:
        return []
    query = unopened().options(joinedload(Application.organisation))
    query = query.where(access.visible(viewer), Application.organisation_id.in_(units))
    query = query.order_by(Paper.released_at.desc(), Paper.id).limit(limit)
    return [(row[0], row[1]) for row in db.session.execute(query)]


def letters(viewer: Viewer, only_unread: bool, before: int | None, limit: int) -> list[Letter]:
    """A page of the papers in force to the viewer's units, the newest first; `before` is the last id of the page
    before. Two statements."""
    units = viewer.organisations()
    query = unopened() if only_unread else in_force()
    query = query.where(access.visible(viewer), Application.organisation_id.in_(units))
    if before is not None:
        query = query.where(Paper.id < before)
    rows = db.session.execute(query.order_by(Paper.id.desc()).limit(limit)).all() if units else []
    read = receipts((row[0] for row in rows), viewer.roles())
    return [Letter(paper, case.number, case.title, read.get(paper.id, [])) for paper, case in rows]


def unread_between(first: datetime, last: datetime) -> list[tuple[Paper, Application]]:
    """The same of every unit, of those released from one instant to before another: for who reminds of them."""
    query = unopened().where(Paper.released_at >= first, Paper.released_at < last).order_by(Paper.id)
    return [(row[0], row[1]) for row in db.session.execute(query)]


def unopened() -> Select[Paper, Application]:
    """Papers of cases in force that nobody has opened."""
    return in_force().where(~exists().where(PaperReading.paper_id == Paper.id))


def in_force() -> Select[Paper, Application]:
    """Papers of cases in force that are sent to their unit."""
    return (
        select(Paper, Application)
        .join(Application, Application.id == Paper.application_id)
        .where(Paper.status == "released", Paper.digest != "", Paper.kind.not_in(PUBLIC))
    )
