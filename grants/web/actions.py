"""The ask/act pair: one page for every action of every programme. Nothing typed is ever lost."""

from typing import Any

from flask import Blueprint, Response, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError

from forms.base import controls, from_html
from grants.database import writing
from grants.errors import Invalid, NotFound, Problem, Stale, judged
from grants.services import applications, asking, drafts, preparing
from grants.services.asking import Asked, Raw
from grants.web.action_page import files_of, page
from grants.web.attachments import with_files
from grants.web.errors import page_stale
from grants.web.filters import spoken
from grants.web.typed import still_typing

blueprint = Blueprint("actions", __name__)


@blueprint.before_request
def signed_in() -> ResponseReturnValue | None:
    """Who is not signed in goes there first; what they typed meanwhile is carried along."""
    if g.viewer.person is not None:
        return None
    if request.method == "POST":
        return page_stale(CSRFError())
    return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]


@blueprint.get("/applications/<number>/<action>")
def ask(number: str, action: str) -> ResponseReturnValue:
    """The form of an action, filled with the draft or with what is known."""
    found = asking.asked(g.viewer, number, action)
    return page(found, found.known)


@blueprint.post("/applications/<number>/<action>")
def act(number: str, action: str) -> ResponseReturnValue:
    """Do the action, or one of the steps on the way: save, check, add or remove a row."""
    found = asking.asked(g.viewer, number, action)
    if request.form.get("step") == "confirm":
        return confirmed(found)
    raw, faults = posted(found)
    if faults:
        return page(found, raw, faults, status=422)
    if still_typing(raw, request.form):
        return page(found, raw)
    return STEPS.get(request.form.get("step", ""), done)(found, raw)


def posted(found: Asked) -> tuple[Raw, dict[str, list[str]]]:
    """What was typed and the files that came along, with the closed sections as they stand; and faulty files."""
    flat, faults = with_files(found.application.number, found.action.name)
    return found.whole(from_html(found.form, flat)), faults


def saved(found: Asked, raw: Raw) -> ResponseReturnValue:
    """Keep the draft and come back to it."""
    try:
        keep(found, raw)
    except Stale:
        return conflicting(found, raw)
    flash(gettext("草稿已保存。"), "good")
    return redirect(here(found), 303)


def keep(found: Asked, raw: Raw) -> Any:
    """Save the draft unless somebody saved since this page was shown."""
    revision = request.form.get("revision", type=int)
    with writing():
        return drafts.save(g.viewer, found.application.number, found.action.name, raw, revision)


def conflicting(found: Asked, raw: Raw) -> ResponseReturnValue:
    """A colleague saved meanwhile: what is typed here stays in the form, and what differs is named."""
    fresh = again(found)
    names = asking.differing(fresh.form, raw, fresh.known)
    labels = list(
        dict.fromkeys(label for path, label in labelled(fresh) if path in {n.split("-")[0] for n in names})
    )
    sentences = (
        gettext("在您填写期间，同事保存了这份草稿。下面是您填写的内容；再次保存将以您的为准。"),
        gettext("不同之处：%(labels)s。", labels=gettext("、").join(labels)),
    )
    return page(fresh, raw, problem=Problem(*sentences), status=409)


def labelled(found: Asked) -> list[tuple[str, str]]:
    return [(name, spoken(field.label)) for name, field in found.form.fields.items()]


def checked(found: Asked, raw: Raw) -> ResponseReturnValue:
    """Everything judged as it would be when posted, and all answers shown once more before they are."""
    try:
        draft = keep(found, raw)
        revision = draft.revision
        with writing(dry_run=True):
            applications.examined(g.viewer, found.application.number, found.action.name, raw)
    except Stale:
        return conflicting(found, raw)
    except Problem as problem:
        return refused(found, raw, problem)
    parts = controls(found.form, asking.options(found), raw)
    fresh = again(found)
    return Response(
        render_template(
            "cases/check.html", found=fresh, parts=parts, files=files_of(fresh), revision=revision
        )
    )


def confirmed(found: Asked) -> ResponseReturnValue:
    """The answers that were shown are the ones that are sent: the draft, in the revision shown."""
    if found.draft is None:
        raise NotFound
    if found.draft.revision != request.form.get("revision", type=int):
        return conflicting(found, found.known)
    return done(found, found.known)


def done(found: Asked, raw: Raw) -> ResponseReturnValue:
    """Act. A refusal shows the form again, with all reasons and all that was typed."""
    version = request.form.get("version", type=int)
    number, label = found.application.number, found.action.label
    try:
        outcome = preparing.perform(g.viewer, number, found.action.name, raw, version)
    except Problem as problem:
        return refused(found, raw, problem)
    except IntegrityError as error:
        return refused(found, raw, judged(error))
    told = gettext("已办理“%(action)s”。", action=gettext(label))
    flash(f"{told}{after(found, outcome.application.state)}", "good")
    return redirect(url_for("cases.show", number=number), 303)


def after(found: Asked, state: str) -> str:
    """Where the case stands now, in a sentence."""
    now_in = found.programme.workflow.state[state]
    return gettext("本案现在处于“%(state)s”。", state=gettext(now_in.label))


def refused(found: Asked, raw: Raw, problem: Problem) -> ResponseReturnValue:
    """The page again. What was typed is in the form, and in the draft where there may be one."""
    if isinstance(problem, NotFound):
        raise problem
    if not isinstance(problem, Invalid):
        safe_draft(found, raw)
    try:
        fresh = again(found)
    except Problem:  # the case has moved on: this action is no longer there to be filled in
        return page(found, raw, problem=problem, status=problem.status)
    if isinstance(problem, Invalid):
        return page(fresh, raw, problem.faults, status=422)
    return page(fresh, raw, problem=problem, status=problem.status)


def safe_draft(found: Asked, raw: Raw) -> None:
    """Keep what is typed where a draft may still be kept; never in the way of what has to be told."""
    try:
        with writing():
            drafts.save(g.viewer, found.application.number, found.action.name, raw)
    except Problem:
        return


def again(found: Asked) -> Asked:
    """The same question, as the case stands now."""
    return asking.asked(g.viewer, found.application.number, found.action.name)


def here(found: Asked) -> str:
    return url_for(".ask", number=found.application.number, action=found.action.name)


STEPS = {"save": saved, "check": checked}
