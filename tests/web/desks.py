"""Somebody of an office at a browser, for tests of the ask/act pair."""

from forms.base import flatten
from tests.factories import sign_in
from tests.lives.office import Office


class Desk:
    """Somebody of an office, sitting at a browser."""

    def __init__(self, client, office: Office, number: str, role: str):
        self.client, self.office, self.number = client, office, number
        self.role = role
        sign_in(client, office.people[role])

    def path(self, action: str) -> str:
        return f"/applications/{self.number}/{action}"

    def page(self, action: str, section: str = "all") -> str:
        """The text of a page of this action: the whole form, or of a long one what `section` names."""
        return self.client.get(self.path(action), query_string={"section": section}).text

    def posted(self, action: str, **changed) -> dict:
        """What a browser posts that filled the page with the sample answers."""
        raw = self.office.files(self.number, action, self.office.answers(action)) | changed
        version = self.office.dossier(self.number, self.role).version
        return flatten(self.office.programme.forms[action], raw) | {"version": version}

    def post(self, action: str, data: dict | None = None, **more):
        return self.client.post(self.path(action), data=(data or self.posted(action)) | more)
