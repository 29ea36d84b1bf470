"""A round's parameters in words, and what one version changed against another."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from forms.base import Form, read, section_of, sections
from forms.fields import Choice, Choices, DateTime, Money, Rows, YesNo
from forms.money import format_yuan
from grants.programmes import PROGRAMMES
from grants.texts import measured


@dataclass(frozen=True)
class Told:
    """One parameter: its label, its value in words, and what it does."""

    label: str
    value: str
    hint: str = ""


@dataclass(frozen=True)
class Change:
    """A parameter that differs between two versions."""

    label: str
    before: str
    after: str


def explained(programme: str, values: Mapping[str, Any]) -> list[tuple[str, list[Told]]]:
    """(section, parameters) of a stored version, in the order of the form."""
    form = PROGRAMMES[programme].round_form
    known = read(form, values)
    return [
        (
            gettext(label),
            [
                Told(
                    gettext(field.label),
                    in_words(field, known[name]),
                    gettext(field.hint) if field.hint else "",
                )
                for name, field in form.fields.items()
                if section_of(form, field) == key
            ],
        )
        for key, label in sections(form)
    ]


def differences(programme: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """What is not the same in two stored versions, in words."""
    form = PROGRAMMES[programme].round_form
    old, new = read(form, before), read(form, after)
    return [
        Change(gettext(field.label), in_words(field, old[name]), in_words(field, new[name]))
        for name, field in form.fields.items()
        if old[name] != new[name]
    ]


def in_words(field: Any, value: Any) -> str:
    """A value as people read it, with its unit; a dash for nothing."""
    if value is None or value == []:
        return "—"
    speak = next((speak for kind, speak in SPOKEN if isinstance(field, kind)), plain)
    return speak(field, value)


def plain(field: Any, value: Any) -> str:
    return measured(field.plain(value), field.look.get("unit", ""))


def row_in_words(form: Form, row: Mapping[str, Any]) -> str:
    return " ".join(in_words(field, row.get(name)) for name, field in form.fields.items())


def chosen(choices: Any, value: str) -> str:
    return gettext(dict(choices).get(value, value))


SPOKEN: tuple[tuple[type, Callable[[Any, Any], str]], ...] = (
    (Rows, lambda field, value: gettext("；").join(row_in_words(field.form, row) for row in value)),
    (YesNo, lambda field, value: gettext("是") if value else gettext("否")),
    (Choices, lambda field, value: gettext("、").join(chosen(field.choices, one) for one in value)),
    (Choice, lambda field, value: chosen(field.choices, value)),
    (Money, lambda field, value: gettext("%(sum)s 元", sum=format_yuan(value))),
    (DateTime, lambda field, value: f"{value:%Y-%m-%d %H:%M}"),
)
