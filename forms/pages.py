"""Forms as pages: the controls to draw, and what a page posts back under flat names."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import Schema

from forms.control import ROW, Control, Section
from forms.fields import Question, Rows

Options = Mapping[str, Sequence[tuple[str, str]]]
Page = tuple[Options, Mapping[str, Sequence[str]]]


def sections(form: Schema) -> tuple[tuple[str, str], ...]:
    """(key, label) of the form's sections that have fields, in order."""
    used = {section_of(form, field) for field in form.fields.values()}
    return tuple((key, label) for key, label in getattr(form, "SECTIONS", ()) if key in used)


def section_of(form: Schema, field: Any) -> str:
    """The key of the section a question of this form stands in: the first one where it names none."""
    return field.section or form.SECTIONS[0][0]  # type: ignore[attr-defined]


def controls(
    form: Schema,
    options: Options | None = None,
    raw: Any = None,
    faults: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Section, ...]:
    """The form as sections of controls, filled with raw answers (or defaults) and their faults.

    `options` gives the choices only the caller knows ("experts": [("7", "李评审")]).
    """
    page = options or {}, faults or {}
    drawn = {
        name: _draw(page, field, (name, name), _start(field, name, raw))
        for name, field in form.fields.items()
    }
    return tuple(
        Section(key, label, tuple(drawn[n] for n, f in form.fields.items() if section_of(form, f) == key))
        for key, label in sections(form)
    )


def _start(field: Any, name: str, raw: Any) -> Any:
    if isinstance(raw, Mapping):
        return raw.get(name)
    return None if callable(field.default) else field.default


def _draw(page: Page, field: Any, place: tuple[str, str], raw: Any) -> Control:
    """One control; `place` is its name and its path."""
    options, faults = page
    filled: dict[str, Any] = {"faults": tuple(faults.get(place[1], ()))}
    if field.look.get("options"):
        filled["choices"] = tuple(options.get(field.look["options"], ()))
    if isinstance(field, Rows):
        filled["controls"] = _row(page, field, f"{place[1]}-{ROW}", None)
        filled["rows"] = tuple(
            _row(page, field, f"{place[1]}-{index}", row) for index, row in enumerate(_rows(field, raw))
        )
    else:
        filled["value"] = field.shown(raw)
    return field.control(*place, **filled)


def _rows(field: Rows, raw: Any) -> list[Any]:
    """The rows to draw: those answered, else those given, else the fewest allowed."""
    answered = list(raw) if isinstance(raw, list | tuple) else []
    rows = answered or [{field.key: value} for value in field.given] or [{}] * field.least
    return rows[: field.most]


def _row(page: Page, field: Rows, path: str, row: Any) -> tuple[Control, ...]:
    raw = row if isinstance(row, Mapping) or row is None else {}
    return tuple(
        _draw(page, inner, (name, f"{path}-{name}"), _start(inner, name, raw))
        for name, inner in field.form.fields.items()
    )


def from_html(form: Schema, posted: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Nested raw answers of the flat names a page posts; names the form does not know are left out.

    `posted` is any mapping of texts or lists of texts, or one with `getlist`. Blank rows are dropped.
    """
    return {name: _collect(field, posted, prefix + name) for name, field in form.fields.items()}


def _collect(field: Any, posted: Mapping[str, Any], path: str) -> Any:
    if not isinstance(field, Rows):
        return field.posted(_texts(posted, path))
    pattern = re.compile(re.escape(path) + r"-([0-9]{1,4})-")
    found = {int(match[1]) for match in map(pattern.match, posted) if match}
    rows = [from_html(field.form, posted, f"{path}-{index}-") for index in sorted(found)[: field.most + 1]]
    return [row for row in rows if any(value not in (None, []) for value in row.values())]


def _texts(posted: Mapping[str, Any], path: str) -> list[str]:
    found = posted.getlist(path) if hasattr(posted, "getlist") else posted.get(path, [])
    return [text for text in (found if isinstance(found, list | tuple) else [found]) if isinstance(text, str)]


def flatten(form: Schema, raw: Any, prefix: str = "") -> dict[str, Any]:
    """What a page filled with these raw answers would post: the inverse of `from_html`."""
    flat: dict[str, Any] = {}
    for name, field in form.fields.items():
        value = raw.get(name) if isinstance(raw, Mapping) else None
        if isinstance(field, Rows):
            for index, row in enumerate(value if isinstance(value, list) else []):
                flat |= flatten(field.form, row, f"{prefix}{name}-{index}-")
        elif isinstance(field, Question):
            shown = field.shown(value)
            flat[prefix + name] = {True: "true", False: ""}[shown] if isinstance(shown, bool) else shown
    return flat
