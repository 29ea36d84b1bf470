"""Column types: instants in UTC, plain JSON, and text that is encrypted at rest; whole numbers."""

import json
from datetime import UTC, datetime

from cryptography.fernet import Fernet
from flask import current_app
from sqlalchemy import JSON, DateTime, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator

LARGEST = 2**31 - 1  # of whole numbers in columns
Json = JSON().with_variant(JSONB(), "postgresql")


def whole_number(text: str) -> int:
    """A number as an address gives it, of a row or a year. Raises ValueError for what no column holds: a database
    fails when it is even asked for it."""
    number = int(text)
    if not 0 < number <= LARGEST:  # rows are counted from 1
        raise ValueError("no column holds this number")
    return number


class Instant(TypeDecorator):
    """An aware datetime, kept in UTC; a naive one is refused."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect):
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime cannot be stored")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect):
        return None if value is None else value.replace(tzinfo=UTC)


class Sealed(TypeDecorator):
    """JSON-ready data encrypted with the configured key; only the ciphertext reaches the database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        return cipher().encrypt(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).decode()

    def process_result_value(self, value, dialect):
        return None if value is None else json.loads(cipher().decrypt(value.encode()))


def cipher() -> Fernet:
    return Fernet(current_app.config["ENCRYPTION_KEY"])
