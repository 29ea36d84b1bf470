"""The demonstration: the office of the examples with its past and present cases, ready to be signed in to.

Nothing is done twice: people, rounds and awards that are there are found, a story once begun is not told again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from flask import current_app
from flask_babel import gettext
from sqlalchemy import exists, select

from grants import clock
from grants.access import Viewer
from grants.config import ConfigurationError
from grants.database import writing
from grants.extensions import db
from grants.models import Application, Event, Membership, Message, Person
from grants.models.people import ROLES, TOTP_REQUIRED
from grants.services import accounts, factors, imports, passwords, past_rounds, readings, sheets
from grants.stories.cast import Cast, assemble
from grants.stories.playing import Act
from grants.stories.reading import Story, instant, stories
from grants.stories.years import years

FOLDER = Path(__file__).parents[2] / "examples"
PASSWORD = "zhutui-demo-only"  # noqa: S105 - printed beside every address, refused in production below
DOMAIN = "example.org"  # reserved for examples (RFC 2606), so that nobody real can be meant
IMPORTED = "-76 09:00"  # when past awards came in: before the rounds of now opened
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
MOST_LINKS = 3
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


def to_play(folder: Path, cast: Cast) -> tuple[list[Story], list[Act]]:
    """What is told and done to have it all: the stories that were not begun here before, the years of earlier
    titles, and the import of past awards, after which the cases of the present begin."""
    begun = set(db.session.scalars(select(Event.subject).where(Event.action == "story_begun")))
    untold = [story for story in stories(folder) if f"story:{story.slug}" not in begun]
    at = instant(IMPORTED, "IMPORTED")
    acts: list[Act] = [(at, partial(bring_in_past, folder, cast)), (at, open_papers)]
    return [*untold, *years(folder, cast)], acts


def bring_in_past(folder: Path, cast: Cast) -> None:
    """Past awards from the example files, by the import the office itself uses."""
    officer = cast.viewer("officer")
    for programme, name in PAST.items():
        sheet = sheets.read((folder / "import" / name).read_bytes())
        with writing():
            round_id = past_rounds.past_round(officer, programme).id
            if not brought_in(round_id, cast):
                imports.refuse_if_bad(imports.bring_in(officer, round_id, "register", sheet))


def brought_in(round_id: int, cast: Cast) -> bool:
    """Whether a round has awards of others than the units of the stories, whose own are entered one by one."""
    others = Application.organisation_id.not_in(cast.ids["organisation"].values())
    return db.session.scalar(select(exists().where(Application.round_id == round_id, others))) is True


def open_papers() -> None:
    """The units have opened what they were sent until now, each the day after."""
    applicants = select(Membership.organisation_id, Membership.person_id).where(
        Membership.role == "applicant"
    )
    readers = {unit: reader for unit, reader in db.session.execute(applicants)}  # noqa: C416
    with writing():
        for paper, case in readings.unread_between(LONG_AGO, clock.now()):
            with clock.at((paper.released_at or LONG_AGO) + timedelta(days=1)):
                readings.note(Viewer(readers[case.organisation_id]), paper.id)


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


def unsent_links() -> list[Message]:
    """The newest messages whose link went nowhere, as there is no mail server beside most demonstrations."""
    refuse_in_production()
    if current_app.config["SMTP_URL"]:
        return []
    unsent = select(Message).where(Message.secret.is_not(None), Message.sent_at.is_(None))
    return list(db.session.scalars(unsent.order_by(Message.id.desc()).limit(MOST_LINKS)))
