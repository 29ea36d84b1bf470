"""Pages of the templates of papers: which count now, their words and their source, previews, and earlier versions."""

from io import BytesIO

from flask import Blueprint, flash, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from grants.database import writing
from grants.errors import Problem
from grants.rendering.samples import MANNERS
from grants.rendering.wording import reworded, words
from grants.services import own_templates, unmasking
from grants.texts import N_
from grants.web.entrance import signed_in

blueprint = Blueprint("own_templates", __name__, url_prefix="/paper-templates")
blueprint.before_request(signed_in)

MANNER_LABELS = {"plain": N_("一般内容"), "extreme": N_("极长内容"), "rare": N_("生僻字")}


@blueprint.get("")
def index() -> str:
    """Every kind of paper, and whose template it is made with."""
    return render_template("own_templates/index.html", lines=own_templates.listing(g.viewer))


@blueprint.get("/<programme>/<kind>")
def show(programme: str, kind: str) -> str:
    """The template to be reworded, or with ?as=source to be rewritten."""
    versions = own_templates.versions(g.viewer, programme, kind)
    chosen = next(
        (row for row, _name in versions if row.version == request.args.get("version", type=int)), None
    )
    source = chosen.source if chosen else ""
    return page(programme, kind, source or own_templates.standing(programme, kind))


@blueprint.post("/<programme>/<kind>")
def act(programme: str, kind: str) -> ResponseReturnValue:
    """Look at a preview, keep a new version, or go back to the shipped template; nothing typed is lost."""
    own_templates.owned(g.viewer, programme, kind)
    step, source = request.form.get("step", ""), typed()
    try:
        if step == "preview":
            return previewed(programme, kind, source)
        tried = "" if step == "restore" else own_templates.tried(g.viewer, programme, kind, source)
        with writing():
            seen, reason = request.form.get("seen", 0, type=int), request.form.get("reason", "")
            version = own_templates.keep(g.viewer, programme, kind, tried, reason, seen).version
    except Problem as problem:
        return page(programme, kind, source, problem), problem.status
    flash(gettext("已保存为第 %(version)s 版，今后拟制的文书用此模板。", version=version), "good")
    return redirect(url_for(".show", programme=programme, kind=kind), 303)


def typed() -> str:
    """The source as it was typed, or as the words typed make it."""
    source = request.form.get("source", "").replace("\r\n", "\n")
    prefix = "words-"
    given = {
        int(name.removeprefix(prefix)): text
        for name, text in request.form.items()
        if name.startswith(prefix) and name.removeprefix(prefix).isdecimal()
    }
    return reworded(source, given)


def previewed(programme: str, kind: str, source: str) -> ResponseReturnValue:
    """A sample paper, or one the reader may read, with the template as it was typed."""
    number = request.form.get("number", "").strip()
    if number:
        paper, content = own_templates.preview_case(g.viewer, programme, kind, source, number)
        if unmasking.reading_noted(g.viewer, paper):
            with writing():
                unmasking.note_reading(g.viewer, paper.id)
    else:
        manner = request.form.get("manner", "plain")
        content = own_templates.preview(g.viewer, programme, kind, source, manner)
    return send_file(BytesIO(content), mimetype="application/pdf", download_name=f"{kind}.pdf")


def page(programme: str, kind: str, source: str, problem: Problem | None = None) -> str:
    versions = own_templates.versions(g.viewer, programme, kind)
    as_source = "source" in (request.args.get("as"), request.form.get("as"))
    return render_template(
        "own_templates/show.html",
        programme=programme,
        kind=kind,
        source=source,
        as_source=as_source,
        lines=source.count("\n") + 2,
        words=[] if as_source else words(source),
        versions=versions,
        seen=versions[0][0].version if versions else 0,
        own=bool(versions and versions[0][0].source),
        manners=[(manner, gettext(MANNER_LABELS[manner])) for manner in MANNERS],
        problem=problem,
    )
