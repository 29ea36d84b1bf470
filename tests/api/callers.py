"""Programs that call the API: a token, a client, and a new idempotency key for every write."""

from itertools import count
from typing import Any

from grants.database import writing
from grants.extensions import db
from grants.models import Person
from grants.services import tokens
from tests import factories
from tests.clients import Client

KEYS = count(1)


class Caller:
    """Calls as this person; with None, as somebody without a token."""

    def __init__(self, app, person: Person | None = None):
        self.client = Client(app)
        self.headers = {"Authorization": f"Bearer {token(person)}"} if person else {}

    def get(self, path: str, **query: Any):
        return self.client.get(f"/api/v1{path}", headers=self.headers, query_string=query)

    def send(self, path: str, body: Any = None, key: str = "", method: str = "POST", **more: Any):
        headers = self.headers | {"Idempotency-Key": key or f"key-{next(KEYS)}"} | more.pop("headers", {})
        return self.client.open(f"/api/v1{path}", method=method, json=body, headers=headers, **more)

    def act(self, number: str, action: str, answers: dict | None = None, key: str = "", **more: Any):
        return self.send(f"/applications/{number}/{action}", {"answers": answers or {}, **more}, key)


def token(person: Person) -> str:
    """A new token of this person, whose role may ask for a second factor."""
    person.totp_secret = person.totp_secret or "JBSWY3DPEHPK3PXP"
    db.session.commit()
    viewer = factories.viewer(person)
    with writing():
        return tokens.create(viewer, "测试", 365)[1]
