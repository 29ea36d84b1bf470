"""Every refusal as a page or as JSON, by what the reader accepts: one place from what happened to what is told."""

from dataclasses import dataclass, field
from typing import Any

from flask import Flask, Response, current_app, g, jsonify, make_response, render_template, request
from flask_babel import gettext
from flask_limiter import RateLimitExceeded
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from grants.access import Viewer
from grants.config import ConfigurationError
from grants.errors import Forbidden, Invalid, NotAllowed, Problem, judged, outage
from grants.extensions import db
from grants.services import recognition
from grants.web import too_large
from grants.web.coming_back import coming_back
from grants.web.filters import spoken
from grants.web.posted import REOPENED, from_elsewhere, posted
from grants.web.refusal_texts import BY_CODE, SENTENCES, TITLES, TOO_OFTEN

# What strangers may post to as well: nobody is told to sign in first.
OPEN = frozenset({"home", "joining", "notices", "passwords", "sign_in", "verifying"})


@dataclass(frozen=True)
class Told:
    """What is told: a status, a code for programs, sentences, and what belongs beside fields or rests on rules."""

    status: int
    code: str
    sentences: tuple[str, ...]
    extra: dict[str, Any] = field(default_factory=dict)


def init_errors(app: Flask) -> None:
    """Judge every refusal of this application here."""
    app.register_error_handler(Problem, problem)
    app.register_error_handler(IntegrityError, database_refusal)
    app.register_error_handler(DataError, database_refusal)
    app.register_error_handler(OperationalError, outside)
    app.register_error_handler(OSError, outside)
    app.register_error_handler(ConfigurationError, outside)
    app.register_error_handler(CSRFError, page_stale)
    app.register_error_handler(RequestEntityTooLarge, over_limit)
    app.register_error_handler(HTTPException, http)


def problem(error: Problem) -> Response:
    if isinstance(error, Forbidden) and may_sign_in():
        return make_response(current_app.login_manager.unauthorized())  # type: ignore[attr-defined]
    if not wants_json() and (back := coming_back(error)):
        return make_response(back)
    sentences = tuple(spoken(text) for text in error.sentences)
    return answer(Told(error.status, error.code, sentences, extra_of(error)))


def may_sign_in() -> bool:
    """Whether somebody not signed in opened a page in a browser: they are sent to sign in, and come back."""
    unknown = "viewer" in g and g.viewer.person is None
    return unknown and request.method == "GET" and not wants_json()


def extra_of(error: Problem) -> dict[str, Any]:
    if isinstance(error, Invalid):
        return {"faults": {path: [spoken(text) for text in told] for path, told in error.faults.items()}}
    if isinstance(error, NotAllowed):
        reasons = zip(error.sentences, error.reasons, strict=True)
        return {"reasons": [{"sentence": text, "rule": reason.rule} for text, reason in reasons]}
    return {}


def database_refusal(error: IntegrityError | DataError) -> Response:
    """What was asked outside `writing`. Until it is rolled back the database answers nothing, not even for the page."""
    current_app.logger.warning("the database refused: %s", error.orig)
    db.session.rollback()
    return problem(judged(error))


def outside(error: OperationalError | OSError | ConfigurationError) -> Response:
    """A database that does not answer, a disk that is full, a key that opens nothing: what was typed can be sent once
    more from the page that says so."""
    judged_so = outage(error)
    current_app.logger.error("%s: %s", judged_so.code, error)
    db.session.rollback()
    told = Told(judged_so.status, judged_so.code, judged_so.sentences)
    response = answer(told, None if wants_json() else posted() or None)
    response.headers["Retry-After"] = "30"
    return response


def page_stale(error: CSRFError) -> Response:
    """The page was open too long or the session ended: what was typed is shown again, ready to be sent.

    Not what another site's page sent: that is nobody's typing here, and one click would make it somebody's.
    """
    if from_elsewhere():
        sentence = gettext("这次提交来自其他网站，未作任何改动。请从本系统的页面办理。")
        return answer(Told(400, "foreign", (sentence,)))
    sentence = (
        gettext("页面打开之后，登录或内容已有变化。您填写的内容没有丢失，请按下面的步骤继续。")
        if recognised()
        else gettext("页面打开时间过长，或您已退出登录。您填写的内容没有丢失，请按下面的步骤继续。")
    )
    return answer(Told(400, "page_stale", (sentence,)), posted())


def recognised() -> bool:
    """Whether somebody is signed in: forms are judged before anybody is recognised."""
    known = bool(current_user.is_authenticated)
    g.viewer = recognition.viewer_of(current_user) if known else Viewer()
    return known


def over_limit(error: RequestEntityTooLarge) -> Response:
    """More than is taken in at once: what was typed is kept where its page opens anew."""
    recognised()
    brought = too_large.refused()
    reopened = (
        request.endpoint in REOPENED and bool(brought.typed) and not from_elsewhere() and not wants_json()
    )
    told = Told(413, "too_large", too_large.sentences(brought, reopened))
    return answer(told, posted(brought.typed) if reopened else None)


def http(error: HTTPException) -> Response:
    """Any other refusal of Flask's: redirects pass, the rest gets its sentence."""
    status = error.code or 500
    if status < 400:
        return make_response(error.get_response())
    text = too_often(error) or SENTENCES.get(status) or SENTENCES[400 if status < 500 else 500]
    sentence = gettext(text)
    told = Told(status, error.name.lower().replace(" ", "_"), (sentence,))
    response = answer(told, posted() if status == 429 and not wants_json() else None)
    for name in ("Allow", "Retry-After"):
        if name in error.get_response().headers:
            response.headers[name] = error.get_response().headers[name]
    return response


def too_often(error: HTTPException) -> str:
    """Until when a limit holds; nothing where none was reached."""
    if not isinstance(error, RateLimitExceeded):
        return ""
    return TOO_OFTEN[error.limit.limit.GRANULARITY.name]


def wants_json() -> bool:
    """Whether a program asks: under /api/, or JSON preferred to a page."""
    best = request.accept_mimetypes.best_match(("text/html", "application/json"))
    return request.path.startswith("/api/") or best == "application/json"


def before() -> str:
    """The page of ours that led here, as the browser says; none where that would lead here again."""
    came = request.referrer or ""
    here = request.method == "GET" and came == request.url
    return "" if here or not came.startswith(request.host_url) else came


def answer(told: Told, carried: list[tuple[str, str]] | None = None) -> Response:
    """The refusal as JSON or as a page."""
    if wants_json():
        body = {"code": told.code, "message": " ".join(told.sentences), "sentences": told.sentences}
        return make_response(jsonify(body | told.extra), told.status)
    title = gettext(BY_CODE.get(told.code) or TITLES.get(told.status) or TITLES[400])
    # After a failure nothing may be asked of the database again: that page stands alone.
    name = "errors/error.html" if told.status < 500 else "errors/failure.html"
    reopened = request.endpoint in REOPENED
    more = {"kept": carried, "reopened": reopened, "before": before(), "open": request.blueprint in OPEN}
    page = render_template(name, told=told, heading=title, **more)
    return make_response(page, told.status)
