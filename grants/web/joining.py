"""How somebody gets an account: by registering their unit, or by an invitation. Both go over a mailed link."""

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext
from werkzeug import Response

from forms.account import JOIN, REGISTER
from forms.base import Empty, Form
from grants.database import writing
from grants.extensions import limiter
from grants.models import Invitation
from grants.services import invitations, organisations, passwords, registrations
from grants.web import mailed
from grants.web.ask import Page, answered, ask

blueprint = Blueprint("joining", __name__)

NOTHING = Empty()


@blueprint.route("/register", methods=["GET", "POST"])
@limiter.limit("10/minute", methods=["POST"])
def register() -> Page | str:
    """Register a unit. The answer is the same whatever is known of the code and the address."""
    values, faults = answered(REGISTER)
    if faults or not values:
        lead = gettext(
            "单位首次使用时在此登记。我们向您的邮箱发送链接，打开后设置密码即可；不需要纸质材料。"
            "申报须有两人：申报人填报，单位工会确认人确认。先登记一人，登录后再邀请另一人。"
        )
        return ask(REGISTER, gettext("登记单位"), gettext("登记"), faults, lead=lead)
    with writing():
        registrations.register(values)
    sentences = [
        gettext("链接已发往 %(email)s，7 天内有效。请打开链接设置密码，完成登记。", email=values["email"]),
        gettext("几分钟后仍未收到的，请查看垃圾邮件；邮箱写错的，重新登记一次即可。"),
        gettext("单位如已登记，打开链接后由单位现有人员确认您的加入。"),
    ]
    return mailed.page(sentences)


@blueprint.route("/invitation/<token>", methods=["GET", "POST"])
@limiter.limit("20/minute", methods=["POST"])
def accept(token: str) -> Page | str | Response:
    """The link of an invitation or a registration. Who has an account only confirms."""
    invitation = invitations.find(token)
    form = NOTHING if invitations.holder(invitation) else JOIN
    values, faults = answered(form)
    new = values.get("password")
    if new and (weak := passwords.weaknesses(new, values.get("name", ""), invitation.email)):
        faults["password"] = weak
    if faults or request.method == "GET":
        return accept_page(invitation, form, faults)
    fresh = passwords.hashed(new) if new else ""
    with writing():
        _, asked = registrations.accept(token, values.get("name", ""), fresh)
    if asked:
        return render_template(
            "session/told.html", heading=gettext("等待单位确认"), sentences=mailed.to_join()
        )
    session["address"] = invitation.email  # typed once is enough
    flash(gettext("账户已设置完成，请登录。"), "good")
    return redirect(url_for("sign_in.enter"))


def accept_page(invitation: Invitation, form: Form, faults: dict[str, list[str]]) -> Page:
    unit = organisations.named([invitation.organisation_id or 0]).get(invitation.organisation_id or 0)
    return ask(
        form,
        gettext("加入助推"),
        gettext("确认"),
        faults,
        template="session/invitation.html",
        raw={"name": invitation.name},
        invitation=invitation,
        unit=unit or (invitation.unit or {}).get("name", ""),
    )
