"""The register of titles and awards: public data only, read by keyset."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, extract, func, or_, select

from grants.extensions import db
from grants.models import Answer, Application, Organisation, Paper
from grants.services.awards import AWARDED, awarded
from grants.services.paging import cut
from grants.services.sorting import placed

PAGE = 50
RUNNING = "running"
PAUSED = "suspended"
ENDED = "ended"
# Whose number the register shows, the first there is.
CERTIFICATES = ("naming_certificate", "project_certificate", "reward_notice")
NUMBERED = (*CERTIFICATES, "funding_letter")
BRACKETS = str.maketrans("[]［］()（）【】", "〔〕" * 5, " ")  # of numbers, as people type them


@dataclass(frozen=True)
class Search:
    """What somebody looks for. `after` is the key of the page."""

    programme: str = "studio"
    words: str = ""
    level: str = ""
    year: int | None = None
    standing: str = ""
    after: str = ""


@dataclass(frozen=True)
class Entry:
    """One line of the register. `number` is that of its certificate or document."""

    id: int
    title: str
    unit: str
    level: str
    named_on: date
    ends_on: date | None
    standing: str
    number: str = ""


@dataclass(frozen=True)
class Page:
    """`after` is the key of the page after this one, empty where there is none."""

    entries: tuple[Entry, ...]
    after: str


def page(search: Search) -> Page:
    """Fifty entries, newest first, in three statements; `after` is where the next page begins."""
    query = (
        select(
            Application.id,
            Application.title,
            Organisation.name,
            Application.level,
            Application.awarded_on,
            Application.term_ends,
            Application.state,
        )
        .join(Organisation, Organisation.id == Application.organisation_id)
        .where(awarded(), Application.programme == search.programme, *narrowed(search))
        .order_by(Application.awarded_on.desc(), Application.id.desc())
        .limit(PAGE + 1)
    )
    shown, last = cut(db.session.execute(query).all(), PAGE)
    numbers = numbers_of([row.id for row in shown])
    entries = tuple(entry(row, numbers) for row in shown)
    return Page(entries, f"{last.awarded_on}~{last.id}" if last else "")


def total(search: Search) -> int:
    """How many entries a search finds on all its pages."""
    query = (
        select(func.count())
        .select_from(Application)
        .join(Organisation, Organisation.id == Application.organisation_id)
        .where(awarded(), Application.programme == search.programme, *narrowed(replace(search, after="")))
    )
    return db.session.scalar(query) or 0


def entry(row: Any, numbers: dict[int, str]) -> Entry:
    return Entry(
        row.id,
        row.title,
        row.name,
        row.level,
        row.awarded_on,
        row.term_ends,
        standing_of(row.state),
        numbers.get(row.id, ""),
    )


def narrowed(search: Search) -> Iterable[ColumnElement[bool]]:
    """The conditions of a search; words are found in the title, the unit's name or the number."""
    if search.words:
        found = (Application.title, Organisation.name)
        yield or_(
            *(column.icontains(search.words, autoescape=True) for column in found), *numbered(search.words)
        )
    if search.level:
        yield Application.level == search.level
    if search.year:
        yield extract("year", Application.awarded_on) == search.year
    if search.standing:
        yield Application.state.in_([state for state in STATES if standing_of(state) == search.standing])
    if place := placed(search.after):
        day, last = place
        yield or_(Application.awarded_on < day, and_(Application.awarded_on == day, Application.id < last))


def numbered(words: str) -> Iterable[ColumnElement[bool]]:
    """Where a certificate, or the award's import, bears these words as its number or a part of it with a digit."""
    if any(letter.isdigit() for letter in words):
        sought = words.translate(BRACKETS)
        released = select(Paper.application_id).where(
            Paper.status == "released",
            Paper.kind.in_(CERTIFICATES),
            Paper.number.icontains(sought, autoescape=True),
        )
        number = Answer.masked["document_number"].as_string()
        told = select(Answer.application_id).where(
            Answer.action == "register", number.icontains(sought, autoescape=True)
        )
        yield Application.id.in_(released)
        yield Application.id.in_(told)


STATES = (*AWARDED, "releasing")


def standing_of(state: str) -> str:
    """Whether an award runs, is paused or has ended, and nothing more of its procedure."""
    if state == "suspended":
        return PAUSED
    return ENDED if state == "closed" else RUNNING


def numbers_of(ids: list[int]) -> dict[int, str]:
    """The number of each case's released certificate, else the one its import told."""
    if not ids:
        return {}
    told = Answer.masked["document_number"].as_string()
    imported = select(Answer.application_id, told).where(
        Answer.application_id.in_(ids), Answer.action == "register", told.is_not(None)
    )
    released = (
        select(Paper.application_id, Paper.number, Paper.kind)
        .where(Paper.application_id.in_(ids), Paper.status == "released", Paper.kind.in_(NUMBERED))
        .order_by(Paper.id)
    )
    found: dict[int, Any] = {row[0]: row[1] for row in db.session.execute(imported)}
    papers: dict[int | None, tuple[int, str]] = {}
    for application_id, number, kind in db.session.execute(released):
        place = NUMBERED.index(kind)
        if application_id not in papers or place <= papers[application_id][0]:
            papers[application_id] = (place, number)
    return found | {case: number for case, (_place, number) in papers.items() if case}


def years(programme: str) -> list[int]:
    """The years in which this programme made awards, newest first."""
    year = extract("year", Application.awarded_on)
    query = select(year).where(awarded(), Application.programme == programme).distinct().order_by(year.desc())
    return [int(found) for found in db.session.scalars(query)]
