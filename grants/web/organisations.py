"""An organisation's own pages: its profile, its people, and who asks to join."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from forms.account import INVITE_COLLEAGUE, PROFILE
from forms.base import controls
from grants.database import writing
from grants.errors import NotFound, Stale
from grants.services import invitations, organisations, registrations
from grants.web import mailed
from grants.web.ask import Faults, Page, answered, ask
from grants.web.entrance import signed_in

blueprint = Blueprint("organisations", __name__, url_prefix="/organisations")
blueprint.before_request(signed_in)


@blueprint.get("")
def index() -> str | Response:
    """One's own units; to the page of the only one at once."""
    own = organisations.named(g.viewer.organisations())
    if len(own) == 1:
        return redirect(url_for("organisations.show", organisation_id=next(iter(own))))
    return render_template("organisations/index.html", units=own, asked=registrations.of_concern(g.viewer))


@blueprint.get("/<int:organisation_id>")
def show(organisation_id: int) -> str:
    """The profile - in clear for the unit itself, masked for the office - and the people of the unit."""
    unit = organisations.find(g.viewer, organisation_id)
    own = organisations.is_own(g.viewer, unit)
    return render_template(
        "organisations/show.html",
        unit=unit,
        own=own,
        parts=controls(PROFILE, raw=organisations.answers(unit, clear=own)),
        members=organisations.members(unit),
        invited=invitations.waiting(unit) if own else [],
        waiting=registrations.waiting(unit) if own or "admin" in g.viewer.roles() else [],
    )


@blueprint.route("/<int:organisation_id>/profile", methods=["GET", "POST"])
def profile(organisation_id: int) -> Page | Response:
    values, faults = answered(PROFILE)
    if faults or not values:
        return profile_page(organisation_id, faults, request.form.get("version", ""))
    try:
        with writing():
            organisations.update(g.viewer, organisation_id, values, request.form.get("version", 0, int))
    except Stale:
        return profile_page(
            organisation_id, {"org_name": [gettext("单位资料刚被他人更新。请核对，再次保存将以您所填为准。")]}
        )
    flash(gettext("单位资料已保存。"), "good")
    return redirect(url_for("organisations.show", organisation_id=organisation_id))


def profile_page(organisation_id: int, faults: Faults, version: str = "") -> Page:
    """`version` is the one the answers rest on; left out, the one that is shown now."""
    unit = organisations.find(g.viewer, organisation_id)
    if not organisations.is_own(g.viewer, unit):
        raise NotFound
    raw = organisations.answers(unit, clear=True)
    lead = gettext("这里的资料在每次申报时自动填入，申报后也会随之更新。")
    back = url_for("organisations.show", organisation_id=organisation_id)
    shown = {"raw": raw, "lead": lead, "version": version or unit.version, "back": back, "at": unit.name}
    return ask(PROFILE, gettext("单位资料"), gettext("保存"), faults, **shown)


@blueprint.route("/<int:organisation_id>/invite", methods=["GET", "POST"])
def invite(organisation_id: int) -> Page | Response:
    unit = organisations.find(g.viewer, organisation_id)
    invitations.only_inviters(g.viewer, unit)
    values, faults = answered(INVITE_COLLEAGUE)
    if faults or not values:
        lead = gettext("申报人填报和跟踪申请；单位工会确认人核对并代表单位确认。同一案件中二者不能是同一人。")
        back = url_for("organisations.show", organisation_id=organisation_id)
        more = {"lead": lead, "back": back, "at": unit.name}
        return ask(INVITE_COLLEAGUE, gettext("邀请同事"), gettext("发送邀请"), faults, **more)
    with writing():
        invitations.invite(g.viewer, values, organisations.find(g.viewer, organisation_id))
    mailed.say_invited(values["email"])
    return redirect(url_for("organisations.show", organisation_id=organisation_id))


@blueprint.post("/requests/<int:request_id>")
def decide(request_id: int) -> Response:
    """Agree that somebody joins, or refuse."""
    agreed = request.form.get("agreed") == "true"
    with writing():
        unit_id = registrations.decide(g.viewer, request_id, agreed).organisation_id
    flash(gettext("已同意加入。") if agreed else gettext("已拒绝加入。"), "good")
    return redirect(url_for("organisations.show", organisation_id=unit_id))
