"""The description of the API: an OpenAPI 3.1 document made from the operations, the shapes and every form.

It is made when first asked for, once for each language.
"""

from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin, OpenAPIConverter
from flask import current_app
from flask_babel import get_locale, gettext
from marshmallow import Schema

from grants.api import public_shapes, shapes
from grants.api.describing import asked, described
from grants.api.operations import OPERATIONS, api
from grants.api.questions import init_questions, spoken
from grants.texts import N_

VERSION = "1.0.0"
ABOUT = N_(
    "与页面使用同一套服务、规则和权限。写入请求须带幂等键；金额是以元为单位、两位小数的文字；"
    "时间是带时区的 ISO 8601。个人信息以掩码返回。"
)
TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "code", "sentences"],
    "properties": {
        "type": TEXT | {"format": "uri"},
        "title": TEXT,
        "status": {"type": "integer"},
        "code": TEXT,
        "sentences": TEXTS,
        "faults": {"type": "object", "additionalProperties": TEXTS},
        "reasons": {"type": "array", "items": {"$ref": "#/components/schemas/Reason"}},
    },
}


def specification() -> str:
    """The document in the reader's language, as JSON: kept so, since as objects it takes ten times the room."""
    made = current_app.extensions.setdefault("api_specification", {})
    language = str(get_locale())
    if language not in made:
        made[language] = current_app.json.dumps(built())
    return made[language]


def built() -> dict[str, Any]:
    """The document, made anew: a tenth of a second."""
    plugin = MarshmallowPlugin()
    spec = APISpec(
        gettext("助推数据接口"),
        VERSION,
        "3.1.0",
        plugins=[plugin],
        info={"description": gettext(ABOUT)},
        servers=[{"url": api.url_prefix}],
        security=[{"token": []}],
    )
    converter = plugin.converter
    if converter is None:
        raise RuntimeError("apispec did not bind its plugin")
    init_questions(converter)
    spec.components.security_scheme("token", {"type": "http", "scheme": "bearer"})
    describe_shapes(spec)
    describe_forms(spec, converter)
    for operation in OPERATIONS:
        for path, told in described(operation, converter):
            spec.path(path, operations={operation.method.lower(): told})
    return spec.to_dict()


def describe_shapes(spec: APISpec) -> None:
    """Everything that comes out, under its name; what is part of another may be there already."""
    for shape in (*vars(public_shapes).values(), *vars(shapes).values()):
        if isinstance(shape, Schema) and type(shape).__name__ not in spec.components.schemas:
            spec.components.schema(type(shape).__name__, schema=shape)
    spec.components.schema("Problem", PROBLEM)


def describe_forms(spec: APISpec, converter: OpenAPIConverter) -> None:
    """One schema for each programme and action: the very form that judges the answers."""
    for programme, action in asked():
        form = converter.schema2jsonschema(programme.forms[action.name])
        title = spoken(programme.label) + gettext("：") + spoken(action.label)
        spec.components.schema(f"{programme.slug}.{action.name}", {"title": title} | form)
