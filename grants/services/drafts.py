"""Drafts: what is typed and not yet posted, faults and all. The application's draft belongs to the unit."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from forms.base import draft as storable
from forms.base import join_personal, split_personal
from grants import clock
from grants.access import Viewer
from grants.errors import NotFound, Stale
from grants.extensions import db
from grants.models import Application, Draft
from grants.services import cases

SHARED = 0


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


def may_edit(viewer: Viewer, opened: cases.Opened, action: str) -> bool:
    row = opened.programme.workflow.action.get(action)
    return bool(row and row.duty(frozenset(opened.roles)) and opened.case.state in row.sources)


def save(
    viewer: Viewer, number: str, action: str, raw: Mapping[str, Any], revision: int | None = None
) -> Draft:
    """Keep what is typed. `revision` is the one the page last saw; Stale when somebody saved since."""
    application = cases.find(viewer, number, lock=True)
    opened = cases.opened(viewer, application)
    if not may_edit(viewer, opened, action):
        raise NotFound
    form = opened.programme.forms[action]
    masked, secrets = split_personal(form, storable(form, raw))
    draft = find(viewer, application, action)
    if draft is None:
        draft = Draft(
            application_id=application.id, action=action, person_id=owner(action, viewer), revision=0
        )
        db.session.add(draft)
    elif revision is not None and revision != draft.revision:
        raise Stale
    draft.masked, draft.sealed = masked, secrets or None
    draft.revision += 1
    draft.saved_at = clock.now()
    if application.state == "draft" and action == "submit":
        application.title = str(raw.get("title") or application.title)[:200]
    db.session.flush()
    return draft
