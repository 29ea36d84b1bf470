"""Long lists made into tables to take away: ordered by one person, written by the worker, kept for them for a day.

The table is of one moment: all of it is read in one statement. One that a killed worker left half written is begun
anew.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import current_app
from flask_babel import gettext
from sqlalchemy import Select, select

from grants import clock
from grants.access import Viewer
from grants.canonical import digest_of
from grants.errors import Conflict, NotFound
from grants.extensions import db
from grants.languages import in_chinese
from grants.models import Export
from grants.services import lists, recognition
from grants.services.columns import Column
from grants.services.lists import Filters

KEPT = timedelta(days=1)
MOST_ROWS = 1_048_575  # an xlsx sheet has no more, its heading aside
MOST_OPEN = 3  # tables one person has in the making
SHOWN = 20
PATIENCE = timedelta(minutes=2)  # without progress, before the page says that no worker seems to run


@dataclass(frozen=True)
class Progress:
    """An export and how it stands: making, ready, faulty, expired; `stalled` says that nothing has happened for a
    while."""

    export: Export

    @property
    def phase(self) -> str:
        if self.export.finished_at is None:
            return "making"
        if self.export.faults:
            return "faulty"
        return "expired" if self.export.removed_at or clock.now() >= self.until else "ready"

    @property
    def until(self) -> datetime:
        """When its file is deleted."""
        return (self.export.finished_at or clock.now()) + KEPT

    @property
    def stalled(self) -> bool:
        at_rest = max(self.export.made_at, self.export.leased_until or self.export.made_at)
        return self.phase == "making" and clock.now() - at_rest > PATIENCE


def order(viewer: Viewer, filters: Filters, columns: tuple[Column, ...]) -> Export:
    """Order a table of these cases; inside `writing`. The same one ordered twice is made once.

    Raises Invalid where the query cannot be read, Conflict where the table would be too long or too many are
    in the making.
    """
    total = lists.count(viewer, filters)
    if total > MOST_ROWS:
        raise Conflict(gettext("超过 %(most)d 条，一张表放不下，请缩小范围后再导出。", most=MOST_ROWS))
    wanted = {
        "person_id": viewer.person,
        "query": asdict(filters),
        "columns": [column.name for column in columns],
        "language": "zh" if in_chinese() else "en",
        "rights": rights(viewer),
    }
    recognition.one_by_one(viewer)
    if same := made_already(viewer, wanted):
        return same
    made = Export(**wanted, total=total, made_at=clock.now())
    db.session.add(made)
    db.session.flush()
    return made


def made_already(viewer: Viewer, wanted: Mapping[str, Any]) -> Export | None:
    """The same table in the making; raises Conflict where too many others are."""
    making = list(db.session.scalars(of(viewer).where(Export.finished_at.is_(None))))
    for one in making:
        if all(getattr(one, name) == value for name, value in wanted.items()):
            return one
    if len(making) >= MOST_OPEN:
        raise Conflict(gettext("您已有 %(most)d 张表在生成，请等其中一张完成。", most=MOST_OPEN))
    return None


def rights(viewer: Viewer) -> str:
    """A digest of what somebody may see: the roles they hold, where and for which programme."""
    held = {tuple(str(value) for value in asdict(one).values()) for one in viewer.held}
    return digest_of({"person": viewer.person, "held": sorted(held)})


def of(viewer: Viewer) -> Select[Any]:
    return select(Export).where(Export.person_id == viewer.person).order_by(Export.id.desc())


def mine(viewer: Viewer) -> list[Progress]:
    """One's own, newest first."""
    return [Progress(one) for one in db.session.scalars(of(viewer).limit(SHOWN))]


def find(viewer: Viewer, export_id: int) -> Progress:
    """One of one's own; NotFound for everybody else."""
    found = db.session.scalar(of(viewer).where(Export.id == export_id))
    if found is None:
        raise NotFound
    return Progress(found)


def file_of(viewer: Viewer, export_id: int) -> tuple[Path, Export]:
    """Where the file lies that its owner downloads. Raises NotFound for everybody else, and Conflict where there is
    none (any more), or where its owner may not see today what they could when it was made."""
    found = find(viewer, export_id)
    place = folder() / found.export.file
    if found.phase != "ready" or not place.is_file():
        raise Conflict(gettext("这张表还没有生成，或已过期删除。需要时请重新导出。"))
    if found.export.rights != rights(viewer):
        raise Conflict(gettext("导出以后您的权限有变化，这张表不能再下载。请按现在的权限重新导出。"))
    return place, found.export


def folder() -> Path:
    """Where the files of exports lie: apart from what is kept for ever."""
    place: Path = current_app.config["DATA"] / "exports"
    place.mkdir(parents=True, exist_ok=True)
    return place
