"""A case as the services hold it: the row, its records, and the engine's frozen view of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlalchemy.orm import contains_eager

from grants import clock
from grants.access import Held, Viewer, actor, may_open, may_read_deed, roles_toward, visible
from grants.errors import NotFound
from grants.extensions import db
from grants.models import Application, Assignment, Round
from grants.programmes import PROGRAMMES, Programme
from grants.services import deeds, rounds
from grants.services.beside import NOTHING, Beside, read
from grants.services.facts import Asked, facts
from workflows.engine import Actor, Case, Deed

NUMBERED = Application.number == bindparam("number")


@dataclass(frozen=True)
class Opened:
    """A case opened by somebody: the row, the roles held toward it, and its deeds."""

    application: Application
    programme: Programme
    viewer: Viewer
    roles: dict[str, Held]
    own: Assignment | None
    records: list[deeds.Record]
    case: Case
    current: str = ""  # the basis its papers were found to have before the lock was taken; '' to ask now

    @property
    def assignment(self) -> str | None:
        """The status of the viewer's own assignment as an expert."""
        return self.own.status if self.own else None

    @property
    def readable(self) -> bool:
        """Whether the dossier is open to the viewer: an expert declares their interest first."""
        return may_open(self.roles, self.assignment)

    def tells(self, action: str, by: int | str | None = None) -> bool:
        """Whether the viewer may know of a deed done `by` this person: that it happened, and its answers."""
        return may_read_deed(frozenset(self.roles), str(self.viewer.person or ""), action, str(by or ""))

    def seen_by(self, by: tuple[str, ...], actions: Iterable[str], values: dict | None = None) -> Case:
        """The case as the engine judges it for whoever acts in one of these roles, with the facts these
        actions ask for. `values` are the answers posted, personal fields in clear."""
        who = actor(self.viewer, self.roles, by)
        base = replace(self.case, actor=who, posted=values)
        subject = values if values is not None else dict(base.answers("submit"))
        asked = Asked(frozenset(actions), subject, self.current)
        return replace(base, facts=facts(self.application, base, asked))


def find(viewer: Viewer, number: str, lock: bool = False, beside: Beside | None = None) -> Application:
    """The case of this number, if this viewer may know of it; NotFound says nothing more."""
    beside = Beside(experts="expert" in viewer.roles()) if beside is None else beside
    return row_of(seen(viewer, beside), number, lock)


def find_public(number: str, lock: bool = False) -> Application:
    """A case on public notice, for whoever reads it."""
    on_notice = whole().where(NUMBERED, Application.state == "noticing")
    return row_of(on_notice, number, lock)


def row_of(query: Select[Application], number: str, lock: bool) -> Application:
    """One case with its round, parameters and organisation, in one statement; locked where it will change, and then
    as it is now, whatever this transaction has read before."""
    query = locked(query) if lock else query
    found = db.session.execute(query, {"number": number}).unique().scalar_one_or_none()
    if found is None:
        raise NotFound
    return found


@lru_cache(64)
def seen(viewer: Viewer, beside: Beside) -> Select[Application]:
    """The statement that finds a case this viewer may know of. Whoever is at work opens one after the other, and
    putting it together takes as long as asking it."""
    return whole(beside).where(NUMBERED, visible(viewer))


@cache
def whole(beside: Beside = NOTHING) -> Select[Application]:
    """A statement of `row_of` but for which case; the same each time, so made once."""
    query = (
        select(Application)
        .join(Application.round)
        .outerjoin(Round.budget)
        .join(Application.terms)
        .join(Application.organisation)
        .options(
            contains_eager(Application.round).contains_eager(Round.budget),
            contains_eager(Application.terms),
            contains_eager(Application.organisation),
        )
    )
    return read(query, beside)


def held(which: ColumnElement[bool]) -> None:
    """Lock these cases, one after the other by their ids, before anything else is locked: whoever does something to
    several at once never waits for somebody who waits for them."""
    ids = select(Application.id).where(which).order_by(Application.id)
    db.session.execute(ids.with_for_update(key_share=True)).all()


def locked(query: Select[Application], skip_locked: bool = False) -> Select[Application]:
    """The query with its cases locked, but not their keys (who only tells of a case does not wait)."""
    query = query.execution_options(populate_existing=True)
    return query.with_for_update(of=Application, key_share=True, skip_locked=skip_locked)


def opened(
    viewer: Viewer,
    application: Application,
    records: list[deeds.Record] | None = None,
    known: tuple[Deed, ...] | None = None,
) -> Opened:
    """Open a found case: its deeds, and the roles the viewer holds toward it.

    Who opens many gives their records; who knows its deeds in this version gives these, and gets no records.
    """
    programme = PROGRAMMES[application.programme]
    own = own_assignment(viewer, application)
    if records is None:
        records = deeds.records(application)[application.id] if known is None else []
    case = Case(
        programme=application.programme,
        state=application.state,
        now=clock.now(),
        actor=Actor("", frozenset()),
        number=application.number,
        deeds=deeds.deeds(programme, records) if known is None else known,
        terms=rounds.terms_of(application.programme, application.terms.values, application.round),
    )
    roles = roles_toward(viewer, application, own.status if own else None)
    return Opened(application, programme, viewer, roles, own, records, case)


def own_assignment(viewer: Viewer, application: Application) -> Assignment | None:
    """The viewer's own assignment as an expert, asked only of experts."""
    if viewer.person is None or "expert" not in viewer.roles(application.programme):
        return None
    return next((one for one in application.experts if one.person_id == viewer.person), None)
