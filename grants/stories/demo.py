"""The demonstration: the office of the examples with its past and present cases, ready to be signed in to.

Nothing is done twice: people, rounds and awards that are there are found, a story once begun is not told again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flask import current_app
from flask_babel import gettext
from sqlalchemy import select

from grants.access import Viewer
from grants.config import ConfigurationError
from grants.database import writing
from grants.extensions import db
from grants.models import Application, Event, Membership, Person
from grants.models.people import ROLES, TOTP_REQUIRED
from grants.services import accounts, factors, imports, passwords, past_rounds, sheets
from grants.stories.cast import Cast, assemble
from grants.stories.reading import Story, stories

FOLDER = Path(__file__).parents[2] / "examples"
PASSWORD = "zhutui-demo-only"  # noqa: S105 - printed beside every address, refused in production below
DOMAIN = "example.org"  # reserved for examples (RFC 2606), so that nobody real can be meant
PAST = {"studio": "studios.csv", "patent": "patents.csv", "project": "projects.csv"}


@dataclass(frozen=True)
class SignIn:
    """How to sign in as somebody in this role; `code` is the second factor of this moment, where one is needed."""

    role: str
    name: str
    email: str
    code: str


def refuse_in_production() -> None:
    if current_app.config["PRODUCTION"]:
        raise ConfigurationError(gettext("示例数据含公开的密码，不能装入生产环境（ZHUTUI_ENV=production）。"))


def prepare(folder: Path) -> Cast:
    """The office, its people with password and second factor, and its rounds."""
    refuse_in_production()
    hashed = passwords.hashed(PASSWORD)
    with writing():
        cast = assemble(folder)
        for person_id in cast.ids["person"].values():
            open_account(db.session.get_one(Person, person_id), hashed)
    return cast


def open_account(person: Person, hashed: str) -> None:
    if not person.password_hash:
        person.password_hash = hashed
    if person.totp_secret is None and any(held.role in TOTP_REQUIRED for held in person.memberships):
        accounts.enrol(person, factors.new_secret())


def untold(folder: Path) -> list[Story]:
    """The stories that were not begun here before."""
    begun = set(db.session.scalars(select(Event.subject).where(Event.action == "story_begun")))
    return [story for story in stories(folder) if f"story:{story.slug}" not in begun]


def bring_in_past(folder: Path, officer: Viewer) -> int:
    """Past awards from the example files, by the import the office itself uses; how many came in."""
    total = 0
    for programme, name in PAST.items():
        sheet = sheets.read((folder / "import" / name).read_bytes())
        with writing():
            round_ = past_rounds.past_round(officer, programme)
            known = select(Application.id).where(Application.round_id == round_.id).limit(1)
            if db.session.scalar(known) is None:
                report = imports.bring_in(officer, round_.id, "register", sheet)
                imports.refuse_if_bad(report)
                total += report.rows
    return total


def sign_ins() -> Iterator[SignIn]:
    """One sign-in for each role, in the order cases meet them."""
    refuse_in_production()
    query = (
        select(Membership.role, Person)
        .join(Membership.person)
        .where(Person.email.endswith(f"@{DOMAIN}"), Person.active)
        .order_by(Person.id)
    )
    first: dict[str, Person] = {}
    for role, person in db.session.execute(query):
        first.setdefault(role, person)
    for role in ROLES:
        if role in first:
            person = first[role]
            code = factors.current_code(person.totp_secret) if person.totp_secret else ""
            yield SignIn(role, person.name, person.email, code)
