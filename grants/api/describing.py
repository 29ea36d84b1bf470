"""How an operation is described: its parameters, its body, its answer and its refusals."""

import re
from typing import Any

from apispec.ext.marshmallow import OpenAPIConverter
from flask_babel import gettext

from grants.api import bodies
from grants.api.idempotency import HEADER, LONGEST_KEY
from grants.api.operations import Operation
from grants.api.problems import MEDIA_TYPE, TITLES
from grants.api.questions import spoken
from grants.programmes import PROGRAMMES, Programme
from grants.texts import N_
from workflows.engine import Action
from workflows.roles import ACTING

Told = dict[str, Any]

JSON = "application/json"
PART = re.compile(r"<(?:(int):)?(\w+)>")
ACT = "act"  # the operation that stands for every action
KEY = N_("同一次写入重试时不变；同一个键返回同一个答复。试办不需要。")


def asked() -> list[tuple[Programme, Action]]:
    """Every action people do, by programme."""
    return [(p, a) for p in PROGRAMMES.values() for a in p.workflow.actions if not a.automatic]


def described(operation: Operation, converter: OpenAPIConverter) -> list[tuple[str, Told]]:
    """(path, description) of an operation; of the one that does actions, of each action."""
    told = common(operation, converter)
    path = PART.sub(r"{\2}", operation.path)
    if operation.name != ACT:
        return [(path, told | body_of(operation, converter))]
    told["parameters"] = [p for p in told["parameters"] if p["name"] != "action"]
    names = dict.fromkeys(action.name for _programme, action in asked())
    return [(path.replace("{action}", name), told | acted(name, converter)) for name in names]


def common(operation: Operation, converter: OpenAPIConverter) -> Told:
    """What every operation tells: parameters, answer, refusals."""
    told: Told = {
        "operationId": operation.name,
        "summary": gettext(operation.summary),
        "tags": [gettext(operation.tag)],
        "parameters": [*parts(operation), *queries(operation, converter), *headers(operation)],
        "responses": {str(operation.status): answer(operation), **refusals(operation)},
    }
    return told | ({"security": [{}, {"token": []}]} if operation.public else {})


def parts(operation: Operation) -> list[Told]:
    """The variable parts of the path."""
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "integer" if kind else "string"}}
        for kind, name in PART.findall(operation.path)
    ]


def queries(operation: Operation, converter: OpenAPIConverter) -> list[Told]:
    """The query string, by its form."""
    if operation.query is None:
        return []
    asks = converter.schema2jsonschema(operation.query)["properties"]
    return [{"name": name, "in": "query", "schema": not_null(told)} for name, told in asks.items()]


def not_null(told: Told) -> Told:
    """What is left out of a query string is not there: it has no null."""
    kinds = (
        [kind for kind in told["type"] if kind != "null"] if isinstance(told["type"], list) else told["type"]
    )
    found = told | {"type": kinds[0] if len(kinds) == 1 else kinds}
    return found | ({"enum": [v for v in told["enum"] if v is not None]} if "enum" in told else {})


def headers(operation: Operation) -> list[Told]:
    if not operation.keyed:
        return []
    schema = {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY}
    needed = operation.name != ACT  # an action can be rehearsed without
    return [
        {"name": HEADER, "in": "header", "required": needed, "description": gettext(KEY), "schema": schema}
    ]


def body_of(operation: Operation, converter: OpenAPIConverter) -> Told:
    """The body an operation takes."""
    if not operation.body:
        return {}
    media_type, schema = BODIES[operation.body](converter)
    return {"requestBody": {"required": True, "content": {media_type: {"schema": schema}}}}


def new(converter: OpenAPIConverter) -> tuple[str, Told]:
    return JSON, converter.schema2jsonschema(bodies.NEW)


def draft(converter: OpenAPIConverter) -> tuple[str, Told]:
    """Anything the form knows, finished or not."""
    schema = converter.schema2jsonschema(bodies.DRAFT)
    schema["properties"][bodies.ANSWERS] = {"type": "object"}
    return JSON, schema


def file(converter: OpenAPIConverter) -> tuple[str, Told]:
    text = {"type": "string"}
    names = {"action": text, "field": text, "file": {"type": "string", "format": "binary"}}
    return "multipart/form-data", {"type": "object", "properties": names, "required": list(names)}


BODIES = {"new": new, "draft": draft, "file": file}


def acted(name: str, converter: OpenAPIConverter) -> Told:
    """One action in every programme that has it: its names, who does it, and what it asks."""
    rows = [(programme, action) for programme, action in asked() if action.name == name]
    schema = converter.schema2jsonschema(bodies.ACT)
    asks = [{"$ref": f"#/components/schemas/{programme.slug}.{name}"} for programme, _ in rows]
    schema["properties"][bodies.ANSWERS] = {"anyOf": asks}
    return {
        "operationId": f"{ACT}_{name}",
        "summary": spoken(rows[0][1].label),
        "description": "\n".join(who_and_when(programme, action) for programme, action in rows),
        "requestBody": {"required": True, "content": {JSON: {"schema": schema}}},
    }


def who_and_when(programme: Programme, action: Action) -> str:
    """Who does an action, in which states, and where it leads."""
    states = programme.workflow.state
    return gettext(
        "%(programme)s：由%(roles)s办理，自“%(sources)s”到“%(dest)s”。",
        programme=spoken(programme.short),
        roles=gettext("、").join(spoken(ACTING[role]) for role in action.by),
        sources=gettext("、").join(spoken(states[name].label) for name in action.sources),
        dest=spoken(states[action.dest].label) if action.dest else gettext("状态不变"),
    )


def answer(operation: Operation) -> Told:
    """What comes back when all is well."""
    told: Told = {"description": gettext(operation.summary)}
    if operation.media_type:
        told["content"] = {operation.media_type: {"schema": answer_schema(operation)}}
    return told


def answer_schema(operation: Operation) -> Told:
    if operation.answer is None:
        return {"type": "object"} if operation.media_type == JSON else {}
    one = {"$ref": f"#/components/schemas/{type(operation.answer).__name__}"}
    if not operation.many:
        return one
    items = {"items": {"type": "array", "items": one}, "next": {"type": ["string", "null"]}}
    return {"type": "object", "properties": items, "required": list(items)}


def refusals(operation: Operation) -> Told:
    """Every status an operation may refuse with, all of one shape."""
    statuses = {400, 401, 403, 404, 422, 429} | ({409, 413, 415, 503} if operation.body else set())
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {str(s): {"description": gettext(TITLES[s]), "content": content} for s in sorted(statuses)}
