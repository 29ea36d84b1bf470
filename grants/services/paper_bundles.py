"""The papers of a finished batch bound together: one file to print on both sides, one archive by unit.

Made by the worker when the last item has ended (`batch_endings`), kept as stored bytes, and read by who may read all
of those papers.
"""

import tempfile
import zipfile
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask_babel import gettext
from sqlalchemy import select

from grants.access import Viewer, visible
from grants.clock import local
from grants.errors import NotFound
from grants.extensions import db
from grants.languages import of_letters
from grants.models import Application, Batch, BatchItem, Organisation, Paper
from grants.rendering import workshop
from grants.services import blobs, paper_batches
from grants.services.file_names import file_name, taken_anywhere
from grants.services.notes import note
from grants.services.sheets import csv_bytes
from grants.services.unmasking import READ
from grants.texts import N_

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
    batch = paper_batches.find(viewer, batch_id)
    digest = {"print": batch.printed, "archive": batch.archived}.get(which, "")
    if not digest or not readable(viewer, batch):
        raise NotFound
    papers = [sheet.number for sheet in sheets(batch)]
    note(f"paper_batch:{batch_id}", READ, viewer.person, file=which, digest=digest, papers=papers)
    of = batch.round.name if batch.round else batch.programme
    return blobs.path(digest), file_name(of, str(batch_id), ending=ENDINGS[which])
