"""Forms, and everything that can be done with one.

A form is a schema instance made once; all else is plain functions over it. Nothing here raises on bad input:
`check` answers with every fault at once, under the flat name of its field ("members-0-name").
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, validates_schema

from forms.fields import Question, Rows
from forms.pages import controls, flatten, from_html, section_of, sections
from forms.personal import join_personal, split_personal
from forms.sentences import N_, Sentence, echo, say

__all__ = [
    "Empty",
    "Form",
    "check",
    "controls",
    "defaults",
    "draft",
    "flatten",
    "from_html",
    "join_personal",
    "only_sections",
    "proposed",
    "read",
    "section_of",
    "sections",
    "split_personal",
    "to_json",
]

Faults = dict[str, list[str]]


class Form(Schema):
    """A form: fields, their sections in order, and rules across fields.

    RULES are functions from the values found good so far to (path, sentence) pairs; those of all base classes
    apply. A field's warning refuses unless the answers hold a reason under `<name>_reason`.
    """

    class Meta:
        unknown = RAISE

    fields: dict[str, Question]  # type: ignore[assignment] # of ours alone
    SECTIONS: tuple[tuple[str, str], ...] = (("main", N_("填写内容")),)
    RULES: tuple[Any, ...] = ()
    error_messages = {  # noqa: RUF012 - read only
        "unknown": say(N_("没有这个栏目，请删去。")),
        "type": say(N_("这里应为一组栏目和答案。")),
    }

    @validates_schema(skip_on_field_errors=False)
    def _across(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        faults: Faults = {}
        for path, sentence in (*self._warnings(data), *self._rules(data)):
            faults.setdefault(path, []).append(sentence)
        if faults:
            raise ValidationError(dict(faults))

    def _warnings(self, data: Mapping[str, Any]) -> Iterator[tuple[str, Sentence]]:
        for name, field in self.fields.items():
            value = data.get(name)
            warning = field.warn(value) if value is not None else None
            if warning and not data.get(f"{name}_reason"):
                yield name, warning

    def _rules(self, data: Mapping[str, Any]) -> Iterator[tuple[str, Sentence]]:
        rules = [rule for base in type(self).__mro__ for rule in vars(base).get("RULES", ())]
        for rule in dict.fromkeys(rules):
            yield from rule(data)


class Empty(Form):
    """The form of an action that asks nothing."""


def check(form: Schema, raw: Any) -> tuple[dict[str, Any], Faults]:
    """Python values of raw answers (JSON shaped), and every fault; with faults, only the good values."""
    try:
        return dict(form.load(raw)), {}
    except ValidationError as refusal:
        good = refusal.valid_data if isinstance(refusal.valid_data, dict) else {}
        return dict(good), dict(_flat(refusal.normalized_messages(), ""))


def _flat(messages: Any, path: str) -> Iterator[tuple[str, list[str]]]:
    found: Faults = {}
    for key, value in messages.items():
        inner = path if key == "_schema" else f"{path}-{echo(key, 60)}" if path else echo(key, 60)
        pairs = _flat(value, inner) if isinstance(value, dict) else [(inner, list(value))]
        for name, sentences in pairs:
            found.setdefault(name, []).extend(sentences)
    yield from found.items()


def to_json(form: Schema, values: Mapping[str, Any]) -> dict[str, Any]:
    """JSON-ready answers of Python values: money "3000.00", days ISO."""
    return dict(form.dump(values))


def draft(form: Schema, raw: Any) -> dict[str, Any]:
    """Raw answers fit to be kept unchecked: the form's own names, plain values, storable texts, bounded sizes."""
    known = raw if isinstance(raw, Mapping) else {}
    return {name: _kept(field, known.get(name)) for name, field in form.fields.items() if name in known}


def _kept(field: Any, value: Any) -> Any:
    if isinstance(value, list):
        if isinstance(field, Rows):
            return [draft(field.form, row) for row in value[: field.most] if isinstance(row, Mapping)]
        return [_kept(None, item) for item in value[:200] if not isinstance(item, list)]
    if isinstance(value, str):
        return echo(value, 20000)
    return value if value is None or (isinstance(value, int) and abs(value) < 2**53) else None


def read(form: Schema, stored: Any) -> dict[str, Any]:
    """Python values of stored answers, masked or made under older shapes; what is not understood is None.

    Keys the form no longer knows are left out, questions it now asks in addition are None (tables: []).
    """
    known = stored if isinstance(stored, Mapping) else {}
    return {name: _recall(field, known.get(name)) for name, field in form.fields.items()}


def _recall(field: Any, value: Any) -> Any:
    if isinstance(field, Rows):
        rows = value if isinstance(value, list) else []
        return [read(field.form, row) for row in rows if isinstance(row, Mapping)]
    return field.nothing() if field.blank(value) else field.recall(value)


def defaults(form: Schema, year: int) -> dict[str, Any]:
    """Raw answers to start from: the default of every field that has one, for a round of that year."""
    found = {name: getattr(field, "default", None) for name, field in form.fields.items()}
    return {
        name: value(year) if callable(value) else value for name, value in found.items() if value is not None
    }


def proposed(form: Form, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Raw answers, with what one answer proposes for another that is still blank (`Question.follows`)."""
    flat = flatten(form, raw)
    told = {name: flat.get(field.follows) for name, field in form.fields.items() if field.follows}
    return {**raw, **{name: value for name, value in told.items() if value and not raw.get(name)}}


def only_sections(
    form: Form, stored: Mapping[str, Any], raw: Any, open_sections: Iterable[str]
) -> dict[str, Any]:
    """Raw answers of a correction: those of the open sections are new, all others as stored.

    `stored` has its personal values put back (`join_personal`), else masks would be taken for answers.
    """
    opened, given = set(open_sections), raw if isinstance(raw, Mapping) else {}
    return {
        name: (given if section_of(form, field) in opened else stored).get(name)
        for name, field in form.fields.items()
    }
