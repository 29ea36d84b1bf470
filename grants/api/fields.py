"""Fields of what comes out: sums as yuan text, instants in the office's zone, labels in the reader's language."""

from datetime import datetime
from typing import Any

from flask_babel import gettext
from marshmallow import Schema, fields

from forms.money import to_yuan
from forms.sentences import translated
from grants.clock import local


class Yuan(fields.Field):
    """A sum, held in fen, written as yuan with two places: "3000.00"."""

    def __init__(self, **kwargs: Any) -> None:
        told = {"type": "string", "pattern": r"^-?[0-9]+\.[0-9]{2}$", **kwargs.pop("metadata", {})}
        super().__init__(metadata=told, **kwargs)

    def _serialize(self, value: int | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else to_yuan(value)


class Moment(fields.Field):
    """An instant, ISO 8601 with the office's offset."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(metadata={"type": "string", "format": "date-time"}, **kwargs)

    def _serialize(self, value: datetime | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else local(value).isoformat()


class Label(fields.Field):
    """A text of the leaves, in the reader's language."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(metadata={"type": "string"}, **kwargs)

    def _serialize(self, value: str | None, attr: str | None, obj: Any, **kwargs: Any) -> str:
        return translated(value, gettext) if value else ""


def texts(**kwargs: Any) -> fields.List:
    return fields.List(fields.String(), **kwargs)


def table(value: fields.Field, **kwargs: Any) -> fields.Dict:
    """Values by name."""
    return fields.Dict(keys=fields.String(), values=value, **kwargs)


def answers(**kwargs: Any) -> fields.Dict:
    """Answers as stored: personal fields masked; their shape is that of the action's form."""
    return fields.Dict(keys=fields.String(), metadata={"x-masked": True}, **kwargs)


def shape(name: str, /, **parts: fields.Field) -> Schema:
    """A schema of this name in the description."""
    return Schema.from_dict(dict(parts), name=name)()


def listed(name: str, one: Schema) -> Schema:
    """All of a few things."""
    return shape(name, items=fields.Nested(one, many=True))
