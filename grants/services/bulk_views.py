"""Bulk actions as they are read, those of a person or, for the auditor, of everyone: how far each is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload

from grants import clock
from grants.access import Viewer
from grants.errors import NotFound
from grants.extensions import db
from grants.models import Batch
from grants.programmes import PROGRAMMES
from grants.services import batch_items, bulk_plans
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
    def undone(self) -> int:
        """The cases it was not done in, because they were refused or called back."""
        return sum(map(self.count, bulk_plans.UNDONE))

    @property
    def rehearsed(self) -> int:
        """Of a plan: the cases that were rehearsed, whatever it came to."""
        return sum(self.counts.values()) - self.count("planned")

    @property
    def phase(self) -> str:
        """rehearsing: not yet in all cases; plan: not ordered; pause: ordered, not yet begun; running; recalled: called
        back before anything was done; stopped: called back while it was under way; done."""
        batch = self.batch
        if batch.ordered_at is None:
            return "rehearsing" if self.count("planned") else "plan"
        if batch.finished_at is None:
            return "pause" if batch.starts_at and batch.starts_at > clock.now() else "running"
        if not self.count("recalled"):
            return "done"
        return "stopped" if self.count("done") + self.count("refused") else "recalled"

    @property
    def pause(self) -> int:
        """Seconds until it begins."""
        return (
            max(round((self.batch.starts_at - clock.now()).total_seconds()), 0) if self.batch.starts_at else 0
        )


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
    counts = batch_items.counted([batch.id for batch in found])
    return [of(batch, counts[batch.id]) for batch in found]


def readable(viewer: Viewer) -> ColumnElement[bool]:
    """Who made it; and what was ordered, for whoever audits the programme."""
    audited = viewer.programmes("auditor")
    ordered = and_(Batch.ordered_at.is_not(None), Batch.programme.in_(audited))
    return or_(Batch.person_id == viewer.person, ordered)


def of(batch: Batch, counts: Mapping[str, int]) -> Bulk:
    if batch.ordered_at is None:
        at_rest = max(batch.made_at, batch.leased_until or batch.made_at)
        return Bulk(batch, counts, "planned" in counts and clock.now() - at_rest > batch_items.PATIENCE)
    return Bulk(batch, counts, batch.finished_at is None and batch_items.stalled(batch))


def find(viewer: Viewer, batch_id: int) -> Bulk:
    """This bulk action, for who may read it; else NotFound."""
    query = select(Batch).where(Batch.id == batch_id, Batch.round_id.is_(None), readable(viewer))
    batch = db.session.scalar(query.options(joinedload(Batch.person)))
    if batch is None:
        raise NotFound
    return of(batch, batch_items.counted([batch.id])[batch.id])
