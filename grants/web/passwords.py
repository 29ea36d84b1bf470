"""Pages of a forgotten password: a link is mailed, and the link sets a new one. Nothing tells who has an account."""

from flask import Blueprint, flash, redirect, session, url_for
from flask_babel import gettext
from werkzeug import Response

from forms.account import FORGOT, NEW_PASSWORD
from grants.database import writing
from grants.extensions import limiter
from grants.services import credentials, passwords
from grants.web import mailed
from grants.web.ask import Page, answered, ask, source

blueprint = Blueprint("passwords", __name__, url_prefix="/password")


@blueprint.route("/forgot", methods=["GET", "POST"])
@limiter.limit("10/minute", methods=["POST"])
def forgot() -> Page | str:
    values, faults = answered(FORGOT)
    if faults or not values:
        lead = gettext("填写您登录用的邮箱，我们把设置新密码的链接发给您。")
        return ask(FORGOT, gettext("忘记密码"), gettext("发送链接"), faults, lead=lead)
    with writing():
        credentials.request_reset(values["email"], source())
    return mailed.page([gettext("如果这个邮箱有账户，几分钟内会收到一封邮件，其中的链接 1 小时内有效。")])


@blueprint.route("/reset/<token>", methods=["GET", "POST"])
@limiter.limit("10/minute", methods=["POST"])
def reset(token: str) -> Page | Response:
    _, person = credentials.find_reset(token)
    values, faults = answered(NEW_PASSWORD)
    if values.get("password") and (
        weak := passwords.weaknesses(values["password"], person.name, person.email)
    ):
        faults["password"] = weak
    if faults or not values:
        lead = gettext("账户：%(email)s", email=person.email)
        return ask(NEW_PASSWORD, gettext("设置新密码"), gettext("保存新密码"), faults, lead=lead)
    fresh = passwords.hashed(values["password"])
    with writing():
        credentials.reset_password(token, fresh, source())
    session["address"] = person.email  # the sign-in page need not ask for it
    flash(gettext("新密码已保存，请登录。"), "good")
    return redirect(url_for("sign_in.enter"))
