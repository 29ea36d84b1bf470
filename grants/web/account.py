"""One's own account: what is held, the password, the second factor, and what happened to it."""

from cryptography.fernet import InvalidToken
from flask import Blueprint, flash, g, redirect, render_template, session, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug import Response

from forms.account import CHANGE_PASSWORD, CODE, FIRST_CODE
from grants import clock
from grants.database import writing
from grants.errors import Problem
from grants.extensions import limiter
from grants.models.types import cipher
from grants.services import (
    accounts,
    credentials,
    delegations,
    expertise,
    factors,
    passwords,
    people,
    recognition,
    tokens,
)
from grants.services.organisations import named
from grants.web.ask import Page, answered, ask, in_account, source
from grants.web.entrance import signed_in
from grants.web.session import let_in
from grants.web.told import told

blueprint = Blueprint("account", __name__, url_prefix="/account")
blueprint.before_request(signed_in)


@blueprint.get("")
def index() -> str:
    return render_template(
        "session/account.html",
        units=named(g.viewer.organisations()),
        expertise=expertise.of_person(current_user.id) if expertise.is_expert(current_user) else None,
        delegations=delegations.of_person(current_user.id),
        standings=delegations.STANDINGS,
        tokens=tokens.listed(g.viewer),
        history=[(event, *told(event)) for event in people.history(g.viewer, current_user.id)],
        now=clock.now(),
        today=clock.today(),
        required=recognition.needs_factor(g.viewer),
    )


@blueprint.route("/password", methods=["GET", "POST"])
@limiter.limit("10/minute", methods=["POST"])
def password() -> Page | Response:
    values, faults = answered(CHANGE_PASSWORD)
    new = values.get("password")
    if new and (weak := passwords.weaknesses(new, current_user.name, current_user.email)):
        faults["password"] = weak
    if faults or not values:
        return password_page(faults)
    proof = accounts.prove(current_user.email, values["current_password"])
    fresh = passwords.hashed(values["password"])
    with writing():
        outcome = credentials.change_password(proof, fresh, source())
    if outcome.person is None:
        return password_page({"current_password": [outcome.refusal]})
    response = let_in(outcome.person, url_for("account.index"))
    flash(gettext("密码已修改；在其他设备上的登录已结束。"), "good")
    return response


def password_page(faults: dict[str, list[str]]) -> Page:
    return ask(CHANGE_PASSWORD, gettext("修改密码"), gettext("保存新密码"), faults, **in_account())


@blueprint.route("/second-factor", methods=["GET", "POST"])
@limiter.limit("10/minute", methods=["POST"])
def factor() -> Page | str | Response:
    """Set up a second factor: the secret waits in the session, encrypted, until a code of it is typed."""
    if current_user.totp_secret:
        return redirect(url_for("account.index"))
    secret = offered()
    values, faults = answered(FIRST_CODE)
    if faults or not values:
        return factor_page(secret, faults)
    person_id = current_user.id
    try:
        with writing():
            codes = credentials.confirm_factor(person_id, secret, values["code"])
    except Problem as problem:
        return factor_page(secret, {"code": list(problem.sentences)})
    session.pop("offered", None)
    return render_template("session/recovery.html", codes=codes)


def offered() -> str:
    """The secret this session was offered; a new one when there is none that can be read."""
    try:
        return cipher().decrypt(session.get("offered", "").encode()).decode()
    except InvalidToken:
        secret = factors.new_secret()
        session["offered"] = cipher().encrypt(secret.encode()).decode()
        return secret


def factor_page(secret: str, faults: dict[str, list[str]]) -> Page:
    address = factors.address(secret, current_user.email)
    picture, template = factors.picture(address), "session/factor.html"
    shown = {"template": template, "secret": secret, "address": address, "picture": picture} | in_account()
    return ask(FIRST_CODE, gettext("设置两步验证"), gettext("启用"), faults, **shown)


@blueprint.route("/second-factor/remove", methods=["GET", "POST"])
@limiter.limit("10/minute", methods=["POST"])
def remove_factor() -> Page | Response:
    if recognition.needs_factor(g.viewer):
        raise Problem(
            gettext("财务人员和系统管理员必须使用两步验证，不能停用。更换手机请联系另一位系统管理员重置。")
        )
    if not current_user.totp_secret:
        return redirect(url_for("account.index"))
    heading, button = gettext("停用两步验证"), gettext("停用")
    values, faults = answered(CODE)
    if faults or not values:
        return ask(CODE, heading, button, faults, **in_account())
    person_id = current_user.id
    with writing():
        outcome = credentials.drop_factor(person_id, values["code"], source())
    if outcome.person is None:
        return ask(CODE, heading, button, {"code": [outcome.refusal]}, **in_account())
    flash(gettext("两步验证已停用。"), "good")
    return redirect(url_for("account.index"))
