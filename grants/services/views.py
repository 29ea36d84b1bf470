"""Saved views: query, order and columns of the list of cases under a name, for oneself or for one's office."""

from collections.abc import Mapping

from flask_babel import gettext
from sqlalchemy import ColumnElement, and_, delete, or_, select

from grants import clock
from grants.access import FINANCE, OFFICE, Viewer
from grants.errors import Conflict, Forbidden, Invalid, NotFound
from grants.extensions import db
from grants.models import SavedView
from grants.services import recognition

SAID = ("programme", "state", "round", "text", "sort", "columns")  # what of the list's address a view keeps
LONGEST_NAME, LONGEST_VALUE = 40, 300
MOST = 40  # of one person
OFFICES = (*OFFICE, *FINANCE)


def readable(viewer: Viewer) -> ColumnElement[bool]:
    """One's own, and those shared with an office one belongs to."""
    return or_(
        SavedView.person_id == viewer.person,
        and_(SavedView.programme.is_not(None), SavedView.programme.in_(offices(viewer))),
    )


def offices(viewer: Viewer) -> list[str]:
    """The programmes to whose office this viewer belongs."""
    return viewer.programmes(*OFFICES)


def listed(viewer: Viewer) -> list[SavedView]:
    """The views this person may open, their own first, in one statement."""
    if viewer.person is None:
        return []
    query = select(SavedView).where(readable(viewer))
    return list(db.session.scalars(query.order_by(SavedView.person_id != viewer.person, SavedView.name)))


def save(viewer: Viewer, name: str, programme: str, query: Mapping[str, str]) -> SavedView:
    """Keep this query under a name, in place of one's own of the same name; inside `writing`.

    `programme` names the office it is shared with, '' keeps it to oneself. Raises Invalid, Forbidden or Conflict.
    """
    recognition.one_by_one(viewer)
    mine = [view for view in listed(viewer) if view.person_id == viewer.person]
    found = next((view for view in mine if view.name == name.strip()), None)
    if found is None and len(mine) >= MOST:
        raise Conflict(gettext("最多保存 %(most)d 个视图，请先删除不用的。", most=MOST))
    if found is None:
        found = SavedView(person_id=viewer.person, made_at=clock.now())
        db.session.add(found)
    named(viewer, found, name, programme)
    found.query = {key: query[key][:LONGEST_VALUE] for key in SAID if query.get(key)}
    db.session.flush()
    return found


def rename(viewer: Viewer, view_id: int, name: str, programme: str) -> None:
    """Give one's view another name, or share it with another office; inside `writing`."""
    found = own(viewer, view_id)
    named(viewer, found, name, programme)
    taken = select(SavedView.id).where(
        SavedView.person_id == viewer.person, SavedView.name == found.name, SavedView.id != view_id
    )
    with db.session.no_autoflush:
        if db.session.scalar(taken):
            raise Invalid({f"name-{view_id}": [gettext("您已有同名的视图。")]})


def named(viewer: Viewer, view: SavedView, name: str, programme: str) -> None:
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Invalid({"name": [gettext("请填写视图名称，最多 %(most)d 个字。", most=LONGEST_NAME)]})
    if programme and programme not in offices(viewer):
        raise Forbidden(gettext("只能与您所在项目的项目办工作人员共用视图。"))
    view.name, view.programme = name, programme or None


def remove(viewer: Viewer, view_id: int) -> bool:
    """Forget one's view; False where there is none of theirs, or no more. Inside `writing`."""
    mine = SavedView.id == view_id, SavedView.person_id == viewer.person
    return bool(db.session.execute(delete(SavedView).where(*mine)).rowcount)  # type: ignore[attr-defined]


def own(viewer: Viewer, view_id: int) -> SavedView:
    found = db.session.get(SavedView, view_id)
    if found is None or found.person_id != viewer.person:
        raise NotFound
    return found
