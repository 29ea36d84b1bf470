"""What experts are at home in: kept by themselves or by the administrator, weighed by whoever assigns them."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import delete, select

from forms.parts import INDUSTRIES
from grants.access import Viewer
from grants.errors import NotFound
from grants.extensions import db
from grants.models import Expertise, Person
from grants.services import log, recognition
from grants.services.notes import account, note

Fields = tuple[str, ...]  # keys of INDUSTRIES, in their order


def of(experts: Iterable[int]) -> dict[int, Fields]:
    """The industries of each of these who named any, in one statement."""
    found = defaultdict(set)
    query = select(Expertise.person_id, Expertise.industry).where(Expertise.person_id.in_(list(experts)))
    for person_id, industry in db.session.execute(query):
        found[person_id].add(industry)
    return {
        person_id: tuple(key for key, _ in INDUSTRIES if key in said) for person_id, said in found.items()
    }


def of_person(person_id: int) -> Fields:
    return of([person_id]).get(person_id, ())


def is_expert(person: Person) -> bool:
    """Whether this person is or was an expert: of nobody else is it asked."""
    return any(held.role == "expert" for held in person.memberships)


def to_change(viewer: Viewer, person_id: int) -> Person:
    """The expert, for a change by themselves or by the administrator; to others there is nothing here."""
    person = recognition.load(person_id)
    allowed = viewer.person == person_id or "admin" in viewer.roles()
    if person is None or not allowed or not is_expert(person):
        raise NotFound
    return person


def keep(viewer: Viewer, person_id: int, industries: Iterable[str]) -> None:
    """These industries instead of those before; inside `writing`. Logged, where they are others."""
    log.lock()  # of two who keep them at once the second finds the first's
    person, wanted = to_change(viewer, person_id), set(industries)
    if wanted == set(of_person(person.id)):
        return
    db.session.execute(delete(Expertise).where(Expertise.person_id == person.id))
    db.session.add_all(Expertise(person_id=person.id, industry=key) for key in sorted(wanted))
    note(account(person.id), "expertise_changed", viewer.person, industries=sorted(wanted))
