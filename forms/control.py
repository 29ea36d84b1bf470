"""Controls: a form described in plain data, for any renderer."""

from dataclasses import dataclass, field
from typing import Any

ROW = "__row__"
"""Stands for the row's index in the paths of `Control.controls`, the pattern a new row is copied from."""


@dataclass(frozen=True)
class Control:
    """One question as a page needs it.

    `kind` is one of text, textarea, date, month, datetime, money, number, choice (one of), choices
    (several of), checkbox, rows, upload, people.
    `path` is the flat name posted back and the key of its faults.
    """

    name: str
    label: str
    kind: str
    path: str = ""
    hint: str = ""
    required: bool = False
    by_round: str = ""
    """The hint with the round's own parameters named in it, where they are known."""
    rule: str = ""
    unit: str = ""
    personal: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    options: str = ""
    max_length: int | None = None
    minimum: str = ""
    maximum: str = ""
    step: str = ""
    pattern: str = ""
    inputmode: str = ""
    autocomplete: str = "off"
    accept: tuple[str, ...] = ()
    multiple: bool = False
    max_rows: int = 0
    key: str = ""
    """Of rows: the column that is given, one row for each of its choices, and not to be typed."""
    controls: tuple["Control", ...] = ()
    rows: tuple[tuple["Control", ...], ...] = ()
    value: Any = None
    """What to show: text; True or False of a checkbox; a list of texts of choices, upload and people."""
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A group of controls under one heading; `key` is what a return for correction names."""

    key: str
    label: str
    controls: tuple[Control, ...] = field(default=())
