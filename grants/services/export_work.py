"""The worker's side of exports: one at a time taken for a while, written row by row, told of when it is there, and
deleted when its day is over.

How far it is, is kept every few hundred rows by the same statement that keeps the lease; a worker whose export was
taken by another notices it there and stops.
"""

import logging
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask_babel import gettext
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from grants import clock
from grants.access import Viewer
from grants.database import writing
from grants.errors import Conflict, Problem
from grants.extensions import db
from grants.languages import of_letters
from grants.models import Application, Export
from grants.services import case_table, columns, exports, links, lists, outbox, recognition
from grants.services.leases import LeaseLost, free
from grants.services.lists import Filters
from grants.texts import N_

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=1)
PART = 500  # rows between two moments at which it is kept how far the table is
MOST_ATTEMPTS = 3
CHANGED = N_("导出过程中您的权限有变化，这张表没有生成。请按现在的权限重新导出。")
BROKEN = N_("生成这张表时系统出现故障，已尝试 %(count)d 次。请稍后重新导出；仍然不行的，请联系系统管理员。")


@dataclass(frozen=True)
class Taken:
    """An export in this worker's hand, free of the session it was read in."""

    id: int
    attempt: int
    person_id: int
    viewer: Viewer
    rights: str
    language: str
    filters: Filters
    columns: tuple[columns.Column, ...]

    @property
    def file(self) -> str:
        """Each attempt writes a file of its own."""
        return f"{self.id}-{self.attempt}.xlsx"


def some() -> int:
    """Make the next export that no other worker has in hand; 1 where there was one. Not inside `writing`."""
    with writing():
        taken = lease()
    if taken is None:
        return 0
    try:
        with of_letters(taken.language):
            make(taken)
    except LeaseLost:
        (exports.folder() / taken.file).unlink(missing_ok=True)
    return 1


def lease() -> Taken | None:
    """Take the next one, so that no other worker does."""
    now = clock.now()
    query = select(Export).where(Export.finished_at.is_(None), free(Export, now)).order_by(Export.id).limit(1)
    export = db.session.scalar(query.with_for_update(skip_locked=True, of=Export))
    if export is None:
        return None
    export.leased_until, export.attempts = now + LEASE, export.attempts + 1
    viewer = recognition.viewer_of(export.person if export.person.active else None)
    asked = (Filters(**export.query), columns.shown(viewer, export.columns))
    told = (export.id, export.attempts, export.person_id, viewer, export.rights, export.language)
    return Taken(*told, *asked)


def make(taken: Taken) -> None:
    """Write the table, or tell why there is none; what nobody foresaw, the end of the worker too, is tried a few
    times."""
    if taken.attempt > MOST_ATTEMPTS:
        return end(taken, faults=[gettext(BROKEN, count=MOST_ATTEMPTS)])
    try:
        if taken.rights != exports.rights(taken.viewer):
            raise Conflict(gettext(CHANGED))
        write(taken)
    except LeaseLost:
        raise
    except Problem as problem:
        end(taken, faults=[str(text) for text in problem.sentences])
    except Exception:
        logger.exception("Export %s failed.", taken.id)
        if taken.attempt < MOST_ATTEMPTS:
            with writing():
                keep(taken, leased_until=None)
        else:
            end(taken, faults=[gettext(BROKEN, count=MOST_ATTEMPTS)])


def write(taken: Taken) -> None:
    """The file, from one statement of a session of its own: what is noted meanwhile leaves it as it is."""
    target = exports.folder() / taken.file
    query = lists.everything(taken.viewer, taken.filters).execution_options(yield_per=PART)
    told = Told(taken)
    with Session(db.engine) as reading, closing(reading.scalars(query)) as found:
        case_table.save(target, taken.viewer, told.each(found), taken.columns)
    end(taken, file=taken.file, size=target.stat().st_size, written=told.written, total=told.written)


@dataclass
class Told:
    """Tells how far a table is while its cases go by."""

    taken: Taken
    written: int = 0

    def each(self, cases: Any) -> Iterator[Application]:
        for part in cases.partitions(PART):
            yield from part
            self.written += len(part)
            with writing():
                keep(self.taken, written=self.written, leased_until=clock.now() + LEASE)


def keep(taken: Taken, **values: Any) -> None:
    """Keep these values of the export, if it is still this worker's, inside `writing`; raises LeaseLost."""
    ours = (Export.id == taken.id, Export.attempts == taken.attempt, Export.finished_at.is_(None))
    if not db.session.execute(update(Export).where(*ours).values(**values)).rowcount:  # type: ignore[attr-defined]
        raise LeaseLost


def end(taken: Taken, **values: Any) -> None:
    """The export is ended, and its person is told, with it or not at all."""
    with writing():
        keep(taken, finished_at=clock.now(), leased_until=None, **values)
        tell(taken, bool(values.get("faults")))


def tell(taken: Taken, faulty: bool) -> None:
    export = db.session.get_one(Export, taken.id)
    link = links.to(f"/applications/exports/{taken.id}")
    with of_letters(export.person.language):
        if faulty:
            subject = gettext("案件表没有生成")
            body = gettext("原因和办法见：%(link)s", link=link)
        else:
            subject = gettext("案件表已生成，共 %(count)d 件", count=export.written)
            body = gettext("表格为您保留一天，之后自动删除。\n下载：%(link)s", link=link)
    outbox.tell([taken.person_id], subject, body, key=f"export:{taken.id}")


def remove_old() -> None:
    """Delete the files whose day is over, with whatever earlier attempts left."""
    over = (Export.removed_at.is_(None), Export.finished_at <= clock.now() - exports.KEPT)
    old = list(db.session.scalars(select(Export.id).where(*over)))
    db.session.rollback()
    for export_id in old:
        for file in exports.folder().glob(f"{export_id}-*.xlsx"):
            file.unlink(missing_ok=True)
        with writing():
            gone = update(Export).where(Export.id == export_id).values(removed_at=clock.now())
            db.session.execute(gone)
