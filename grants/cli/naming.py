"""What a command names: the person it is done by, and a round."""

from sqlalchemy import ColumnElement, String, cast, or_, select

from grants.access import Viewer
from grants.errors import Conflict
from grants.extensions import db
from grants.models import Person, Round
from grants.services.recognition import viewer_of


def acting_as(email: str) -> Viewer:
    """Whoever this is done by, with the roles of today. Raises Conflict where nobody has this address."""
    person = db.session.scalar(select(Person).where(Person.email == email.strip().lower(), Person.active))
    if person is None:
        raise Conflict(f"没有邮箱为 {email} 的账户。")
    return viewer_of(person)


def round_named(name: str, *among: ColumnElement[bool]) -> Round:
    """The one round of this id or name. Raises Conflict where there is none, or several."""
    same = or_(Round.name == name, cast(Round.id, String) == name)
    found = db.session.scalars(select(Round).where(same, *among)).all()
    if len(found) != 1:
        raise Conflict(f"有 {len(found)} 个批次的编号或名称为“{name}”，请用编号指明一个。")
    return found[0]
