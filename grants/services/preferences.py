"""What a person chose for themselves: kept with the account, so that it is the same in every browser."""

from grants.extensions import db
from grants.models import Person


def speak(person_id: int, language: str) -> None:
    """The language of this person's pages and messages, by its code; inside `writing`."""
    db.session.get_one(Person, person_id).language = language
