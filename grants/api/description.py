"""The description, served: the document itself, and a page of it that needs nothing from elsewhere."""

import json
from typing import Any

from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from grants.api.operations import api
from grants.api.problems import KINDS
from grants.api.specification import specification


@api.get("/openapi.json")
def openapi() -> ResponseReturnValue:
    """The OpenAPI 3.1 document, in the reader's language."""
    return Response(specification(), mimetype="application/json")


@api.get("/")
def start() -> ResponseReturnValue:
    """The address of the API leads to its description."""
    return redirect(url_for(".docs"))


@api.get("/docs")
def docs() -> str:
    """Every operation with its parameters and its body, in plain HTML."""
    spec = json.loads(specification())
    return render_template("api/docs.html", spec=spec, kinds=KINDS, groups=groups(spec))


def groups(spec: dict[str, Any]) -> dict[str, list[tuple[str, str, dict[str, Any]]]]:
    """(method, path, description) of every operation, by its tag."""
    found: dict[str, list[tuple[str, str, dict[str, Any]]]] = {}
    for path, operations in spec["paths"].items():
        for method, told in operations.items():
            found.setdefault(told["tags"][0], []).append((method.upper(), path, told))
    return found
