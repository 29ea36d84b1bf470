"""Texts: the marker of message ids, and how a rule's reason becomes a sentence in the reader's language."""

from datetime import date, datetime

from flask_babel import gettext

from grants.clock import local
from workflows.engine import Reason


def N_(text: str) -> str:
    """Marks a message id for the catalogue."""
    return text


def sentence(reason: Reason) -> str:
    """A reason in the reader's language; labels among its values are translated too."""
    values = {name: spoken(value) for name, value in reason.values.items()}
    return gettext(reason.text, **values)


def spoken(value):
    """A value inside a sentence: a label translated, an instant in the office's zone, the rest as it is."""
    if isinstance(value, str):
        return gettext(value) if value else value
    if isinstance(value, datetime):
        return f"{local(value):%Y-%m-%d %H:%M:%S}"
    return value.isoformat() if isinstance(value, date) else value
