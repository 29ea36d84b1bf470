"""Addresses of the API where there is nothing, or nothing for this method: told as every refusal is."""

from typing import NoReturn

from flask import current_app, request
from werkzeug.exceptions import MethodNotAllowed
from werkzeug.routing import RequestRedirect

from grants.api.operations import api
from grants.errors import NotFound

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def nowhere(rest: str) -> NoReturn:
    """404, or 405 with the methods this address knows."""
    known = [method for method in METHODS if leads_somewhere(method)]
    if known:
        raise MethodNotAllowed(known)
    raise NotFound


def leads_somewhere(method: str) -> bool:
    adapter = current_app.create_url_adapter(request)
    if adapter is None:
        return False
    try:
        endpoint, _parts = adapter.match(method=method)
    except RequestRedirect:
        return True
    return endpoint != f"{api.name}.{nowhere.__name__}"


api.add_url_rule("/<path:rest>", "nowhere", nowhere, methods=METHODS, provide_automatic_options=False)
