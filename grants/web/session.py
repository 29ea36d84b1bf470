"""Who is there: every request is recognised here, and the pages of signing in and out."""

from datetime import timedelta

from flask import Blueprint, current_app, flash, g, redirect, request, session, url_for
from flask_babel import gettext
from flask_login import current_user, login_user, logout_user
from flask_wtf.csrf import CSRFError
from werkzeug import Response

from forms.account import CODE, SIGN_IN
from grants import clock
from grants.access import Viewer
from grants.database import writing
from grants.extensions import limiter, login_manager
from grants.models import Person
from grants.services import accounts, recognition
from grants.web.ask import Faults, Page, answered, ask, source
from grants.web.errors import page_stale

blueprint = Blueprint("sign_in", __name__)

IDLE = timedelta(minutes=30)
WHOLE = timedelta(hours=12)
CODE_WITHIN = timedelta(minutes=5)
BY_ITSELF = "X-By-Itself"  # said by pages that ask on without anybody (live.js): no sign of their reader
WITHOUT_FACTOR = ("static", "account.factor", "sign_in.out", "home.language")

login_manager.user_loader(recognition.of_session)
login_manager.login_view = "sign_in.enter"
login_manager.login_message = None


@blueprint.before_app_request
def recognise():
    """Set `g.viewer`, end sessions that are over, and send to the second factor whose role needs one.

    The API recognises its callers itself, by token: a browser's cookie opens nothing there.
    """
    if request.endpoint == "static" or request.path.startswith("/api/"):
        return None
    g.viewer = Viewer()
    if not current_user.is_authenticated:
        return None
    if is_over():
        return timed_out()
    if BY_ITSELF not in request.headers:
        session["seen"] = stamp()
    g.viewer = recognition.viewer_of(current_user)
    if (
        request.endpoint in WITHOUT_FACTOR
        or current_user.totp_secret
        or not recognition.needs_factor(g.viewer)
    ):
        return None
    flash(gettext("您的角色须启用两步验证，请先完成设置。"), "warn")
    return redirect(url_for("account.factor"))


def stamp() -> int:
    return int(clock.now().timestamp())


def is_over() -> bool:
    """等保二级: a session ends after half an hour without a request, and after twelve hours in any case."""
    idle, whole = stamp() - session.get("seen", 0), stamp() - session.get("began", 0)
    return idle > IDLE.total_seconds() or whole > WHOLE.total_seconds()


def timed_out():
    logout_user()
    session.clear()
    if request.method != "GET":
        return page_stale(CSRFError())
    flash(gettext("登录已超时，请重新登录。"), "warn")
    return redirect(url_for("sign_in.enter", next=request.full_path.rstrip("?")))


def safe(target: str | None) -> str:
    """A path on this site, never another site's."""
    path = target or "/"
    inside = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if inside else "/"


@blueprint.route("/sign-in", methods=["GET", "POST"])
@limiter.limit("30/minute", methods=["POST"])
def enter() -> Page | Response:
    values, faults = answered(SIGN_IN)
    if faults or not values:
        return sign_in_page(faults)
    proof = accounts.prove(values["email"], values["password"])
    with writing():
        outcome = accounts.settle(proof, source())
    if outcome.person is None:
        return sign_in_page({"password": [outcome.refusal]})
    if not outcome.code_missing:
        return let_in(outcome.person, request.args.get("next"))
    session["pending"] = {"mark": outcome.person.get_id(), "at": stamp()}
    return redirect(url_for("sign_in.code", next=safe(request.args.get("next"))))


def sign_in_page(faults=None) -> Page:
    lead = gettext("请先登录再继续；登录后回到您要办的事。") if request.args.get("next") else ""
    more = {"lead": lead, "raw": {"email": session.get("address", "")}, "template": "session/sign_in.html"}
    return ask(SIGN_IN, gettext("登录"), gettext("登录"), faults, **more)


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
@limiter.limit("30/minute", methods=["POST"])
def code() -> Page | Response:
    """The second step, for who typed the password in the last five minutes."""
    pending = session.get("pending")
    if not pending or stamp() - pending["at"] > CODE_WITHIN.total_seconds():
        if session.pop("pending", None):
            flash(gettext("两步验证须在五分钟内完成，请重新输入邮箱和密码。"), "warn")
        return redirect(url_for("sign_in.enter", next=safe(request.args.get("next"))))
    values, faults = answered(CODE)
    if faults or not values:
        return code_page(faults)
    person_id, _, epoch = pending["mark"].partition(":")
    with writing():
        outcome = accounts.settle_code(int(person_id), int(epoch), values["code"], source())
    if outcome.person is None:
        return code_page({"code": [outcome.refusal]})
    return let_in(outcome.person, request.args.get("next"))


def code_page(faults: Faults) -> Page:
    lead = gettext("密码正确。手机不在身边的，填一个恢复码；恢复码也没有的，请系统管理员重置。")
    return ask(CODE, gettext("两步验证"), gettext("继续"), faults, lead=lead, back=url_for("sign_in.enter"))


def let_in(person: Person, target: str | None = None) -> Response:
    """Begin a new session: nothing of the one before is carried over."""
    session.clear()
    login_user(person)
    session.permanent = True
    session["began"] = session["seen"] = stamp()
    return spoken_here(redirect(safe(target)), person.language)


def spoken_here(response: Response, language: str) -> Response:
    """The same answer, from which on this browser speaks this language; as before where none was chosen."""
    if language:
        secure = current_app.config["SESSION_COOKIE_SECURE"]
        response.set_cookie("language", language, 31536000, secure=secure, httponly=True, samesite="Lax")
    return response


@blueprint.post("/sign-out")
def out() -> Response:
    if current_user.is_authenticated:
        person_id = current_user.id
        with writing():
            accounts.sign_out(person_id, source())
    logout_user()
    session.clear()
    flash(gettext("您已退出登录；在其他设备上的登录也已结束。"), "good")
    return redirect(url_for("sign_in.enter"))
