"""Pages of the wordings of messages: which count now, writing one's own, previews, and earlier versions."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from grants.database import writing
from grants.errors import Problem
from grants.languages import in_chinese
from grants.services import office_wordings, wordings
from grants.services.message_words import AUDIENCES, URGENT, Wording, places
from grants.services.wordings import LANGUAGES, Kind
from grants.texts import N_
from grants.web.entrance import signed_in

blueprint = Blueprint("wordings", __name__, url_prefix="/outbox/wordings")
blueprint.before_request(signed_in)

LONGEST = {"subject": wordings.LONGEST_SUBJECT, "body": wordings.LONGEST_BODY}
NAMES = {"zh": N_("中文"), "en": N_("英文")}


@blueprint.get("")
def index() -> str:
    """Every message of a programme, or those to one audience, and whose words it is told in."""
    slugs = office_wordings.programmes(g.viewer)
    programme = request.args.get("programme", slugs[0])
    audience = request.args.get("audience", "")
    lines = office_wordings.listing(g.viewer, programme, "zh" if in_chinese() else "en")
    return render_template(
        "wordings/index.html",
        lines=[line for line in lines if audience not in AUDIENCES or line.audience == audience],
        programme=programme,
        audience=audience,
        slugs=slugs,
        audiences=AUDIENCES,
        apart=wordings.PLACE.split,
    )


@blueprint.get("/<programme>/<occasion>/<audience>")
def show(programme: str, occasion: str, audience: str) -> str:
    """One message: its words in both languages, to be changed; with ?version= those of an earlier one."""
    kind = (occasion, audience)
    found = office_wordings.versions(g.viewer, programme, *kind)
    wanted = request.args.get("version", found[0][0].version if found else 0, type=int)
    source = next((row.source for row, _name in found if row.version == wanted), "")
    words = wordings.stored(source) if source else office_wordings.shipped(*kind)
    return page(programme, kind, words)


@blueprint.post("/<programme>/<occasion>/<audience>")
def act(programme: str, occasion: str, audience: str) -> ResponseReturnValue:
    """Look at it as it would be read, keep a new version, or go back to the shipped one; nothing typed is lost."""
    kind, words, step = (occasion, audience), typed(), request.form.get("step", "")
    try:
        if step == "preview":
            number = request.form.get("number", "")
            read = office_wordings.preview(g.viewer, programme, kind, words, number)
            return page(programme, kind, words, read=read)
        with writing():
            version = office_wordings.keep(
                g.viewer, programme, kind, {} if step == "restore" else words,
                request.form.get("reason", ""), request.form.get("seen", 0, type=int),
            ).version  # fmt: skip
    except Problem as problem:
        return page(programme, kind, words, problem), problem.status
    flash(gettext("已保存为第 %(version)s 版，从下一条消息起使用。", version=version), "good")
    return redirect(url_for(".show", programme=programme, occasion=occasion, audience=audience), 303)


def typed() -> dict[str, Wording]:
    """Both languages as they were typed."""
    given = {name: text.replace("\r\n", "\n").strip() for name, text in request.form.items()}
    return {
        language: Wording(given.get(f"{language}-subject", ""), given.get(f"{language}-body", ""))
        for language in LANGUAGES
    }


def page(
    programme: str,
    kind: Kind,
    words: dict[str, Wording],
    problem: Problem | None = None,
    read: dict[str, Wording] | None = None,
) -> str:
    versions = office_wordings.versions(g.viewer, programme, *kind)
    return render_template(
        "wordings/show.html",
        programme=programme,
        label=wordings.occasion_label(programme, kind[0]),
        audience=AUDIENCES[kind[1]],
        urgent=kind[0] in URGENT,
        places=places(programme, *kind),
        names=NAMES,
        words=words,
        shipped=office_wordings.shipped(*kind),
        read=read,
        versions=versions,
        newest=versions[0][0] if versions else None,
        problem=problem,
        longest=LONGEST,
    )
