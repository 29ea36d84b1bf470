"""The outbox: one's own messages, and for the office others' with what became of them and what will be sent when."""

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from grants.access import OFFICE
from grants.database import writing
from grants.errors import NotFound
from grants.models.types import whole_number
from grants.programmes import PROGRAMMES
from grants.services import messages
from grants.services.messages import Line
from grants.services.outbox import MAIL, ROBOT, SMS
from grants.services.paging import cut
from grants.texts import N_
from grants.web.entrance import signed_in

blueprint = Blueprint("outbox", __name__, url_prefix="/outbox")
blueprint.before_request(signed_in)

CHANNELS = {MAIL: N_("邮件"), ROBOT: N_("工作群机器人"), SMS: N_("短信")}
NEEDS = {MAIL: "SMTP_URL", ROBOT: "ROBOT_URL", SMS: "SMS_URL"}  # without this no channel sends
FATES = {"waiting": N_("待发送"), "sent": N_("已发送"), "failed": N_("未送达")}


@blueprint.get("")
def mine() -> str:
    """What one was told, with the links that are for oneself alone."""
    return page(messages.mine(g.viewer, before()), own=True)


@blueprint.get("/all")
def everyones() -> str:
    """What others were told, without anybody's links."""
    asked = {name: request.args.get(name, "") for name in ("channel", "programme", "fate", "who")}
    person = request.args.get("person", type=whole_number)
    found = messages.everyones(g.viewer, {**asked, "person": person}, before())
    kept = {name: value for name, value in asked.items() if value} | ({"person": person} if person else {})
    fares = {fare.channel: fare for fare in messages.fares(g.viewer)}
    return page(found, own=False, asked=asked, kept=kept, fares=fares)


@blueprint.post("/<int:message_id>/again")
def again(message_id: int) -> ResponseReturnValue:
    """Once more what could not be sent."""
    with writing():
        messages.send_again(g.viewer, message_id)
    flash(gettext("将在几秒钟内再次发送。"), "good")
    return redirect(url_for(".everyones", fate="failed"), 303)


@blueprint.post("/all/again")
def all_again() -> ResponseReturnValue:
    """Once more everything of a channel that could not be sent."""
    channel = request.form.get("channel", "")
    if channel not in CHANNELS:
        raise NotFound
    with writing():
        count = messages.send_all_again(g.viewer, channel)
    flash(gettext("%(count)d 条消息将再次发送。", count=count), "good")
    return redirect(url_for(".everyones"), 303)


def before() -> int | None:
    return request.args.get("before", type=whole_number)


def page(found: list[Line], own: bool, **more) -> str:
    lines, last = cut(found, messages.PAGE)
    return render_template(
        "outbox/index.html",
        lines=lines,
        own=own,
        next=last and last.place,
        reads_others=messages.reads_others(g.viewer),
        reads_cases=bool(g.viewer.roles() & set(OFFICE)),
        may_send_again=messages.may_send_again(g.viewer),
        masked=messages.masked,
        sends={channel: bool(current_app.config[name]) for channel, name in NEEDS.items()},
        channels=CHANNELS,
        fates=FATES,
        programmes=PROGRAMMES,
        **more,
    )
