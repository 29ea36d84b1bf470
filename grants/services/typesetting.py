"""Setting papers: every paper is laid out through here, so that an office's own templates count for all alike."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import ScalarSelect, Select, func, select
from sqlalchemy.orm import aliased

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


def described(
    programme: str, papers: Iterable[tuple[str, dict[str, Any]]], counting: str | None = None
) -> list[dict[str, str]]:
    """The same of several papers, each given by its kind and what it says; they share one statement, or none where it
    is told which own templates are `counting`."""
    papers, folder = list(papers), fonts_folder()
    sources = own_of(programme, (kind for kind, _context in papers), counting)
    return [
        workshop.describe(kind, programme, context, folder, sources.get(kind, "")) for kind, context in papers
    ]


def again(record: dict[str, str], context: dict[str, Any]) -> Rendered:
    """A paper once more as its record says: with the own template of then, where that is still kept."""
    return workshop.render(record["kind"], record["programme"], context, fonts_folder(), of_then(record))


def same_again(record: dict[str, str], context: dict[str, Any]) -> bool:
    """Whether it would be the same paper; PaperRefused where it could not be made any more."""
    now = workshop.describe(record["kind"], record["programme"], context, fonts_folder(), of_then(record))
    return now == record


def of_then(record: dict[str, str]) -> str:
    """The own template a paper was made with; '' where it was the shipped one."""
    source = select(OwnTemplate.source).where(OwnTemplate.digest == record.get("own_template", ""))
    return db.session.scalar(source.limit(1)) or "" if record.get("own_template") else ""


def ready() -> None:
    """Wait until papers can be compared, so that whoever then holds a lock does not wait for a process to start."""
    workshop.ready(fonts_folder())


def fonts_folder() -> Path:
    return current_app.config["FONTS_FOLDER"]


def own(kind: str, programme: str) -> str:
    """What the office wrote in the place of the shipped template; '' where that stands."""
    return own_of(programme, [kind]).get(kind, "")


def own_of(programme: str, kinds: Iterable[str], counting: str | None = None) -> dict[str, str]:
    """The same of several kinds, in one statement; a kind whose shipped template stands is left out or ''. Where it is
    told which are `counting`, only a text is asked for that this process has not seen."""
    these = set(kinds)
    if counting is not None:
        known = (one.split(":") for one in counting.split(",") if one)
        return {kind: source_of(digest) for kind, digest in known if kind in these}
    query = newest(programme).where(OwnTemplate.kind.in_(these))
    rows = db.session.execute(select(OwnTemplate.kind, OwnTemplate.source).where(OwnTemplate.id.in_(query)))
    return {row.kind: row.source for row in rows}


def written(programme: Any) -> ScalarSelect[str]:
    """Which own templates of papers count in a programme, each by its digest, in one text to be read with something
    else: `own_of` takes it as `counting`."""
    each = OwnTemplate.kind + ":" + OwnTemplate.digest
    listed = select(func.coalesce(func.aggregate_strings(each, ","), ""))
    return listed.where(
        OwnTemplate.id.in_(newest(programme)), ~OwnTemplate.kind.contains("/")
    ).scalar_subquery()


def newest(programme: Any) -> Select[int]:
    """The newest version of each kind a programme has one of."""
    one = aliased(OwnTemplate)
    return select(func.max(one.id)).where(one.programme == programme).group_by(one.kind)


@lru_cache(maxsize=64)
def source_of(digest: str) -> str:
    """The text of this digest. It can be no other, so a process asks for it once."""
    return db.session.scalars(select(OwnTemplate.source).where(OwnTemplate.digest == digest).limit(1)).one()
