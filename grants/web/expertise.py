"""The page on which an expert, or the administrator for them, says which industries they are at home in."""

from flask import Blueprint, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from forms.account import EXPERTISE
from grants.database import writing
from grants.services import expertise
from grants.web.ask import answered, ask
from grants.web.entrance import signed_in

blueprint = Blueprint("expertise", __name__)
blueprint.before_request(signed_in)


@blueprint.route("/account/expertise", methods=["GET", "POST"])
def own() -> ResponseReturnValue:
    return page(g.viewer.person, url_for("account.index"))


@blueprint.route("/people/<int:person_id>/expertise", methods=["GET", "POST"])
def of_person(person_id: int) -> ResponseReturnValue:
    return page(person_id, url_for("people.show", person_id=person_id))


def page(person_id: int, back: str) -> ResponseReturnValue:
    """Ask and keep; leads back to the page it was asked from."""
    person = expertise.to_change(g.viewer, person_id)
    values, faults = answered(EXPERTISE)
    if faults or not values:
        heading = gettext("%(name)s的专业领域", name=person.name)
        lead = gettext("指派专家时，与案件所属产业一致的排在前面；不选也可以指派。")
        known = {"industries": list(expertise.of_person(person_id))}
        return ask(EXPERTISE, heading, gettext("保存"), faults, raw=known, lead=lead, back=back)
    with writing():
        expertise.keep(g.viewer, person_id, values.get("industries") or ())
    flash(gettext("专业领域已保存。"), "good")
    return redirect(back, 303)
