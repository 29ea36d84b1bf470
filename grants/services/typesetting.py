"""Setting papers: every paper is laid out through here, so that an office's own templates count for all alike."""

from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import select

from grants.extensions import db
from grants.models import OwnTemplate
from grants.rendering import workshop
from grants.rendering.rendered import Rendered


def render(kind: str, programme: str, context: dict[str, Any]) -> Rendered:
    """One paper as this installation lays it out now; raises PaperRefused with all faults."""
    return workshop.render(kind, programme, context, fonts_folder(), own(kind, programme))


def describe(kind: str, programme: str, context: dict[str, Any]) -> dict[str, str]:
    """The record the paper would have if it were rendered now: equal records mean equal bytes."""
    return workshop.describe(kind, programme, context, fonts_folder(), own(kind, programme))


def again(record: dict[str, str], context: dict[str, Any]) -> Rendered:
    """A paper once more as its record says: with the own template of then, where that is still kept."""
    source = select(OwnTemplate.source).where(OwnTemplate.digest == record.get("own_template", ""))
    then = db.session.scalar(source.limit(1)) or ""
    return workshop.render(record["kind"], record["programme"], context, fonts_folder(), then)


def ready() -> None:
    """Wait until papers can be compared, so that whoever then holds a lock does not wait for a process to start."""
    workshop.ready(fonts_folder())


def fonts_folder() -> Path:
    return current_app.config["FONTS_FOLDER"]


def own(kind: str, programme: str) -> str:
    """What the office wrote in the place of the shipped template; '' where that stands."""
    newest = (
        select(OwnTemplate.source)
        .where(OwnTemplate.programme == programme, OwnTemplate.kind == kind)
        .order_by(OwnTemplate.version.desc())
    )
    return db.session.scalar(newest.limit(1)) or ""
