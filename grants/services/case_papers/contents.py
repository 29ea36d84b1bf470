"""The contents of the case's folder (卷内目录): papers, files and acts with their dates and digests."""

from typing import Any

from grants import clock
from grants.canonical import digest_of
from grants.clock import local
from grants.models import Attachment, Paper
from grants.services import blobs
from grants.services.case_papers.common import Asked, said, short
from grants.services.dossiers import Dossier, Entry
from grants.services.paper_words import KINDS
from grants.texts import kilobytes
from workflows.roles import ACTING

STANDING = {"prepared": "待签发", "approved": "待发放", "void": "已作废"}


def ready(dossier: Dossier) -> bool:
    return bool(dossier.entries)


def dossier_contents(asked: Asked) -> dict[str, Any]:
    dossier = asked.dossier
    given_by = {row.name: ACTING.get(row.by[0], "") for row in dossier.programme.workflow.actions if row.by}
    listed = {
        "papers": [paper(row) for row in dossier.papers],
        "files": [attachment(row, str(given_by.get(row.action, ""))) for row in dossier.attachments],
        "acts": [act(entry) for entry in dossier.entries],
    }
    code = short(digest_of({name: [row["digest"] for row in rows] for name, rows in listed.items()}))
    return said(asked, "卷内目录", code, clock.today()) | listed


def paper(row: Paper) -> dict[str, str]:
    standing = STANDING.get(row.status, "")
    title = str(KINDS.get(row.kind, row.kind))
    return {
        "number": row.number or "",
        "title": f"{title}（{standing}）" if standing else title,
        "by": "项目办",
        "on": day(row.released_at or row.prepared_at),
        "size": kilobytes(len(blobs.get(row.sent_digest))),
        "digest": row.sent_digest,
    }


def attachment(row: Attachment, by: str) -> dict[str, str]:
    return {
        "number": "",
        "title": row.filename,
        "by": by,
        "on": day(row.uploaded_at),
        "size": kilobytes(row.blob.size),
        "digest": row.digest,
    }


def act(entry: Entry) -> dict[str, str]:
    """An act by its duty and never by a name: the folder is read by more people than know the case."""
    duty = str(ACTING.get(entry.event.duty, "")) or ("系统" if entry.action.automatic else "公众")
    past = "（其后有更正）" if entry.corrected else "" if entry.standing else "（已被取代）"
    return {
        "number": str(entry.event.number),
        "title": f"{entry.action.label}{past}",
        "by": duty,
        "on": day(entry.event.at),
        "size": "",
        "digest": entry.event.digest,
    }


def day(instant: Any) -> str:
    return f"{local(instant):%Y-%m-%d}" if instant else "—"
