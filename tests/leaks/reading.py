"""Asking every address as somebody, in a browser and by a program, and keeping what is told."""

import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask
from sqlalchemy import select

from grants import clock
from grants.database import writing
from grants.extensions import db
from grants.models import Message, Person
from grants.services import tokens
from tests import factories
from tests.benches import bench
from tests.clients import Client
from tests.conftest import NOW
from tests.leaks import house
from tests.leaks.addresses import FIXED, Asked, addresses, written
from tests.leaks.rights import CAST, OFFICE

LOTS = re.compile(  # drawn for each session, or for each second factor somebody begins to set up
    rb'name="csrf[-_]token" (?:value|content)="[^"]*"|<span class="code">[A-Z2-7]{32}</span>|'
    rb'(?:data:image|otpauth:)[^"]*',
    re.DOTALL,
)
# Digests of what was answered, under a key only the installation has; the office reads them.
KEYED = re.compile(rb"\b[0-9a-f]{64}\b|\b[0-9A-F]{4}(?:-[0-9A-F]{4}){2}\b")
APART = ("Set-Cookie", "Date", "Expires")  # headers that differ by the instant


@dataclass(frozen=True)
class Told:
    """What was answered: all of it that does not hang on the instant."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def bare(body: bytes) -> bytes:
    """An answer without what is drawn by lot for each session; of a workbook, what it holds."""
    if not body.startswith(b"PK"):
        return LOTS.sub(b"", body)
    with ZipFile(BytesIO(body)) as book:
        return b"\n".join(book.read(name) for name in book.namelist() if name != "docProps/core.xml")


@dataclass(frozen=True)
class World:
    """A house as it was built: its database can be put back, so that nobody's reading changes another's."""

    app: Flask
    place: Path
    people: dict[str, int]
    keys: dict[str, str]
    asked: tuple[Asked, ...]
    written: tuple[Asked, ...]
    told: dict[str, dict[Asked, Told]] = field(default_factory=dict)

    @contextmanager
    def as_built(self) -> Iterator[None]:
        """Inside, the application stands in this world."""
        put(self.place / "built.sqlite", database(self.app))
        furnish(self.app, self.place)
        with self.app.app_context(), clock.at(NOW), pytest.MonkeyPatch.context() as patch:
            house.same_papers(patch)
            yield
            db.session.rollback()
            leave()

    def reader(self, role: str) -> "Reader":
        client = Client(self.app)
        if role in self.people:
            factories.sign_in(client, db.session.get_one(Person, self.people[role]))
        headers = {"Authorization": f"Bearer {self.keys[role]}"} if role in self.keys else {}
        return Reader(client, headers, role in OFFICE)

    def answers(self, role: str) -> dict[Asked, Told]:
        """What this one is told at every address; asked once. What is the same for all, two are asked."""
        if role not in self.told:
            everything = role in ("nobody", "colleague")
            asked = [one for one in self.asked if everything or one.endpoint not in FIXED]
            self.told[role] = self.ask(role, asked)
        return self.told[role]

    def ask(self, role: str, asked: Iterable[Asked]) -> dict[Asked, Told]:
        """What this one is told at these addresses."""
        with self.as_built():
            reader = self.reader(role)
            return {one: reader.told(one) for one in asked}

    def messages(self, role: str) -> list[tuple]:
        """What was sent to this one."""
        told = (Message.subject, Message.body, Message.occasion, Message.given, Message.key)
        own = select(*told).where(Message.person_id == self.people.get(role, 0)).order_by(Message.id)
        with self.as_built():
            return [tuple(row) for row in db.session.execute(own)]


@dataclass
class Reader:
    """Somebody at a browser, or their program with its token."""

    client: Client
    headers: dict[str, str]
    office: bool

    def told(self, asked: Asked) -> Told:
        headers = self.headers if asked.path.startswith("/api/") else {}
        with self.client.open(asked.path, method=asked.method, headers=headers) as answer:
            body = bare(answer.data)
            apart = APART if body == answer.data else (*APART, "Content-Length")
            kept = tuple((name, value) for name, value in answer.headers if name not in apart)
            return Told(answer.status_code, kept, KEYED.sub(b"", body) if self.office else body)


def build(place: Path, changed: house.Secret, patch: pytest.MonkeyPatch) -> World:
    """The world with these secrets changed; its files and its database are kept in this folder."""
    app = bench("sqlite").prepare(place)
    furnish(app, place)
    house.same_chance(patch)
    house.same_papers(patch)
    with app.app_context(), clock.at(NOW):
        made = house.built(changed)
        keys = {role: key_of(made.cast[role]) for role in CAST if role in made.cast}
        people = {role: person.id for role, person in made.cast.items()}
        asked, writes = tuple(addresses(app, made)), tuple(written(app, made))
        db.session.commit()
        leave()
    put(database(app), place / "built.sqlite")
    return World(app, place, people, keys, asked, writes)


def furnish(app: Flask, place: Path) -> None:
    """The files of this world; the keys that sign papers are the same in all, since they are drawn by lot."""
    app.config.update(DATA=place, KEYS_FOLDER=place.parent / "keys")


def key_of(person: Person) -> str:
    with writing():
        _row, secret = tokens.create(factories.viewer(person), "测试", 30)
    return secret


def database(app: Flask) -> Path:
    return Path(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///"))


def leave() -> None:
    """Nothing of the database stays open, and nothing of it in its journal."""
    db.session.remove()
    db.engine.dispose()


def put(source: Path, target: Path) -> None:
    for suffix in ("-wal", "-shm"):
        target.with_name(target.name + suffix).unlink(missing_ok=True)
    shutil.copyfile(source, target)
