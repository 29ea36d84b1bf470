"""Operations: what the API can be asked, said once - for the route, for the check of queries, for the description."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, g, jsonify, request
from marshmallow import Schema

from grants.api.bodies import judged
from grants.api.problems import Unauthorized

api = Blueprint("api", __name__, url_prefix="/api/v1")


@dataclass(frozen=True)
class Operation:
    """One operation: its route, who may call it without a token (`public`), and what goes in and comes out.

    `query` is a form over the query string, `body` the kind of body (grants.api.describing), `answer` the schema
    of what comes back (None: bytes, or a document of its own), `many` a page of it, `keyed` a write that needs
    an idempotency key.
    """

    method: str
    path: str
    name: str
    summary: str
    tag: str = ""
    public: bool = False
    query: Schema | None = None
    body: str = ""
    answer: Schema | None = None
    many: bool = False
    status: int = 200
    media_type: str = "application/json"
    keyed: bool = False


OPERATIONS: list[Operation] = []


def operation(method: str, path: str, summary: str, **more: Any) -> Callable:
    """Make a function an operation: it is given the path's parts and, with a query form, `query`.

    What it returns is written by the answer's schema; a Response passes as it is.
    """

    def register(function: Callable) -> Callable:
        found = Operation(method, path, function.__name__, summary, **more)
        OPERATIONS.append(found)
        api.add_url_rule(path, function.__name__, answering(found, function), methods=[method])
        return function

    return register


def answering(found: Operation, function: Callable) -> Callable:
    """The view of an operation: token, query, call, answer."""

    @wraps(function)
    def view(**parts: Any) -> Response:
        if not found.public and g.viewer.person is None:
            raise Unauthorized
        if found.query is not None:
            parts["query"] = judged(found.query, request.args.to_dict())
        result = function(**parts)
        return result if isinstance(result, Response) else written(found, result)

    return view


def written(found: Operation, result: Any) -> Response:
    """The result as JSON; a page of results with the address of the next one."""
    if found.answer is None:
        return jsonify(result)
    if not found.many:
        response = jsonify(found.answer.dump(result))
        response.status_code = found.status
        return response
    items, following = result
    response = jsonify({"items": found.answer.dump(items, many=True), "next": following or None})
    if following:
        again = {**request.args.to_dict(), "after": following}
        response.headers["Link"] = f'<{request.base_url}?{urlencode(again)}>; rel="next"'
    return response
