"""One's own page of messages: when mail comes, and whether urgent matters come as text messages too."""

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from forms.base import check, controls, from_html
from forms.identifiers import mask_phone
from forms.messages import NUMBER, PACE
from grants.database import writing
from grants.errors import NotFound
from grants.services import message_settings, messages
from grants.web.ask import flat
from grants.web.entrance import signed_in

blueprint = Blueprint("message_settings", __name__, url_prefix="/account/messages")
blueprint.before_request(signed_in)
STEPS = {"pace": PACE, "number": NUMBER}


@blueprint.get("")
def index() -> str:
    return page()


@blueprint.post("")
def change() -> ResponseReturnValue:
    """Keep the pace, keep a number, or take the number away."""
    step = request.form.get("step", "pace")
    if step in ("number", "no_number") and not current_app.config["SMS_URL"]:
        raise NotFound
    if step == "no_number":
        with writing():
            message_settings.keep_phone(g.viewer, None)
    else:
        raw = from_html(STEPS.get(step, PACE), request.form)
        values, faults = check(STEPS.get(step, PACE), raw)
        if faults:
            return page(step, raw, faults), 422
        with writing():
            keep(step, values)
    flash(gettext("已保存。"), "good")
    return redirect(url_for(".index"), 303)


def keep(step: str, values: dict) -> None:
    if step == "number":
        message_settings.keep_phone(g.viewer, values["phone"])
    else:
        message_settings.choose(g.viewer, values["pace"])


def page(step: str = "", raw: dict | None = None, faults: dict[str, list[str]] | None = None) -> str:
    asked = {"pace": {"pace": current_user.pace}, "number": {}} | ({step: raw} if step else {})
    told = {step: faults or {}} if step else {}
    parts = {name: controls(form, raw=asked[name], faults=told.get(name)) for name, form in STEPS.items()}
    return render_template(
        "outbox/settings.html",
        parts=parts,
        faults=flat(faults),
        number=mask_phone(current_user.phone) if current_user.phone else "",
        reads_others=messages.reads_others(g.viewer),
        sms=bool(current_app.config["SMS_URL"]),
    )
