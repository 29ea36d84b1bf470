"""Texts: the marker of message ids; how a rule's reason, or a number with its unit, is told to the reader."""

from datetime import date, datetime

from flask_babel import gettext

from grants.clock import local
from workflows.engine import Reason


def N_(text: str) -> str:
    """Marks a message id for the catalogue."""
    return text


UNITS = {
    "天": N_("%(number)d 天"),
    "个工作日": N_("%(number)d 个工作日"),
    "个月": N_("%(number)d 个月"),
    "年": N_("%(number)d 年"),
    "人": N_("%(number)d 人"),
    "人次": N_("%(number)d 人次"),
    "项": N_("%(number)d 项"),
    "件": N_("%(number)d 件"),
    "分": N_("%(number)d 分"),
}


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


def measured(number: object, unit: str) -> str:
    """A number with its unit; a whole one counts what the unit names: 1 person, 3 people."""
    if unit in UNITS and str(number).isdecimal():
        return gettext(UNITS[unit], number=int(str(number)))
    return f"{number} {gettext(unit) if unit else ''}".rstrip()


def kilobytes(size: int) -> str:
    """The size of a file, given in bytes, rounded up."""
    return f"{-(-size // 1024)} KB"


def megabytes(size: int) -> str:
    """The size of something large, given in bytes, to a tenth, rounded up."""
    tenths = -(-size * 10 // 2**20)
    return f"{tenths / 10:g} MB"
