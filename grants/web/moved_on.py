"""What somebody is told who comes too late: the case has moved on. What they typed stays theirs."""

from flask import g, make_response, render_template, request
from flask.typing import ResponseReturnValue

from forms.base import controls, from_html
from forms.control import Section
from grants.errors import NotAllowed
from grants.services import dossiers
from grants.services.asking import Asked
from grants.services.dossiers import Dossier, Entry
from grants.web import errors
from grants.web.case_page import given
from grants.web.uploads import file_table


def moved_on(refusal: NotAllowed) -> ResponseReturnValue:
    """Why the action cannot be done any more, what was done last, and all that was typed, to be kept or copied."""
    if errors.wants_json():
        return errors.problem(refusal)
    told = request.view_args or {}
    dossier = dossiers.dossier(g.viewer, told["number"])
    page = render_template(
        "cases/moved_on.html",
        refusal=refusal,
        application=dossier.application,
        action=dossier.programme.workflow.action[told["action"]],
        last=dossier.entries[-1] if dossier.entries else None,
        typed=typed(dossier, told["action"]),
        files=file_table(dossier.application.number, dossier.attachments),
    )
    return make_response(page, refusal.status)


def typed(dossier: Dossier, action: str) -> list[Section]:
    """What was posted to the form of this action and is said nowhere else, as sections to read."""
    if request.method != "POST":
        return []
    form = dossier.programme.forms[action]
    return given(controls(form, None, from_html(form, request.form)))


def newest(found: Asked) -> Entry | None:
    """What was done last in this case, as far as its reader may know."""
    entries = dossiers.visible_entries(found.opened)
    return entries[-1] if entries else None
