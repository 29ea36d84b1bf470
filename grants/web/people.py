"""People, for the administrator: who has an account, which roles, until when, and what happened to it."""

from collections.abc import Callable

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from forms.account import INVITE, MEMBERSHIP, REASON
from grants import clock
from grants.access import Viewer
from grants.database import writing
from grants.errors import Conflict
from grants.models import Membership, Organisation, Person
from grants.models.people import ROLES
from grants.models.types import whole_number
from grants.services import delegations, expertise, invitations, organisations, people
from grants.services.paging import cut
from grants.texts import N_
from grants.web import mailed
from grants.web.ask import Faults, Page, answered, ask, programmes
from grants.web.entrance import signed_in
from grants.web.filters import role_label
from grants.web.told import told

blueprint = Blueprint("people", __name__, url_prefix="/people")
blueprint.before_request(signed_in)

Change = Callable[[Viewer, int, str], Person]
CHANGES: dict[str, tuple[str, Change]] = {
    "deactivate": (N_("停用账户"), people.deactivate),
    "reactivate": (N_("恢复账户"), people.reactivate),
    "reset-second-factor": (N_("重置两步验证"), people.reset_factor),
}


@blueprint.get("")
def index() -> str:
    text = request.args.get("q", "").replace("\0", "").strip()[:80]
    role = request.args.get("role", "")
    role = role if role in ROLES else ""
    after = request.args.get("after", 0, whole_number)
    found, last = cut(people.listed(g.viewer, text, role, after), people.PAGE)
    shown = {"text": text, "role": role, "roles": ROLES, "today": clock.today()}
    shown["invited"] = [] if text or role or after else invitations.waiting(None)
    return render_template("people/index.html", people=found, following=last and last.id, **shown)


@blueprint.get("/<int:person_id>")
def show(person_id: int) -> str:
    person = people.find(g.viewer, person_id)
    held = {m.organisation_id for m in person.memberships if m.organisation_id}
    return render_template(
        "people/show.html",
        person=person,
        units=organisations.named(held),
        expertise=expertise.of_person(person_id) if expertise.is_expert(person) else None,
        delegations=delegations.of_person(person_id),
        standings=delegations.STANDINGS,
        history=[(event, *told(event)) for event in people.history(g.viewer, person_id)],
        today=clock.today(),
    )


def unit_of(code: str | None, faults: Faults) -> Organisation | None:
    """The registered organisation of a code; a fault where there is none."""
    found = organisations.by_code(code) if code else None
    if code and found is None and "uscc" not in faults:
        faults["uscc"] = [gettext("没有登记过这个代码的单位。请核对，或请单位先自行登记。")]
    return found


def programme_known(slug: str | None, faults: Faults) -> None:
    if slug and slug not in dict(programmes()):
        faults["programme"] = [gettext("没有这个项目类别，请从列出的类别中选择。")]


@blueprint.route("/<int:person_id>/roles", methods=["GET", "POST"])
def grant(person_id: int) -> Page | Response:
    person = people.find(g.viewer, person_id)
    values, faults = answered(MEMBERSHIP)
    unit = unit_of(values.get("uscc"), faults)
    programme_known(values.get("programme"), faults)
    if values and not faults:
        try:
            with writing():
                people.grant(g.viewer, person_id, values, unit.id if unit else None)
        except Conflict as refused:
            faults = {"role": list(refused.sentences)}
        else:
            flash(gettext("角色已授予。"), "good")
            return redirect(page_of(person_id))
    heading = gettext("授予%(name)s角色", name=person.name)
    start = {"starts_on": clock.today().isoformat()}
    more = {"raw": start, "options": {"programmes": programmes()}, "back": page_of(person_id)}
    return ask(MEMBERSHIP, heading, gettext("授予"), faults, **more)


@blueprint.route("/invite", methods=["GET", "POST"])
def invite() -> Page | Response:
    people.only_admin(g.viewer)
    values, faults = answered(INVITE)
    unit = unit_of(values.get("uscc"), faults)
    programme_known(values.get("programme"), faults)
    if faults or not values:
        lead = gettext("对方会收到一封邮件，打开其中的链接、设置密码后即有下面的角色；链接 7 天内有效。")
        back = {"back": url_for("people.index"), "at": gettext("人员"), "lead": lead}
        options = {"programmes": programmes()}
        return ask(INVITE, gettext("邀请"), gettext("发送邀请"), faults, options=options, **back)
    with writing():
        invitations.invite(g.viewer, values, organisations.by_code(unit.code) if unit else None)
    mailed.say_invited(values["email"])
    return redirect(url_for("people.index"))


@blueprint.route("/roles/<int:membership_id>/end", methods=["GET", "POST"])
def end_role(membership_id: int) -> Page | Response:
    held = people.to_end(g.viewer, membership_id)
    mine = "admin" not in g.viewer.roles()
    unit = held.organisation_id
    back = url_for("organisations.show", organisation_id=unit) if mine else page_of(held.person_id)
    values, faults = answered(REASON)
    if values and not faults:
        try:
            with writing():
                people.end_role(g.viewer, membership_id, values["reason"])
        except Conflict as refused:
            faults = {"reason": list(refused.sentences)}
        else:
            flash(gettext("角色已结束。"), "good")
            return redirect(back)
    return ask(REASON, gettext("结束角色"), gettext("立即结束"), faults, back=back, **whose(held))


def whose(held: Membership) -> dict[str, str]:
    """Before a role ends: who has it and for whom."""
    unit = organisations.named([held.organisation_id]) if held.organisation_id else {}
    return {"lead": " · ".join([held.person.name, role_label(held.role), *unit.values()])}


def page_of(person_id: int) -> str:
    return url_for("people.show", person_id=person_id)


@blueprint.route(
    "/<int:person_id>/<any(deactivate,reactivate,'reset-second-factor'):change>", methods=["GET", "POST"]
)
def alter(person_id: int, change: str) -> Page | Response:
    """Close an account, open it again, or take away a lost second factor; each with its reason."""
    label, service = CHANGES[change]
    person = people.find(g.viewer, person_id)
    values, faults = answered(REASON)
    heading = gettext(label) + gettext("：") + person.name
    if faults or not values:
        return ask(REASON, heading, gettext(label), faults, back=page_of(person_id))
    try:
        with writing():
            service(g.viewer, person_id, values["reason"])
    except Conflict as refused:
        return ask(
            REASON, heading, gettext(label), {"reason": list(refused.sentences)}, back=page_of(person_id)
        )
    flash(gettext("已办理：%(what)s。", what=gettext(label)), "good")
    return redirect(page_of(person_id))


@blueprint.post("/delegations/<int:delegation_id>/end")
def end_delegation(delegation_id: int) -> Response:
    people.only_admin(g.viewer)
    with writing():
        person_id = delegations.end(g.viewer, delegation_id).from_id
    flash(gettext("委托已结束。"), "good")
    return redirect(url_for("people.show", person_id=person_id))
