"""Forms as JSON Schema: what an action asks, in the reader's language, by apispec's reading of marshmallow.

The forms' own checks stay the judge; the description says what they take in the plain way of writing it
(a day as 2026-01-05), not every way they understand.
"""

from typing import Any

from apispec.ext.marshmallow import OpenAPIConverter
from flask_babel import gettext

from forms import fields as f
from forms.sentences import translated
from grants.api.fields import Yuan

YUAN = r"^[0-9]{1,12}(\.[0-9]{1,2})?$"


def init_questions(converter: OpenAPIConverter) -> None:
    """Teach the converter our fields; what is added here is asked after all of apispec's own."""
    converter.add_attribute_function(question)
    converter.add_attribute_function(nullable)


def question(converter: OpenAPIConverter, field: Any, ret: dict[str, Any], **_more: Any) -> dict[str, Any]:
    """Label, hint, unit, rule and shape of one of our questions; nothing for any other field."""
    if not isinstance(field, f.Question):
        return {}
    told: dict[str, Any] = {"title": spoken(field.label)}
    if field.hint:
        told["description"] = spoken(field.hint)
    marks = {
        "x-section": field.section,
        "x-rule": field.rule,
        "x-unit": spoken(str(field.look.get("unit") or "")),
        "x-personal": field.personal is not None,
        "x-labels": labels(field),
    }
    return told | {name: mark for name, mark in marks.items() if mark} | shape_of(converter, field)


def shape_of(converter: OpenAPIConverter, field: f.Question) -> dict[str, Any]:
    """The JSON type, where apispec cannot know it."""
    if isinstance(field, f.Money):
        return {"type": "string", "pattern": YUAN, "examples": ["3000.00"]}
    if isinstance(field, f.Number) and field.places:
        pattern = rf"^-?[0-9]{{1,10}}(\.[0-9]{{1,{field.places}}})?$"
        return {"type": ["string", "number"], "pattern": pattern}
    if isinstance(field, f.Rows):
        rows = converter.schema2jsonschema(field.form)
        return {"type": "array", "items": rows, "minItems": field.least, "maxItems": field.most}
    if isinstance(field, f.Declaration):
        return {"type": "boolean", "const": True}
    return {}


def labels(field: f.Question) -> dict[str, str]:
    """What the values of a choice are called."""
    choices = field.look.get("choices") or ()
    return {} if isinstance(field, f.YesNo) else {value: spoken(label) for value, label in choices}


def nullable(converter: OpenAPIConverter, field: Any, ret: dict[str, Any], **_more: Any) -> dict[str, Any]:
    """Null among the values of what may be left out: a question, a sum that is not known."""
    if not isinstance(field, f.Question | Yuan) or not field.allow_none:
        return {}
    told: dict[str, Any] = {}
    kinds = ret.get("type", "string")
    kinds = [kinds] if isinstance(kinds, str) else list(kinds)
    told["type"] = [*(kind for kind in kinds if kind != "null"), "null"]
    if "enum" in ret:
        told["enum"] = [*(value for value in ret["enum"] if value is not None), None]
    return told


def spoken(text: str) -> str:
    return translated(text, gettext) if text else ""
