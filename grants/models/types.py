"""Column types: instants in UTC, plain JSON, and text that is encrypted at rest; whole numbers."""

import json
from datetime import UTC, datetime

from cryptography.fernet import Fernet, InvalidToken
from flask import current_app
from sqlalchemy import JSON, DateTime, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator

from grants.config import ConfigurationError

OTHER_KEY = (
    "ZHUTUI_ENCRYPTION_KEY 不是加密这些数据时用的密钥，无法读取个人信息。"
    "请使用启动服务时的同一密钥；由 script/server 启动的，密钥在数据文件夹的 secrets.env 中。"
)
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
    """JSON-ready data encrypted with the configured key; only the ciphertext reaches the database. ConfigurationError
    where they are read with another key."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        return cipher().encrypt(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).decode()

    def process_result_value(self, value, dialect):
        if value is None:
            return None
        try:
            return json.loads(cipher().decrypt(value.encode()))
        except InvalidToken as wrong:
            raise ConfigurationError(OTHER_KEY) from wrong


def cipher() -> Fernet:
    return Fernet(current_app.config["ENCRYPTION_KEY"])
