"""The papers of a finished batch bound together: one file to print on both sides, one archive by unit.

Made by the worker when the last item has ended, kept as stored bytes, and read by who may read all of those papers.
"""

import logging
import tempfile
import zipfile
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask_babel import gettext
from sqlalchemy import select, update

from grants import clock
from grants.access import Viewer, visible
from grants.clock import local
from grants.database import writing
from grants.errors import NotFound
from grants.extensions import db
from grants.languages import of_letters
from grants.models import Application, Batch, BatchItem, Organisation, Paper
from grants.programmes import PROGRAMMES
from grants.rendering import workshop
from grants.rendering.faults import PaperRefused
from grants.services import batches, blobs, links, outbox
from grants.services.batch_work import LEASE
from grants.services.file_names import file_name, taken_anywhere
from grants.services.leases import free
from grants.services.notes import note
from grants.services.sheets import csv_bytes
from grants.services.unmasking import READ
from grants.texts import N_

logger = logging.getLogger(__name__)

BOUND = ("prepare_papers", "release")  # an approval changes no byte: its papers are bound already
ENDINGS = {"print": "pdf", "archive": "zip"}
LARGEST = 4 * 1024**3  # bytes of a file, as much as an archive can hold
HEADINGS = (N_("文号"), N_("单位名称"), N_("统一社会信用代码"), N_("编号"), N_("名称"), N_("文件"), "SHA-256")


@dataclass(frozen=True)
class Sheet:
    """One paper of a bundle: whose it is, and the digest of the bytes that are sent."""

    number: str
    unit: str
    code: str
    case: str
    title: str
    digest: str

    @property
    def name(self) -> str:
        """Its place in the archive: a folder for each unit."""
        return f"{taken_anywhere(f'{self.unit}（{self.code}）')}/{file_name(self.number, ending='pdf')}"


def finish_one() -> bool:
    """Bind and close a batch whose items have all ended; whether there was one. Not to be called inside `writing`."""
    with writing():
        batch = ended_batch()
        if batch is None:
            return False
        batch.leased_until = clock.now() + LEASE
        batch_id, made_at = batch.id, batch.made_at
        found = sheets(batch) if batch.round_id and batch.action in BOUND else []
    try:
        printed, archived = bound(found, made_at) if found else ("", "")
    except (blobs.Damaged, PaperRefused):
        logger.exception("The papers of batch %s could not be bound.", batch_id)
        printed = archived = ""
    with writing():
        close(batch_id, printed, archived)
    return True


def ended_batch() -> Batch | None:
    """A batch with no item left to do that no other worker is binding, locked."""
    now = clock.now()
    waiting = select(BatchItem.batch_id).where(BatchItem.status == "waiting")
    query = (
        select(Batch)
        .where(
            Batch.ordered_at.is_not(None),
            Batch.finished_at.is_(None),
            Batch.id.not_in(waiting),
            free(Batch, now),
        )
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return db.session.scalar(query)


def sheets(batch: Batch) -> list[Sheet]:
    """The papers a batch came to, by unit and case, in the order they are printed."""
    query = (
        select(BatchItem.papers, Application.number, Application.title, Organisation)
        .join(Application, Application.id == BatchItem.application_id)
        .join(Organisation, Organisation.id == Application.organisation_id)
        .where(BatchItem.batch_id == batch.id, BatchItem.status == "done")
        .order_by(Organisation.name, Application.number)
    )
    rows = db.session.execute(query).all()
    wanted = [int(key) for row in rows for key in row.papers]
    rows_of = db.session.execute(select(Paper.id, Paper.number).where(Paper.id.in_(wanted)))
    numbers = {row.id: row.number for row in rows_of}
    return [
        Sheet(numbers[int(key)], unit.name, unit.code, case, title, digest)
        for papers, case, title, unit in rows
        for key, digest in sorted(papers.items(), key=lambda pair: int(pair[0]))
    ]


def bound(found: list[Sheet], at: datetime) -> tuple[str, str]:
    """Digests of the file to print and of the archive, both kept."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as closing:
        paths = [Path(folder) / f"{place}.pdf" for place in range(len(found))]
        for path, sheet in zip(paths, found, strict=True):
            path.write_bytes(blobs.get(sheet.digest))
        target, archive = Path(folder) / "print.pdf", Path(folder) / "archive.zip"
        workshop.bind(paths, target)
        write_archive(archive, found, paths, at)
        kept = [
            blobs.put_stream(closing.enter_context(each.open("rb")), LARGEST) for each in (target, archive)
        ]
    return kept[0][0], kept[1][0]


def write_archive(target: Path, found: list[Sheet], paths: list[Path], at: datetime) -> None:
    """A folder for each unit, and a table of contents. Dated by the batch: the same papers give the same bytes."""
    stamp = local(at).timetuple()[:6]
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(zipfile.ZipInfo("目录.csv", stamp), contents(found))
        for sheet, path in zip(found, paths, strict=True):
            archive.writestr(zipfile.ZipInfo(sheet.name, stamp), path.read_bytes())


def contents(found: Iterable[Sheet]) -> bytes:
    """The table of contents, as spreadsheets open it."""
    with of_letters():
        heading = [gettext(heading) for heading in HEADINGS]
    return csv_bytes(heading, ([s.number, s.unit, s.code, s.case, s.title, s.name, s.digest] for s in found))


def close(batch_id: int, printed: str, archived: str) -> None:
    """The batch is finished, and who ordered it is told; once, whoever else was binding it."""
    ours = update(Batch).where(Batch.id == batch_id, Batch.finished_at.is_(None))
    values = {"finished_at": clock.now(), "leased_until": None, "printed": printed, "archived": archived}
    if db.session.execute(ours.values(values)).rowcount:  # type: ignore[attr-defined]
        tell(batch_id)


def tell(batch_id: int) -> None:
    batch = db.session.get_one(Batch, batch_id)
    counts = batches.counted([batch_id])[batch_id]
    programme, folder = PROGRAMMES[batch.programme], "paper-batches" if batch.round else "applications/bulk"
    with of_letters(batch.person.language):
        label = gettext(programme.workflow.action[batch.action].label)
        where = batch.round.name if batch.round else gettext(programme.short)
        subject = gettext("批量%(action)s已办完：%(round)s", action=label, round=where)
        body = gettext(
            "办成 %(done)s 件，未办成 %(bad)s 件。\n查看：%(link)s",
            done=counts.get("done", 0),
            bad=counts.get("refused", 0),
            link=links.to(f"/{folder}/{batch_id}"),
        )
    outbox.tell([batch.person_id], subject, body, key=f"batch:{batch_id}")


def readable(viewer: Viewer, batch: Batch) -> bool:
    """Whether this viewer may read every paper of the batch: the office, and no case of it hidden from them."""
    hidden = (
        select(BatchItem.application_id)
        .join(Application, Application.id == BatchItem.application_id)
        .where(BatchItem.batch_id == batch.id, BatchItem.status == "done", ~visible(viewer))
    )
    return db.session.scalar(hidden.limit(1)) is None


def taken(viewer: Viewer, batch_id: int, which: str) -> tuple[Path, str]:
    """Where the file lies that this viewer downloads, `print` or `archive`, and what it is called; logged, inside
    `writing`.

    It may bear accounts in full, so whoever takes it is named in the log, with every paper by its number.
    """
    batch = batches.find(viewer, batch_id)
    digest = {"print": batch.printed, "archive": batch.archived}.get(which, "")
    if not digest or not readable(viewer, batch):
        raise NotFound
    papers = [sheet.number for sheet in sheets(batch)]
    note(f"paper_batch:{batch_id}", READ, viewer.person, file=which, digest=digest, papers=papers)
    of = batch.round.name if batch.round else batch.programme
    return blobs.path(digest), file_name(of, str(batch_id), ending=ENDINGS[which])
