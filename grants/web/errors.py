"""Every refusal as a page or as JSON, by what the reader accepts: one place from what happened to what is told."""

from dataclasses import dataclass, field
from typing import Any

from flask import Flask, Response, current_app, g, jsonify, make_response, render_template, request
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from grants.errors import Forbidden, Invalid, NotAllowed, Problem, judged, outage
from grants.extensions import db
from grants.texts import N_
from grants.web.coming_back import coming_back
from grants.web.filters import spoken

TITLES = {
    400: N_("请求无法处理"),
    401: N_("请先登录"),
    403: N_("您无权进行这一操作"),
    404: N_("没有找到这个页面"),
    405: N_("这个地址不能这样使用"),
    409: N_("未能办理"),
    413: N_("文件或内容过大"),
    422: N_("填写的内容有问题"),
    429: N_("操作过于频繁"),
    500: N_("系统出现故障"),
    503: N_("系统暂时不可用"),
    507: N_("存储空间已满"),
}

SENTENCES = {
    400: N_("服务器不能理解这次请求。请返回上一页重试。"),
    401: N_("这个页面需要登录后查看。"),
    403: N_("您当前的角色不能查看或办理此项内容。如有疑问，请联系项目办。"),
    404: N_("没有找到您要的内容，或您无权查看。请核对网址，或从首页重新进入。"),
    405: N_("请从页面上的按钮或链接进入。"),
    422: N_("请核对所填内容后重新提交。"),
    429: N_("请稍等一分钟再试。您已保存的内容不受影响。"),
    500: N_("故障已记录，未作任何改动。请稍后重试；仍然不行的，请联系项目办。"),
    503: N_("请稍后重试。"),
}
# What bears such a name is never carried over; nor is a page's token, of which the next page has its own.
SECRET = ("password", "code", "token")
# What is posted there with `step=again` is shown anew and nothing done; anywhere else it is sent once more as it was.
REOPENED = frozenset(
    {
        "actions.act", "calendar.set_day", "home.check_answer", "notices.object_to", "rounds.new", "rounds.revise",
    }
)  # fmt: skip


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
    app.register_error_handler(CSRFError, page_stale)
    app.register_error_handler(RequestEntityTooLarge, too_large)
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


def outside(error: OperationalError | OSError) -> Response:
    """A database that does not answer, a disk that is full: what was typed can be sent once more from the page that
    says so."""
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
    sentence = gettext("页面打开时间过长，或您已退出登录。您填写的内容没有丢失，请按下面的步骤继续。")
    return answer(Told(400, "page_stale", (sentence,)), posted())


def from_elsewhere() -> bool:
    """Whether the browser says that the page that posted this is not ours."""
    site, origin = request.headers.get("Sec-Fetch-Site", ""), request.headers.get("Origin", "")
    ours = {request.host, current_app.config["BASE_URL"].partition("://")[2].strip("/")}
    return site == "cross-site" or bool(origin and origin.partition("://")[2] not in ours)


def too_large(error: RequestEntityTooLarge) -> Response:
    limit = current_app.config["MAX_CONTENT_LENGTH"] // (1024 * 1024)
    sentence = gettext(
        "一次上传的内容不能超过 %(limit)s MB。请压缩或分开上传；已保存的草稿不受影响。", limit=limit
    )
    return answer(Told(413, "too_large", (sentence,)))


def http(error: HTTPException) -> Response:
    """Any other refusal of Flask's: redirects pass, the rest gets its sentence."""
    status = error.code or 500
    if status < 400:
        return make_response(error.get_response())
    sentence = gettext(SENTENCES.get(status) or SENTENCES[400 if status < 500 else 500])
    told = Told(status, error.name.lower().replace(" ", "_"), (sentence,))
    response = answer(told, posted() if status == 429 and not wants_json() else None)
    for name in ("Allow", "Retry-After"):
        if name in error.get_response().headers:
            response.headers[name] = error.get_response().headers[name]
    return response


def posted() -> list[tuple[str, str]] | None:
    """What was posted, to be carried by the next page: texts, not files and not secrets. None where nothing was."""
    if request.method != "POST":
        return None
    step = "step" if request.endpoint in REOPENED else ""
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name != step and not any(mark in name for mark in SECRET)
    ]


def wants_json() -> bool:
    """Whether a program asks: under /api/, or JSON preferred to a page."""
    best = request.accept_mimetypes.best_match(("text/html", "application/json"))
    return request.path.startswith("/api/") or best == "application/json"


def answer(told: Told, carried: list[tuple[str, str]] | None = None) -> Response:
    """The refusal as JSON or as a page."""
    if wants_json():
        body = {"code": told.code, "message": " ".join(told.sentences), "sentences": told.sentences}
        return make_response(jsonify(body | told.extra), told.status)
    title = gettext(TITLES.get(told.status) or TITLES[400])
    # After a failure nothing may be asked of the database again: that page stands alone.
    name = "errors/error.html" if told.status < 500 else "errors/failure.html"
    reopened = request.endpoint in REOPENED
    page = render_template(name, told=told, heading=title, kept=carried, reopened=reopened)
    return make_response(page, told.status)
