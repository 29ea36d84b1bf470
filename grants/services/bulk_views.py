"""Bulk actions as they are read: one with all its cases, and those of a person or, for the auditor, of everyone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from forms.money import to_fen
from grants import clock
from grants.access import Viewer, sums_told, visible
from grants.errors import NotFound
from grants.extensions import db
from grants.models import Application, Batch, BatchItem, Event
from grants.programmes import PROGRAMMES
from grants.services import batches
from grants.services.bulk import HANDLING

SHOWN = 50
LATELY = timedelta(days=1)


@dataclass(frozen=True)
class Bulk:
    """A bulk action and how far it is: `counts` are its cases by status, of those this reader may see or not."""

    batch: Batch
    counts: Mapping[str, int]
    stalled: bool

    @property
    def label(self) -> str:
        return PROGRAMMES[self.batch.programme].workflow.action[self.batch.action].label

    def count(self, status: str) -> int:
        return self.counts.get(status, 0)

    @property
    def total(self) -> int:
        """The cases that were ordered; of a plan those that can be."""
        return sum(self.counts.values()) - self.count("barred")

    @property
    def ended(self) -> int:
        return self.total - self.count("waiting")

    @property
    def phase(self) -> str:
        """plan: not ordered; pause: ordered, not yet begun; running; recalled: called back before anything was
        done; done."""
        batch = self.batch
        if batch.ordered_at is None:
            return "plan"
        if batch.finished_at is None:
            return "pause" if batch.starts_at and batch.starts_at > clock.now() else "running"
        return "recalled" if batch.recalled_at and not self.count("done") + self.count("refused") else "done"

    @property
    def pause(self) -> int:
        """Seconds until it begins."""
        return (
            max(round((self.batch.starts_at - clock.now()).total_seconds()), 0) if self.batch.starts_at else 0
        )


@dataclass(frozen=True)
class Line:
    """A case of a bulk action: what the rehearsal foresaw and what it came to (`event`); `sums`: may be told."""

    item: BatchItem
    application: Application
    event: Event | None
    sums: bool

    @property
    def sum(self) -> int:
        """What the case is about, in fen: the sum it will be paid now, else awarded, else proposed; 0 where the reader
        may not know."""
        own = self.item.posted.get("amount")
        case = self.application
        return (to_fen(own) if own else case.awarded or case.proposed) if self.sums else 0

    @property
    def papers(self) -> list[tuple[str, int]]:
        """(kind, number of row) of its papers; 0 for what is not yet made."""
        foreseen = self.item.foreseen.get("papers", [])
        made = [int(number) for number in self.item.papers]
        return [(kind, made[place] if made else number) for place, (kind, number) in enumerate(foreseen)]

    @property
    def path(self) -> tuple[str, ...]:
        """The states it went or would go through, the one it stood in first; one only where it stays."""
        foreseen: Mapping[str, Any] = self.item.foreseen
        states = (foreseen["before"], *foreseen["states"]) if foreseen else (self.application.state,)
        if self.event is not None:
            states = (self.event.before, self.event.after)
        return tuple(state for state, _same in groupby(states))


def mine(viewer: Viewer) -> list[Bulk]:
    """The bulk actions this person may read, newest first."""
    return told(readable(viewer))


def lately(viewer: Viewer) -> list[Bulk]:
    """This person's own that are open or ended within a day."""
    if not viewer.roles() & set(HANDLING):
        return []
    late = or_(Batch.finished_at.is_(None), Batch.finished_at > clock.now() - LATELY)
    return told(and_(Batch.person_id == viewer.person, late))


def told(condition: ColumnElement[bool]) -> list[Bulk]:
    query = select(Batch).where(Batch.round_id.is_(None), condition).order_by(Batch.id.desc()).limit(SHOWN)
    found = list(db.session.scalars(query.options(joinedload(Batch.person))))
    counts = batches.counted([batch.id for batch in found]) if found else {}
    return [of(batch, counts.get(batch.id, {})) for batch in found]


def readable(viewer: Viewer) -> ColumnElement[bool]:
    """Who made it; and what was ordered, for whoever audits the programme."""
    audited = [slug for slug in PROGRAMMES if "auditor" in viewer.roles(slug)]
    ordered = and_(Batch.ordered_at.is_not(None), Batch.programme.in_(audited))
    return or_(Batch.person_id == viewer.person, ordered)


def of(batch: Batch, counts: Mapping[str, int]) -> Bulk:
    begun = batch.ordered_at is not None and batch.finished_at is None
    return Bulk(batch, counts, begun and batches.stalled(batch))


def find(viewer: Viewer, batch_id: int) -> Bulk:
    """This bulk action, for who may read it; else NotFound."""
    query = select(Batch).where(Batch.id == batch_id, Batch.round_id.is_(None), readable(viewer))
    batch = db.session.scalar(query.options(joinedload(Batch.person)))
    if batch is None:
        raise NotFound
    return of(batch, batches.counted([batch.id]).get(batch.id, {}))


def lines(viewer: Viewer, batch_id: int) -> list[Line]:
    """Its cases that this viewer may see, those with something against them first, in one statement."""
    query = (
        select(BatchItem, Application, Event)
        .join(Application, Application.id == BatchItem.application_id)
        .join(Application.organisation)
        .outerjoin(Event, Event.number == BatchItem.event)
        .options(contains_eager(Application.organisation))
        .where(BatchItem.batch_id == batch_id, visible(viewer))
        .order_by(
            BatchItem.status.not_in(("barred", "refused")), Application.organisation_id, Application.number
        )
    )
    rows = db.session.execute(query)
    return [Line(item, case, event, sums_told(viewer, case)) for item, case, event in rows]
