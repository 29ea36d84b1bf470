"""Saved views: keeping how the list of cases is looked at, naming it anew, sharing it, forgetting it."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from grants.database import writing
from grants.errors import Invalid
from grants.services import views
from grants.web.ask import flat
from grants.web.entrance import signed_in

blueprint = Blueprint("views", __name__, url_prefix="/applications/views")
blueprint.before_request(signed_in)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """One's own views, to be named anew, shared or forgotten, and those others share."""
    return page()


def page(faults: dict[str, list[str]] | None = None) -> ResponseReturnValue:
    found = views.listed(g.viewer)
    html = render_template(
        "cases/views.html",
        mine=[view for view in found if view.person_id == g.viewer.person],
        others=[view for view in found if view.person_id != g.viewer.person],
        offices=views.offices(g.viewer),
        faults=flat(faults),
    )
    return html, 422 if faults else 200


@blueprint.post("")
def save() -> ResponseReturnValue:
    """Keep the list as it is looked at now, and go back to it."""
    query = {name: request.form.get(name, "") for name in views.SAID}
    try:
        with writing():
            kept = dict(views.save(g.viewer, *typed(), query).query)
    except Invalid as invalid:
        return page(invalid.faults)
    flash(gettext("视图已保存。"), "good")
    return redirect(url_for("cases.listing", **kept), 303)


def typed() -> tuple[str, str]:
    """(the name, the programme it is shared with)."""
    return request.form.get("name", ""), request.form.get("shared", "")


@blueprint.post("/<int:view_id>")
def rename(view_id: int) -> ResponseReturnValue:
    """Give it the name typed, and share it as chosen."""
    try:
        with writing():
            views.rename(g.viewer, view_id, *typed())
    except Invalid as invalid:
        return page(invalid.faults)
    flash(gettext("视图已保存。"), "good")
    return redirect(url_for(".index"), 303)


@blueprint.post("/<int:view_id>/remove")
def remove(view_id: int) -> ResponseReturnValue:
    with writing():
        removed = views.remove(g.viewer, view_id)
    if removed:
        flash(gettext("视图已删除。"), "good")
    else:
        flash(gettext("您的视图中没有这一个，可能已经删除。"), "warn")
    return redirect(url_for(".index"), 303)
