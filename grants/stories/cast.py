"""The cast of the stories: the office's people, the units and the rounds of `office.toml`, made once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select

from forms.base import check, defaults, to_json
from grants import clock
from grants.access import Viewer
from grants.extensions import db
from grants.holding import held_today
from grants.models import (
    Application,
    Budget,
    Event,
    Expertise,
    Membership,
    Organisation,
    Person,
    Round,
    RoundTerms,
)
from grants.models.people import OF_ORGANISATION
from grants.programmes import PROGRAMMES
from grants.services import applications, beginning, log, money, organisations, past_rounds
from grants.stories.reading import OFFICE, StoryError, instant, load

THIS_YEAR = "now"
TITLED = "studio"  # the programme of earlier titles
KINDS = {"person": "人员", "organisation": "单位", "round": "批次"}


@dataclass
class Cast:
    """Ids by kind and by the keys the files use."""

    ids: dict[str, dict[str, int]] = field(default_factory=lambda: {kind: {} for kind in KINDS})

    def known(self, kind: str, key: str) -> int:
        if key not in self.ids[kind]:
            raise StoryError(f"{OFFICE} 里没有{KINDS[kind]}“{key}”。")
        return self.ids[kind][key]

    def viewer(self, key: str) -> Viewer:
        """The viewer of this key; `public` is nobody signed in."""
        if key == "public":
            return Viewer()
        person = db.session.get_one(Person, self.known("person", key))
        return Viewer(person.id, held_today(person, (), clock.today()))


def assemble(folder: Path) -> Cast:
    """Make or find everybody and everything the file names. To be called inside `writing`."""
    data, cast = load(folder / OFFICE), Cast()
    begun = instant(data.get("begun"), OFFICE)
    makers = {"organisation": organisation, "person": person, "round": round_}
    for kind, maker in makers.items():
        for key, row in data.get(kind, {}).items():
            with clock.at(begun if row.get("year") != THIS_YEAR else clock.now()):
                cast.ids[kind][key] = made(maker, row, cast, f"{OFFICE} [{kind}.{key}]")
    with clock.at(begun):
        for row in data.get("earlier", ()):
            registered(row, cast)
    return cast


def made(maker: Any, row: Mapping[str, Any], cast: Cast, where: str) -> int:
    try:
        return maker(dict(row), cast)
    except KeyError as missing:
        raise StoryError(f"{where} 缺少 {missing.args[0]}。") from missing


def organisation(row: dict[str, Any], cast: Cast) -> int:
    """A unit with the profile its people have filled in."""
    found = organisations.by_code(row["code"])
    if found is None:
        found = organisations.create(row["code"], row["name"])
        organisations.keep(found, row["profile"])
        db.session.flush()
    return found.id


def person(row: dict[str, Any], cast: Cast) -> int:
    found = db.session.scalar(select(Person).where(Person.email == row["email"]))
    if found is None:
        found = Person(name=row["name"], email=row["email"], created_at=clock.now())
        db.session.add(found)
        db.session.flush()
        unit = cast.known("organisation", row["organisation"]) if "organisation" in row else None
        for role in row["roles"]:
            held = Membership(person_id=found.id, role=role, starts_on=clock.today())
            held.organisation_id = unit if role in OF_ORGANISATION else None
            db.session.add(held)
        db.session.add_all(Expertise(person_id=found.id, industry=key) for key in row.get("industries", ()))
        db.session.flush()
    return found.id


def round_(row: dict[str, Any], cast: Cast) -> int:
    """A round with its programme's defaults but for what the file says; its budget is appropriated."""
    programme = row["programme"]
    year = clock.today().year if row["year"] == THIS_YEAR else row["year"]
    name = row["name"].replace("{year}", str(year))
    query = select(Round).where(Round.programme == programme, Round.year == year, Round.name == name)
    found = db.session.scalar(query)
    return found.id if found else opened(programme, year, name, row["terms"])


def opened(programme: str, year: int, name: str, told: Mapping[str, Any]) -> int:
    form = PROGRAMMES[programme].round_form
    window = {key: moment(told[key]) for key in ("opens_at", "closes_at") if key in told}
    values, faults = check(form, defaults(form, year) | dict(told) | window)
    if faults:
        raise StoryError(f"{OFFICE} 的批次“{name}”：{faults}")
    window = {key: values[key] for key in ("opens_at", "closes_at")}
    made = Round(programme=programme, year=year, name=name, published=True, created_at=clock.now(), **window)
    db.session.add(made)
    db.session.flush()
    db.session.add(RoundTerms(round_id=made.id, version=1, values=to_json(form, values), made_at=clock.now()))
    db.session.add(Budget(round_id=made.id))
    event = log.append(Event(at=clock.now(), subject=f"round:{made.id}", action="open_round"))
    db.session.flush()
    money.post(event, made.id, None, appropriated=values["appropriation"])
    return made.id


def moment(told: str) -> str:
    """A time of the file as the form of a round reads it."""
    return clock.local(instant(told, OFFICE)).strftime("%Y-%m-%dT%H:%M")


def registered(row: Mapping[str, Any], cast: Cast) -> None:
    """A title from before the stories begin, registered among the past awards as their import does it."""
    unit, officer = cast.known("organisation", row["organisation"]), cast.viewer(row["by"])
    if entered(unit, row["answers"]["title"]) is not None:
        return
    round_id = past_rounds.past_round(officer, TITLED).id
    number = beginning.create(officer, round_id, unit, "imported").number
    named = {"org_name": db.session.get_one(Organisation, unit).name}
    applications.perform(officer, number, "register", named | row["answers"])


def entered(unit: int, title: str) -> Application | None:
    """The title of this name that was entered for a unit."""
    query = select(Application).where(
        Application.organisation_id == unit,
        Application.title == title,
        Application.origin == "imported",
    )
    return db.session.scalar(query)
