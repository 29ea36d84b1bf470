"""For whom somebody acts who was lent a role: told on the case, on its forms and in its history."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from grants.access import Held
from grants.extensions import db
from grants.models import Person


def lenders(roles: Mapping[str, Held]) -> dict[str, str]:
    """Of the roles somebody holds toward a case those they were lent, each with the name of its lender."""
    lent = {role: held.principal for role, held in roles.items() if held.principal}
    known = names(lent.values())
    return {role: known[person] for role, person in lent.items()}


def acting(roles: Mapping[str, Held], by: Iterable[str]) -> tuple[str, str]:
    """The role an action done `by` these is done in, and the name of its lender; nothing where it is one's own."""
    mine = next((role for role in by if role in roles), None)
    found = lenders({mine: roles[mine]}) if mine else {}
    return next(iter(found.items()), ("", ""))


def names(people: Iterable[int | None]) -> dict[int | None, str]:
    """The names of these people; nobody is asked for where there are none."""
    wanted = {person for person in people if person}
    if not wanted:
        return {}
    found = db.session.execute(select(Person.id, Person.name).where(Person.id.in_(wanted)))
    return dict(found.all())
