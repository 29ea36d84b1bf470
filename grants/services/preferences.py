"""What a person chose for themselves: kept with the account, so that it is the same in every browser."""

from collections.abc import Iterable

from grants.extensions import db
from grants.models import Person
from grants.services.columns import BY_NAME


def speak(person_id: int, language: str) -> None:
    """The language of this person's pages and messages, by its code; inside `writing`."""
    db.session.get_one(Person, person_id).language = language


def show_columns(person_id: int, names: Iterable[str]) -> None:
    """The columns of this person's lists of cases; with none, those of their role again; inside `writing`."""
    wanted = [name for name in names if name in BY_NAME]
    db.session.get_one(Person, person_id).list_columns = wanted or None
