"""The cast of the stories: the office's people, the units and the rounds of `office.toml`, made once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select

from forms.base import check, defaults, to_json
from grants import clock
from grants.access import Viewer, held_today
from grants.extensions import db
from grants.models import Budget, Event, Membership, Organisation, Person, Round, RoundTerms
from grants.programmes import PROGRAMMES
from grants.services import log, money
from grants.stories.reading import OFFICE, StoryError, instant, load


@dataclass
class Cast:
    """Ids by the keys the files use."""

    people: dict[str, int] = field(default_factory=dict)
    organisations: dict[str, int] = field(default_factory=dict)
    rounds: dict[str, int] = field(default_factory=dict)

    def viewer(self, key: str) -> Viewer:
        """The viewer of this key; `public` is nobody signed in."""
        if key == "public":
            return Viewer()
        person = db.session.get(Person, self.people.get(key, 0))
        if person is None:
            raise StoryError(f"{OFFICE} 里没有人员“{key}”。")
        return Viewer(person.id, held_today(person, (), clock.today()))


def assemble(folder: Path) -> Cast:
    """Make or find everybody and everything the file names. To be called inside `writing`."""
    data = load(folder / OFFICE)
    cast, begun = Cast(), instant(data["begun"], OFFICE)
    with clock.at(begun):
        for key, row in data.get("organisation", {}).items():
            cast.organisations[key] = organisation(row)
        for key, row in data.get("person", {}).items():
            cast.people[key] = person(row, cast)
        for key, row in data.get("round", {}).items():
            cast.rounds[key] = round_(row)
    return cast


def organisation(row: Mapping[str, Any]) -> int:
    found = db.session.scalar(select(Organisation).where(Organisation.code == row["code"]))
    if found is None:
        found = Organisation(created_at=clock.now(), profile={}, **row)
        db.session.add(found)
        db.session.flush()
    return found.id


def person(row: Mapping[str, Any], cast: Cast) -> int:
    found = db.session.scalar(select(Person).where(Person.email == row["email"]))
    if found is None:
        found = Person(name=row["name"], email=row["email"], created_at=clock.now())
        db.session.add(found)
        db.session.flush()
        unit = cast.organisations[row["organisation"]] if "organisation" in row else None
        for role in row["roles"]:
            db.session.add(
                Membership(
                    person_id=found.id,
                    role=role,
                    organisation_id=unit if role in ("applicant", "endorser") else None,
                    programme=row.get("programme"),
                    starts_on=clock.today(),
                )
            )
        db.session.flush()
    return found.id


def round_(row: Mapping[str, Any]) -> int:
    """A round with its programme's defaults but for what the file says; its budget is appropriated."""
    programme, year, name = row["programme"], row["year"], row["name"]
    query = select(Round).where(Round.programme == programme, Round.year == year, Round.name == name)
    found = db.session.scalar(query)
    return found.id if found else opened(programme, year, name, row.get("terms", {}))


def opened(programme: str, year: int, name: str, terms: Mapping[str, Any]) -> int:
    form = PROGRAMMES[programme].round_form
    values, faults = check(form, defaults(form, year) | dict(terms))
    if faults:
        raise StoryError(f"{OFFICE} 的批次“{name}”：{faults}")
    made = Round(
        programme=programme,
        year=year,
        name=name,
        opens_at=values["opens_at"],
        closes_at=values["closes_at"],
        published=True,
        created_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    db.session.add(RoundTerms(round_id=made.id, version=1, values=to_json(form, values), made_at=clock.now()))
    db.session.add(Budget(round_id=made.id))
    event = log.append(Event(at=clock.now(), subject=f"round:{made.id}", action="open_round"))
    db.session.flush()
    money.post(event, made.id, None, appropriated=values["appropriation"])
    return made.id
