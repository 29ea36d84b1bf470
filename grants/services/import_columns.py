"""How a form is laid out as columns of a table, and how a row of texts becomes raw answers to that form."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from forms.base import Form
from forms.fields import Choice, Choices, Declaration, Money, PersonPick, Rows, Upload, YesNo

NOT_IN_A_TABLE = (Upload, Declaration, PersonPick)
Say = Callable[[str], str]
ANSWERS = {
    "是": True,
    "否": False,
    "true": True,
    "false": False,
    "yes": True,
    "no": False,
    "√": True,
    "×": False,
}


@dataclass(frozen=True)
class Column:
    """One question as a column. `titles` are the headings it is known by, the first of them in templates.

    Headings and the words of choices are known in Chinese and in the reader's language.
    """

    name: str
    field: Any
    titles: tuple[str, ...]
    hint: str

    @property
    def title(self) -> str:
        return self.titles[0]


def columns(form: Form) -> tuple[Column, ...]:
    """The columns of a form: every question that can be answered in a cell."""
    asked = {n: field for n, field in form.fields.items() if not isinstance(field, NOT_IN_A_TABLE)}
    labels = Counter(field.label for field in asked.values())
    headings = dict(getattr(form, "SECTIONS", ()))
    made = []
    for name, field in asked.items():
        section = headings.get(field.section, name) if labels[field.label] > 1 else ""
        told = titled(field, section, gettext), titled(field, section, str)
        made.append(Column(name, field, tuple(dict.fromkeys(told[0] + told[1])), hint_of(field)))
    return tuple(made)


def titled(field: Any, section: str, say: Say) -> tuple[str, ...]:
    """A sum says its unit in the heading; one asked in 万元 may be given in 元, if the heading says so."""
    label = f"{say(section)}·{say(field.label)}" if section else say(field.label)
    if not isinstance(field, Money):
        return (label,)
    units = dict.fromkeys((say(field.unit), say("元")))
    sums = [label + say("（%(text)s）") % {"text": unit} for unit in units]
    return (*sums, *((label,) if field.unit == "元" else ()))


def hint_of(field: Any) -> str:
    """What to write into the cell: explained in the reader's language, the words to be typed as they are."""
    parts = [gettext(field.hint)] if field.hint else []
    if isinstance(field, YesNo):
        parts.append(f"{gettext('是')} / {gettext('否')}")
    elif isinstance(field, Choice | Choices):
        parts.append(" / ".join(gettext(label) for _value, label in field.choices))
    elif isinstance(field, Rows):
        questions: dict[str, Any] = dict(field.form.fields)
        inner = "|".join(gettext(one.label) for one in questions.values())
        parts.append(gettext("每项之间用分号隔开：%(parts)s", parts=inner))
    elif field.kind == "date":
        parts.append("2026-01-05")
    return gettext("；").join(parts)


def placed(known: Sequence[Column], heading: Sequence[str]) -> dict[int, tuple[Column, str]]:
    """Which column each place of the heading is, and by which title; unknown places are left out."""
    by_title = {plain(title): (column, title) for column in known for title in column.titles}
    found = {place: by_title.get(plain(title)) for place, title in enumerate(heading)}
    return {place: match for place, match in found.items() if match}


def plain(title: str) -> str:
    """A heading as it is compared: half-width, without blanks, stars and line ends."""
    return re.sub(r"[\s*＊:：]+", "", unicodedata.normalize("NFKC", title)).lower()


def raw_of(places: Mapping[int, tuple[Column, str]], cells: Sequence[str]) -> dict[str, Any]:
    """Raw answers of a row; what cannot be understood is passed on as typed, for the form to refuse."""
    return {
        column.name: raw_cell(column.field, cells[place], title)
        for place, (column, title) in places.items()
        if place < len(cells) and cells[place]
    }


def raw_cell(field: Any, text: str, title: str) -> Any:
    if isinstance(field, Rows):
        return [raw_row(field.form, part) for part in re.split(r"[；;\n]+", text) if part.strip()]
    if isinstance(field, YesNo):
        return ANSWERS.get(text.strip().lower(), text)
    if isinstance(field, Choices):
        return [value_of(field, part) for part in several(field, text)]
    if isinstance(field, Choice):
        return value_of(field, text)
    if isinstance(field, Money) and plain(title).endswith(tuple(f"({say('元')})" for say in (str, gettext))):
        return text
    return field.posted([text])


def raw_row(form: Form, text: str) -> dict[str, Any]:
    """One item of a table inside a cell: its parts between upright bars, in the order of the form."""
    parts = [part.strip() for part in re.split(r"[|｜]", text)]
    return {
        name: raw_cell(field, part, "")
        for (name, field), part in zip(form.fields.items(), parts, strict=False)
        if part
    }


def value_of(field: Any, text: str) -> str:
    """The value behind a label; a text that is no label stays as it is."""
    return values_of(field).get(plain(text), text)


def values_of(field: Any) -> dict[str, str]:
    return {plain(say(label)): value for value, label in field.choices for say in (str, gettext)}


def several(field: Any, text: str) -> list[str]:
    """The parts of a text that names several choices. Blanks part Chinese labels, but stand inside English ones."""
    parts = [part.strip() for part in re.split(r"[、，,；;/]+", text)]
    return [one for part in parts for one in ([part] if plain(part) in values_of(field) else part.split())]
