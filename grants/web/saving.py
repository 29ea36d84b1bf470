"""Keeping what is typed, all of a form or one section of it, and telling two colleagues of each other."""

from typing import Any

from flask import flash, g, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from forms.base import check, only_sections
from grants.database import writing
from grants.errors import Problem, Stale
from grants.services import asking, drafts
from grants.services.asking import Asked, Raw
from grants.web import sections
from grants.web.action_page import page
from grants.web.changes import Overtaken, changes
from grants.web.filters import spoken
from grants.web.screening import marks


def saved(found: Asked, raw: Raw) -> ResponseReturnValue:
    """Keep the draft and come back to it."""
    try:
        keep(found, raw)
    except Stale:
        return conflicting(found, raw)
    flash(gettext("草稿已保存。"), "good")
    return redirect(sections.address(found, sections.wanted(found)), 303)


def keep(found: Asked, raw: Raw) -> Any:
    """Save the draft, or the section shown, unless somebody saved since this page was shown."""
    revision, piece = request.form.get("revision", type=int), sections.piece(found)
    with writing():
        draft = drafts.save(g.viewer, found.application.number, found.action.name, raw, revision, piece)
        drafts.keep_marks(draft, marks(found))
        return draft


def continued(found: Asked, raw: Raw) -> ResponseReturnValue:
    """Keep this section and go on to the next, unless something in it has to be mended first."""
    section = sections.wanted(found)
    try:
        keep(found, raw)
    except Stale:
        return conflicting(found, raw)
    if request.form.get("step") == "save":
        flash(gettext("草稿已保存。"), "good")
        return redirect(sections.address(found), 303)
    fresh = again(found)
    faults = sections.only(section, fresh, check(fresh.form, fresh.known)[1])
    if faults:
        return page(fresh, fresh.known, faults, status=422)
    return redirect(sections.address(fresh, sections.following(fresh, section)), 303)


def conflicting(found: Asked, raw: Raw) -> ResponseReturnValue:
    """A colleague saved meanwhile: what is typed here stays in the form, and what differs is named."""
    fresh = again(found)
    if piece := sections.piece(found):
        raw = only_sections(fresh.form, fresh.known, raw, {piece.section})
    names = asking.differing(fresh.form, raw, fresh.known)
    labels = list(
        dict.fromkeys(label for path, label in labelled(fresh) if path in {n.split("-")[0] for n in names})
    )
    sentences = (
        gettext("在您填写期间，同事保存了这份草稿。下面是您填写的内容；再次保存将以您的为准。"),
        gettext("不同之处：%(labels)s。", labels=gettext("、").join(labels)),
    )
    problem = Overtaken(*sentences, theirs=changes(fresh.form, fresh.known, raw))
    return page(fresh, raw, problem=problem, status=409)


def labelled(found: Asked) -> list[tuple[str, str]]:
    return [(name, spoken(field.label)) for name, field in found.form.fields.items()]


def safe_draft(found: Asked, raw: Raw) -> bool:
    """Keep what is typed where a draft may still be kept; never in the way of what has to be told."""
    try:
        keep(found, raw)
    except Problem:
        return False
    return True


def again(found: Asked) -> Asked:
    """The same question, as the case stands now."""
    return asking.asked(g.viewer, found.application.number, found.action.name)
