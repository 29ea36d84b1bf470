"""Papers and files: numbers without gaps, and the bytes of every digest."""

from collections.abc import Iterator

from flask_babel import gettext
from sqlalchemy import func, select

from grants.extensions import db
from grants.models import Attachment, Blob, NumberSeries, Paper
from grants.services import blobs


def numbers_have_no_gaps() -> Iterator[str]:
    """Every number of a series is somewhere: released, in the making, or void with its reason."""
    rows = db.session.execute(
        select(Paper.series, Paper.year, func.count(), func.max(Paper.serial)).group_by(
            Paper.series, Paper.year
        )
    )
    used = {(series, year): (count, last) for series, year, count, last in rows}
    for row in db.session.scalars(select(NumberSeries)):
        count, last = used.get((row.series, row.year), (0, 0))
        if (count, last) != (row.last, row.last):
            yield gettext(
                "%(series)s〔%(year)s〕发到%(last)s号，登记的文书有%(count)d件。",
                series=row.series, year=row.year, last=row.last, count=count,
            )  # fmt: skip
    query = select(Paper.number).where(Paper.status == "void", Paper.void_reason == "")
    for number in db.session.scalars(query):
        yield gettext("文书%(number)s已作废，却没有写明原因。", number=number)


def bytes_are_kept() -> Iterator[str]:
    """The bytes of every paper and attachment are there, and are those of their digest."""
    papers = select(Paper.number, Paper.digest).where(Paper.digest != "")
    signed = select(Paper.number, Paper.signed_digest).where(Paper.signed_digest != "")
    files = select(Attachment.filename, Attachment.digest).join(Blob).where(Attachment.removed_at.is_(None))
    seen: dict[str, bool] = {}
    for name, digest in [row for query in (papers, signed, files) for row in db.session.execute(query)]:
        if digest not in seen:
            seen[digest] = whole(digest)
        if not seen[digest]:
            yield gettext("%(name)s的文件不在或已损坏，请从备份恢复。", name=name)


def whole(digest: str) -> bool:
    try:
        blobs.get(digest)
    except blobs.Damaged:
        return False
    return True


CHECKS = (numbers_have_no_gaps, bytes_are_kept)
