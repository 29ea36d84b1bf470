"""Pages of the templates of papers: which count now, their words and their source, previews, and earlier versions."""

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from grants.database import writing
from grants.errors import Invalid, Problem
from grants.models import OwnTemplate
from grants.rendering import own
from grants.rendering.differing import Difference
from grants.rendering.template_words import Words, reworded, words
from grants.services import own_templates, renewed_templates, unmasking
from grants.services.own_versions import Version, Wanted
from grants.texts import N_
from grants.web.entrance import signed_in

blueprint = Blueprint("own_templates", __name__, url_prefix="/paper-templates")
blueprint.before_request(signed_in)

VIEWS = ("words", "source", "style")
WORDS = re.compile(r"words-(?:(?P<file>\S+)-)?(?P<place>\d{1,5})")
SAVED = (  # a new version, and one that stays as it was beside a shipped template that did not
    N_("已保存为第 %(version)s 版，今后拟制的文书用此模板；已拟制、尚未发放的列入项目办待办，须重新拟制。"),
    N_("已记为第 %(version)s 版：看过自带模板的变化，仍用本单位的，文字未动，已拟制的文书不受影响。"),
)
MANNER_LABELS = {"plain": N_("一般内容"), "extreme": N_("极长内容"), "rare": N_("生僻字")}


@blueprint.get("")
def index() -> str:
    """Every kind of paper, and whose template it is made with."""
    return render_template("own_templates/index.html", lines=own_templates.listing(g.viewer))


@dataclass(frozen=True)
class Reworded:
    """The words of one file of a template; `prefix` begins the names of their fields. The template itself has no
    `file`: the others are shared with other papers and reworded for this one alone."""

    file: str
    prefix: str
    words: list[Words]


@blueprint.get("/<programme>/<kind>")
def show(programme: str, kind: str) -> str:
    """The template to be reworded, or with ?as=source to be rewritten, with ?as=style to be dressed otherwise."""
    versions = own_templates.versions(g.viewer, programme, kind)
    chosen = next(
        (row for row, _name in versions if row.version == request.args.get("version", type=int)), None
    )
    if chosen:
        return page(programme, kind, own_templates.whole(programme, kind, chosen.source), shown=chosen)
    if "together" in request.args and versions:
        merged = renewed_templates.together(versions[0][0]).text
        return page(programme, kind, own_templates.whole(programme, kind, merged))
    return page(programme, kind, own_templates.standing(programme, kind))


@blueprint.post("/<programme>/<kind>")
def act(programme: str, kind: str) -> ResponseReturnValue:
    """Look at a preview, keep a new version, stay with ours or go back to the shipped template; nothing typed is
    lost."""
    own_templates.owned(g.viewer, programme, kind)
    step, source = request.form.get("step", ""), request.form.get("source", "")
    try:
        source = own_templates.standing(programme, kind) if step == "stay" else typed(programme, kind)
        if step == "preview":
            return previewed(programme, kind, source)
        tried = "" if step == "restore" else own_templates.tried(g.viewer, programme, kind, source)
        seen, begun_from = (request.form.get(name, type=int) for name in ("seen", "begun_from"))
        with writing():
            wanted = Wanted(tried, request.form.get("reason", ""), seen or 0, begun_from)
            made = own_templates.keep(g.viewer, programme, kind, wanted)
            told = SAVED[step == "stay"], {"version": made.version}
    except Problem as problem:
        return page(programme, kind, source, problem), problem.status
    flash(gettext(told[0], **told[1]), "good")
    return redirect(url_for(".show", programme=programme, kind=kind), 303)


def typed(programme: str, kind: str) -> str:
    """The source as it was typed, or as the words or the style typed make it."""
    source = request.form.get("source", "").replace("\r\n", "\n")
    files = own.parts(source, f"{kind}.html")
    for file, given in words_given().items():
        known = files.get(file or f"{kind}.html") or own_templates.files(programme, kind, source).get(
            file, ""
        )
        files[file or f"{kind}.html"] = reworded(known, given)
    if "style" in request.form:
        files[own.STYLE] = request.form["style"]
    return own.joined(files)


def words_given() -> dict[str, dict[int, str]]:
    """The words typed, by file and place: `words-<place>` of the template itself, `words-<file>-<place>` of another."""
    found: dict[str, dict[int, str]] = {}
    for name, text in request.form.items():
        match = WORDS.fullmatch(name)
        if match:
            found.setdefault(match["file"] or "", {})[int(match["place"])] = text
    return found


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


def page(
    programme: str,
    kind: str,
    source: str,
    problem: Problem | None = None,
    shown: OwnTemplate | None = None,
) -> str:
    """The template as it stands, was typed, or as an earlier version (`shown`) had it."""
    manner = request.args.get("as") or request.form.get("as", "words")
    return render_template(
        "own_templates/show.html",
        programme=programme,
        kind=kind,
        source=source,
        manner=manner if manner in VIEWS else "words",
        reworded=to_reword(programme, kind, source) if manner == "words" else [],
        style=own.style(source),
        sheets=renewed_templates.sheets(kind),
        differences=differences(programme, kind, source),
        **kept(own_templates.versions(g.viewer, programme, kind), shown),
        manners=MANNER_LABELS,
        problem=problem,
    )


def kept(versions: list[Version], shown: OwnTemplate | None) -> dict[str, Any]:
    """Every version, the one in use (0: the shipped template), and the earlier one that is looked at, if any."""
    newest = versions[0][0] if versions else None
    seen = newest.version if newest else 0
    return {
        "versions": versions,
        "seen": seen,
        "own": bool(newest and newest.source),
        "shown": shown if shown and shown.version != seen else None,
        "together": "together" in request.args,
        "begun_from": request.form.get("begun_from", begun_from(seen, shown)),
        "renewed": newest if renewed_templates.renewed(newest) else None,
        "renewed_files": renewed_templates.files(newest) if newest else [],
    }


def begun_from(seen: int, shown: OwnTemplate | None) -> int | str:
    """The version whose text the page begins with; none where it is put together with what is shipped now."""
    if "together" in request.args:
        return ""
    return shown.version if shown else seen


def differences(programme: str, kind: str, source: str) -> list[tuple[str, list[Difference]]]:
    """What this template has otherwise than the shipped one; nothing of a broken one, whose fault is told above."""
    try:
        return own_templates.differences(programme, kind, source)
    except Invalid:
        return []


def to_reword(programme: str, kind: str, source: str) -> list[Reworded]:
    """The template's own words, then those of each file it extends or imports; of a broken one, its own alone."""
    main = f"{kind}.html"
    try:
        files = own_templates.files(programme, kind, source)
    except Invalid:
        files = {main: own.parts(source, main)[main]}
    found = [
        Reworded("" if file == main else file, "words-" if file == main else f"words-{file}-", words(text))
        for file, text in files.items()
    ]
    return [each for each in found if each.words]
