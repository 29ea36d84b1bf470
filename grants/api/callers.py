"""Who calls: a bearer token, looked up at every request. A browser's cookie opens nothing here."""

from flask import Blueprint, Response, current_app, g, request
from flask_babel import gettext

from grants.access import Viewer
from grants.api.problems import Unauthorized
from grants.errors import Forbidden, NotFound
from grants.extensions import csrf, limiter
from grants.services import recognition, tokens

LIMIT = "600/minute"  # of one address, unless API_LIMIT says otherwise


def init_callers(api: Blueprint) -> None:
    """Recognise the caller before, and mark the answer after. No cookie counts, so no forgery by one either."""
    csrf.exempt(api)
    limiter.limit(lambda: current_app.config.get("API_LIMIT", LIMIT))(api)
    api.before_request(recognise)
    api.after_request(mark)


def recognise() -> None:
    """Set `g.viewer`: nobody without a token; a token that is not in force is refused everywhere."""
    g.viewer, g.caller = Viewer(), None
    if "\0" in request.path:
        raise NotFound
    given = request.headers.get("Authorization")
    if given is None:
        return
    kind, _, secret = given.partition(" ")
    usable = kind.lower() == "bearer" and secret.isascii() and secret.isprintable()
    person = tokens.person_of(secret.strip()) if usable else None
    if person is None:
        raise Unauthorized
    g.viewer, g.caller = recognition.viewer_of(person), person
    if recognition.needs_factor(g.viewer) and not person.totp_secret:
        raise Forbidden(gettext("您的角色须启用两步验证：请先登录页面完成设置，再使用访问令牌。"))


def mark(response: Response) -> Response:
    """What is told depends on who asks and in which language; only the public's answers may be kept."""
    response.headers.setdefault("Vary", "Accept-Language, Authorization")
    response.headers.setdefault("Cache-Control", "no-store" if g.get("caller") else "no-cache")
    return response
