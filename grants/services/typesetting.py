"""Setting papers: every paper is laid out through here, so that an office's own templates count for all alike."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import func, select

from grants.extensions import db
from grants.models import OwnTemplate
from grants.rendering import workshop
from grants.rendering.rendered import Rendered


def render(kind: str, programme: str, context: dict[str, Any], source: str | None = None) -> Rendered:
    """One paper as this installation lays it out now, its own template given by who has asked for it already.

    Raises PaperRefused with all faults.
    """
    wanted = own(kind, programme) if source is None else source
    return workshop.render(kind, programme, context, fonts_folder(), wanted)


def describe(kind: str, programme: str, context: dict[str, Any]) -> dict[str, str]:
    """The record the paper would have if it were rendered now: equal records mean equal bytes."""
    return described(programme, [(kind, context)])[0]


def described(programme: str, papers: Iterable[tuple[str, dict[str, Any]]]) -> list[dict[str, str]]:
    """The same of several papers, each given by its kind and what it says; they share one statement."""
    papers, folder = list(papers), fonts_folder()
    sources = own_of(programme, (kind for kind, _context in papers))
    return [
        workshop.describe(kind, programme, context, folder, sources.get(kind, "")) for kind, context in papers
    ]


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
    return own_of(programme, [kind]).get(kind, "")


def own_of(programme: str, kinds: Iterable[str]) -> dict[str, str]:
    """The same of several kinds, in one statement; a kind whose shipped template stands is left out or ''."""
    these = (OwnTemplate.programme == programme, OwnTemplate.kind.in_(set(kinds)))
    newest = select(func.max(OwnTemplate.id)).where(*these).group_by(OwnTemplate.kind)
    rows = db.session.execute(select(OwnTemplate.kind, OwnTemplate.source).where(OwnTemplate.id.in_(newest)))
    return {row.kind: row.source for row in rows}
