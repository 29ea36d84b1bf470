"""Versions of what an office writes itself - templates of papers, wordings of messages: one row each, kept for ever.

The newest counts; an empty source goes back to what is shipped.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from sqlalchemy import func, select

from grants import clock
from grants.access import Viewer
from grants.errors import Conflict, Invalid
from grants.extensions import db
from grants.models import OwnTemplate, Person

SHORTEST_REASON, LONGEST_REASON = 2, 200

Version = tuple[OwnTemplate, str]  # with the name of who made it


@dataclass(frozen=True)
class Wanted:
    """What somebody asks to be kept, and why. `seen` is the version in use when their page was shown (0: what is
    shipped); `begun_from` the one whose text they began with, None where they looked at what is shipped now."""

    source: str
    reason: str
    seen: int
    begun_from: int | None = None


def listed(programme: str, kind: str) -> list[Version]:
    """Every version ever kept, the newest first."""
    query = select(OwnTemplate, Person.name).join(Person, Person.id == OwnTemplate.made_by)
    query = query.where(OwnTemplate.programme == programme, OwnTemplate.kind == kind)
    return [(row, name) for row, name in db.session.execute(query.order_by(OwnTemplate.version.desc()))]


def newest() -> dict[tuple[str, str], Version]:
    """The newest version by programme and kind, in one statement."""
    last = select(func.max(OwnTemplate.id)).group_by(OwnTemplate.programme, OwnTemplate.kind)
    query = select(OwnTemplate, Person.name).join(Person, Person.id == OwnTemplate.made_by)
    rows = db.session.execute(query.where(OwnTemplate.id.in_(last)))
    return {(row.programme, row.kind): (row, name) for row, name in rows}


def told(found: Version | None) -> tuple[int, bool, str, datetime | None]:
    """What a list says of the newest: its number (0 where only the shipped one is), whether it has a text of its own,
    by whom and when."""
    if found is None:
        return 0, False, "", None
    row, name = found
    return row.version, bool(row.source), name, row.made_at


def added(
    viewer: Viewer, programme: str, kind: str, wanted: Wanted, basis: dict[str, str] | None = None
) -> OwnTemplate:
    """A new version, written over the shipped files `basis`; inside `writing`. Who may, and whether the source can be
    used, was judged before.

    Raises Invalid without a reason, Conflict where somebody else was quicker or nothing would change.
    """
    source, reason = wanted.source, wanted.reason.strip()
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        raise Invalid(
            {"reason": [gettext("请写明修改的原因，最多 %(longest)d 个字。", longest=LONGEST_REASON)]}
        )
    before = next((row for row, _name in listed(programme, kind)), None)
    if (before.version if before else 0) != wanted.seen:
        raise Conflict(gettext("他人刚刚保存了同一模板的新版本，请刷新后重试。"))
    if unchanged(before, source, basis):
        raise Conflict(gettext("与现行模板没有差别，未作任何改动。"))
    made = OwnTemplate(
        programme=programme, kind=kind, version=wanted.seen + 1, source=source, reason=reason,
        digest=hashlib.sha256(source.encode()).hexdigest(), made_by=viewer.person, made_at=clock.now(),
        basis=basis,
    )  # fmt: skip
    db.session.add(made)
    return made


def unchanged(before: OwnTemplate | None, source: str, basis: dict[str, str] | None) -> bool:
    """Whether a version would say what the one before says, over the same shipped files."""
    if before is None or not source:
        return source == (before.source if before else "")
    return (source, basis) == (before.source, before.basis)


def numbered(programme: str, kind: str, version: int | None) -> OwnTemplate | None:
    """The version of this number, if there is one."""
    return next((row for row, _name in listed(programme, kind) if row.version == version), None)
