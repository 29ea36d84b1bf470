"""Pages of long tables: order one, see how far it is, download it while it is kept."""

from flask import Blueprint, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from grants import clock
from grants.database import writing
from grants.services import exports, lists
from grants.web import listed
from grants.web.downloads import workbook
from grants.web.entrance import signed_in

blueprint = Blueprint("exports", __name__, url_prefix="/applications/exports")
blueprint.before_request(signed_in)


@blueprint.get("")
def index() -> str:
    """One's own tables, newest first."""
    return render_template("exports/index.html", found=exports.mine(g.viewer))


@blueprint.get("/new")
def ask() -> str:
    """How long the table of a list would be, and what it would hold."""
    filters = listed.filters()
    return render_template(
        "exports/ask.html",
        total=lists.count(g.viewer, filters),
        filters=filters,
        columns=listed.columns(),
        kept=listed.kept("columns"),
    )


@blueprint.post("/new")
def order() -> ResponseReturnValue:
    """Order it; the next page shows how far it is."""
    with writing():
        export_id = exports.order(g.viewer, listed.filters(), listed.columns()).id
    return redirect(url_for(".show", export_id=export_id), 303)


@blueprint.get("/<int:export_id>")
def show(export_id: int) -> str:
    """How far it is, then where it is downloaded. Live where there is script."""
    return render_template("exports/show.html", found=exports.find(g.viewer, export_id))


@blueprint.get("/<int:export_id>/cases.xlsx")
def file(export_id: int) -> ResponseReturnValue:
    """The table, for its owner, while it is kept and they may see what it holds."""
    path, export = exports.file_of(g.viewer, export_id)
    name = f"{gettext('案件')}{clock.local(export.made_at):%Y-%m-%d}-{export.id}.xlsx"
    return workbook(path, name)
