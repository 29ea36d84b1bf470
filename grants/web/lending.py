"""Rights given away for a while: delegation to a person, tokens to a program."""

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug import Response

from forms.account import DELEGATION, TOKEN
from grants.database import writing
from grants.errors import Invalid
from grants.extensions import limiter
from grants.services import delegations, tokens
from grants.web.ask import Page, answered, ask, in_account
from grants.web.entrance import signed_in
from grants.web.filters import role_label

blueprint = Blueprint("lending", __name__, url_prefix="/account")
blueprint.before_request(signed_in)


@blueprint.route("/delegations", methods=["GET", "POST"])
def delegate() -> Page | Response:
    values, faults = answered(DELEGATION)
    if faults or not values:
        return delegation_page(faults)
    try:
        with writing():
            delegations.delegate(g.viewer, values)
    except Invalid as refused:
        return delegation_page(refused.faults)
    flash(gettext("委托已登记，到期自动结束；您可以随时提前结束。"), "good")
    return redirect(url_for("account.index"))


def delegation_page(faults: dict[str, list[str]]) -> Page:
    """The choices are the reader's own roles, and those who may act in one of them."""
    options = {
        "roles": [(role, role_label(role)) for role in delegations.roles_to_lend(g.viewer)],
        "people": [(str(p.id), f"{p.name} {p.email}") for p in delegations.everybody(g.viewer)],
    }
    lead = gettext("受托人在这些日子里以您的名义办理；日志同时记下受托人和您，二人都算办理过该案。")
    more = {"options": options, "lead": lead}
    return ask(DELEGATION, gettext("委托他人代办"), gettext("登记委托"), faults, **in_account(), **more)


@blueprint.post("/delegations/<int:delegation_id>/end")
def end_delegation(delegation_id: int) -> Response:
    with writing():
        delegations.end(g.viewer, delegation_id)
    flash(gettext("委托已结束。"), "good")
    return redirect(url_for("account.index"))


@blueprint.route("/tokens", methods=["GET", "POST"])
@limiter.limit("10/minute", methods=["POST"])
def token() -> Page | str:
    """Make a token; its secret is on this one answer and nowhere else."""
    values, faults = answered(TOKEN)
    if faults or not values:
        lead = gettext("持令牌的程序可以用您的名义办理您能办的事，请妥善保管。")
        return ask(TOKEN, gettext("新建接口令牌"), gettext("建立"), faults, lead=lead, **in_account())
    with writing():
        made, secret = tokens.create(g.viewer, values["name"], int(values["days"]))
        shown = {"name": made.name, "expires_at": made.expires_at}
    return render_template("session/token.html", secret=secret, **shown)


@blueprint.post("/tokens/<int:token_id>/revoke")
def revoke_token(token_id: int) -> Response:
    with writing():
        tokens.revoke(g.viewer, token_id)
    flash(gettext("令牌已吊销。"), "good")
    return redirect(url_for("account.index"))
