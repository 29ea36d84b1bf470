"""Drafts: what is typed and not yet posted, faults and all. The application's draft belongs to the unit.

A long form is filled in section by section: a section saved by itself leaves the others as they stand, so two
colleagues in two sections never meet; in one section the second is told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from forms.base import Form, join_personal, only_sections, proposed, split_personal
from forms.base import draft as storable
from grants import clock
from grants.access import Viewer
from grants.canonical import digest_of
from grants.errors import NotFound, Stale
from grants.extensions import db
from grants.models import Application, Draft
from grants.services import cases

SHARED = 0


@dataclass(frozen=True)
class Piece:
    """One section saved by itself. `seen` is the `mark` of it that the page showed; `before` fills the other
    sections while there is no draft."""

    section: str
    seen: str
    before: Mapping[str, Any]


def owner(action: str, viewer: Viewer) -> int:
    """Whose draft it is: colleagues share the application's, any other form is its writer's own."""
    return SHARED if action == "submit" else viewer.person or 0


def find(viewer: Viewer, application: Application, action: str) -> Draft | None:
    return db.session.scalar(
        select(Draft).where(
            Draft.application_id == application.id,
            Draft.action == action,
            Draft.person_id == owner(action, viewer),
        )
    )


def typed(draft: Draft) -> dict[str, Any]:
    """What was typed, in clear: only for whoever may edit the draft."""
    return join_personal(draft.masked, draft.sealed or {})


def may_edit(opened: cases.Opened, action: str) -> bool:
    row = opened.programme.workflow.action.get(action)
    return bool(row and row.duty(frozenset(opened.roles)) and opened.case.state in row.sources)


def save(
    viewer: Viewer,
    number: str,
    action: str,
    raw: Mapping[str, Any],
    revision: int | None = None,
    piece: Piece | None = None,
) -> Draft:
    """Keep what is typed: all of the form, or of a `piece` only its section. Stale when somebody saved since the
    page was shown (`revision`, or the mark of the piece) something else than this."""
    opened = cases.opened(viewer, cases.find(viewer, number, lock=True))
    if not may_edit(opened, action):
        raise NotFound
    application, form = opened.application, opened.programme.forms[action]
    draft = find(viewer, application, action)
    whole = storable(form, joined(form, draft, raw, piece) if piece else fresh(form, draft, raw, revision))
    draft = draft or begun(viewer, application, action)
    masked, secrets = split_personal(form, whole)
    draft.masked, draft.sealed = masked, secrets or None
    draft.revision, draft.saved_at = draft.revision + 1, clock.now()
    if application.state == "draft" and action == "submit":
        application.title = str(whole.get("title") or application.title)[:200]
    db.session.flush()
    return draft


def keep_marks(draft: Draft, marks: list[str] | None) -> None:
    """What is pointed at beside the form is kept with what is typed in it; a page without (None) changes nothing."""
    if marks is not None:
        draft.marks = marks


def fresh(form: Form, draft: Draft | None, raw: Mapping[str, Any], revision: int | None) -> Mapping[str, Any]:
    """All answers of a page that showed this revision; Stale when somebody saved others since."""
    if draft and revision not in (None, draft.revision) and storable(form, raw) != typed(draft):
        raise Stale
    return raw


def begun(viewer: Viewer, application: Application, action: str) -> Draft:
    owned = owner(action, viewer)
    draft = Draft(application_id=application.id, action=action, person_id=owned, revision=0, marks=[])
    db.session.add(draft)
    return draft


def joined(form: Form, draft: Draft | None, raw: Mapping[str, Any], piece: Piece) -> dict[str, Any]:
    """All answers, those of this piece new. What was sent twice because its answer was lost is no conflict."""
    before = typed(draft) if draft else piece.before
    whole = only_sections(form, before, raw, {piece.section})
    here = {mark(form, stored, piece.section) for stored in (before, proposed(form, before))}
    if draft and here.isdisjoint({piece.seen, mark(form, whole, piece.section)}):
        raise Stale
    return whole


def mark(form: Form, raw: Mapping[str, Any], section: str) -> str:
    """A short mark of the answers of one section: another answer, another mark."""
    kept = storable(form, only_sections(form, {}, raw, {section}))
    return digest_of({name: value for name, value in kept.items() if value not in (None, "", [])})[:16]
