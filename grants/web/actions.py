"""The ask/act pair: one page for every action of every programme. Nothing typed is ever lost."""

from flask import Blueprint, current_app, flash, g, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError

from grants.errors import Invalid, NotAllowed, NotFound, Problem, Stale, judged
from grants.services import applications, asking, onward, preparing, seen
from grants.services.asking import Asked, Raw
from grants.web import pointing, sections
from grants.web.action_page import opened, page
from grants.web.attachments import with_files
from grants.web.errors import page_stale
from grants.web.filters import role_label
from grants.web.moved_on import moved_on
from grants.web.saving import again, conflicting, continued, keep, safe_draft, saved
from grants.web.typed import still_typing
from workflows.parts.review import NO_CONFLICT

blueprint = Blueprint("actions", __name__)
blueprint.register_error_handler(NotAllowed, moved_on)


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
    return checked(found) if sections.wanted(found) == sections.CHECK else opened(found)


@blueprint.post("/applications/<number>/<action>")
def act(number: str, action: str) -> ResponseReturnValue:
    """Do the action, or one of the steps on the way: save, go on, check, add or remove a row."""
    found = asking.asked(g.viewer, number, action)
    if request.form.get("step") == "confirm":
        return confirmed(found)
    raw, faults = posted(found)
    if faults:
        kept = safe_draft(found, raw)
        return page(again(found) if kept else found, raw, faults, status=422, again=not kept)
    if pointing.pointed(found, raw) or still_typing(raw, request.form):
        return page(found, raw, again=True)
    if sections.piece(found):
        return continued(found, raw)
    return STEPS.get(request.form.get("step", ""), done)(found, raw)


def posted(found: Asked) -> tuple[Raw, dict[str, list[str]]]:
    """What was typed and the files that came along, with what this page did not ask; and faulty files."""
    flat, faults = with_files(found.application.number, found.action.name)
    return sections.received(found, flat), faults


def checked(found: Asked) -> ResponseReturnValue:
    """Everything judged as it would be when posted, and all answers read once more: nothing is done yet."""
    try:
        applications.judged(found.opened, found.action, found.known)
    except Invalid as invalid:
        return page(found, found.known, invalid.faults)
    except Problem as problem:
        return page(found, found.known, problem=problem)
    return page(found, found.known)


def kept_and_checked(found: Asked, raw: Raw) -> ResponseReturnValue:
    """Keep the draft and read it once more; what is wrong is told where it was typed."""
    try:
        keep(found, raw)
    except Stale:
        return conflicting(found, raw)
    fresh = again(found)
    try:
        applications.judged(fresh.opened, fresh.action, raw)
    except Problem as problem:
        return refused(fresh, raw, problem, kept=True)
    return redirect(sections.address(found, sections.CHECK), 303)


def confirmed(found: Asked) -> ResponseReturnValue:
    """The answers that were shown are sent: the draft, in the revision shown. Others are shown first."""
    if request.form.get("revision", type=int) == (found.draft.revision if found.draft else 0):
        return done(found, found.known)
    flash(gettext("您核对之后，这份草稿又有改动，因此没有提交。下面是现在的内容，请重新核对。"), "warn")
    shown = make_response(checked(found))
    shown.status_code = 409
    return shown


def done(found: Asked, raw: Raw) -> ResponseReturnValue:
    """Act. A refusal shows the form again, with all reasons and all that was typed."""
    told = request.form.get("version", type=int)
    number, label = found.application.number, found.action.label
    try:
        version = seen.behind(found.opened, told)
        outcome = preparing.perform(g.viewer, number, found.action.name, raw, version)
    except Problem as problem:
        return refused(found, raw, problem)
    except IntegrityError as error:
        return refused(found, raw, judged(error))
    done_now = gettext("已办理“%(action)s”。", action=gettext(label))
    recused = found.action.name == "declare_interest" and raw.get("conflict") != NO_CONFLICT
    told_then = (
        gettext("您不再评审本案，项目办已收到通知。") if recused else after(found, outcome.application.state)
    )
    flash(f"{done_now}{told_then}", "good")
    return redirect(onward_from(number, found.action.name, recused), 303)


def onward_from(number: str, action: str, recused: bool) -> str:
    """Where one goes when an action is done: back to the case, an expert on to what waits for them. To who is
    `recused` the case is closed."""
    step = onward.following(g.viewer, number, action)
    if step is None:
        return url_for("home.index") if recused else url_for("cases.show", number=number)
    if step.number != number:
        told = gettext("下一件待评：%(title)s（还有 %(count)s 件）。", title=step.title, count=step.waiting)
        flash(told, "good")
    return url_for("actions.ask", number=step.number, action=step.action)


def after(found: Asked, state: str) -> str:
    """Where the case stands now and who goes on with it, in a sentence."""
    now_in = found.programme.workflow.state[state]
    if now_in.turn and state != found.opened.case.state:
        told = {"state": gettext(now_in.label), "role": role_label(now_in.turn)}
        return gettext("本案现在处于“%(state)s”，由%(role)s办理。", **told)
    return gettext("本案现在处于“%(state)s”。", state=gettext(now_in.label))


def refused(found: Asked, raw: Raw, problem: Problem, kept: bool = False) -> ResponseReturnValue:
    """The page again. What was typed is in the form, and in the draft where there may be one."""
    if isinstance(problem, NotFound):
        raise problem
    if not kept and not isinstance(problem, Invalid):
        kept = safe_draft(found, raw)
    try:
        fresh = again(found)
    except Problem:  # the case has moved on: this action is no longer there to be filled in
        return page(found, raw, problem=problem, status=problem.status)
    if isinstance(problem, Invalid):
        return page(fresh, raw, problem.faults, status=422, again=not kept)
    return page(fresh, raw, problem=problem, status=problem.status, again=not kept)


STEPS = {"save": saved, "check": kept_and_checked, "return": pointing.to_return}
