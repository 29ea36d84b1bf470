"""Files on pages: what is shown of those already given."""

from collections.abc import Iterable

from flask import url_for

from grants.models import Attachment

Files = dict[str, dict]
# How a page can show it; anything else is only saved.
SHOWN = {"image/png": "image", "image/jpeg": "image", "application/pdf": "pdf"}


def file_table(number: str, attachments: Iterable[Attachment]) -> Files:
    """What templates show of attachments, by number."""
    return {
        str(row.id): {
            "filename": row.filename,
            "size": row.blob.size,
            "shown": SHOWN.get(row.blob.media_type, ""),
            "url": url_for("attachments.read", number=number, attachment_id=row.id),
        }
        for row in attachments
    }
