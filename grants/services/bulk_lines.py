"""The cases of a bulk action as they are read: a page of them, those with something against them first, and what all
of them would come to."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import case, literal, select, tuple_
from sqlalchemy.orm import contains_eager

from forms.money import to_fen
from grants.access import Viewer, sums_told, sums_visible, visible
from grants.extensions import db
from grants.models import Application, BatchItem, Event
from grants.services.bulk import BY_UNIT
from grants.services.paging import cut

PAGE = 50


@dataclass(frozen=True)
class Line:
    """A case of a bulk action: what the rehearsal foresaw and what it came to (`event`); `sums`: may be told."""

    item: BatchItem
    application: Application
    event: Event | None
    sums: bool

    @property
    def sum(self) -> int:
        """What the case is about, in fen; 0 where the reader may not know."""
        return about(self.item.posted, self.application) if self.sums else 0

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


@dataclass(frozen=True)
class Lines:
    """A page of cases, and the key of the page after this one; '' on the last."""

    rows: list[Line]
    following: str = ""


@dataclass(frozen=True)
class Foreseen:
    """What a plan would come to in all: papers by their kind, messages, and the sums of its cases in fen."""

    letters: Mapping[str, int]
    messages: int
    total: int


def about(posted: Mapping[str, Any], case: Any) -> int:
    """The sum a case is about, in fen: what it will be paid now, else what was awarded, else proposed."""
    own = posted.get("amount")
    return to_fen(own) if own else case.awarded or case.proposed


def lines(viewer: Viewer, batch_id: int, after: str = "") -> Lines:
    """A page of its cases that this viewer may see, those with something against them first, in one statement."""
    rank = case((BatchItem.status.in_(("barred", "refused")), 0), else_=1)
    place = tuple_(rank, Application.organisation_id, Application.number)
    query = (
        select(BatchItem, Application, Event, rank.label("rank"))
        .join(Application, Application.id == BatchItem.application_id)
        .join(Application.organisation)
        .outerjoin(Event, Event.number == BatchItem.event)
        .options(contains_eager(Application.organisation))
        .where(BatchItem.batch_id == batch_id, visible(viewer))
        .order_by(rank, *BY_UNIT)
        .limit(PAGE + 1)
    )
    if key := read_key(after):
        query = query.where(place > tuple_(*(literal(part) for part in key)))
    found, last = cut(db.session.execute(query).all(), PAGE)
    rows = [Line(row[0], row[1], row[2], sums_told(viewer, row[1])) for row in found]
    return Lines(rows, write_key(last.rank, last[1]) if last else "")


def write_key(rank: int, application: Application) -> str:
    return f"{rank}~{application.organisation_id}~{application.number}"


def read_key(text: str) -> tuple[int, int, str] | None:
    """Where a page begins; what is no key of ours begins at the start."""
    match = re.fullmatch(r"([01])~([0-9]{1,9})~([A-Za-z0-9-]{1,40})", text)
    return (int(match[1]), int(match[2]), match[3]) if match else None


def foreseen(viewer: Viewer, batch_id: int) -> Foreseen:
    """What a plan would come to in all, of the cases this viewer may see, however many; in one statement."""
    columns = (BatchItem.foreseen, BatchItem.posted, Application.awarded, Application.proposed)
    query = select(*columns, sums_visible(viewer).label("told"))
    query = query.join(Application, Application.id == BatchItem.application_id)
    query = query.where(BatchItem.batch_id == batch_id, BatchItem.status == "waiting", visible(viewer))
    letters: Counter[str] = Counter()
    messages = total = 0
    for row in db.session.execute(query):
        letters.update(kind for kind, _id in row.foreseen.get("papers", ()))
        messages += row.foreseen.get("messages", 0)
        total += about(row.posted, row) if row.told else 0
    return Foreseen(dict(letters), messages, total)
