"""The page of an action: its form filled, every fault and reason in words, the papers that are to be signed."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, make_response, render_template, request
from flask_babel import gettext

from forms.base import check, controls, flatten, sections
from forms.sentences import translated
from grants.errors import NotAllowed, Problem, Stale
from grants.models import Paper
from grants.services import asking, dossiers, grounds, on_behalf, recoveries
from grants.services.answers import last_return
from grants.services.asking import Asked, Raw
from grants.services.tasks import answered as filled_in
from grants.texts import sentence
from grants.web import assigning, called_for, screening, sheet_page
from grants.web import sections as pages
from grants.web.ask import flat
from grants.web.by_round import told_by_round
from grants.web.case_page import grave
from grants.web.changes import Overtaken, changes
from grants.web.filters import spoken
from grants.web.moved_on import newest
from grants.web.uploads import Files, file_table
from workflows.parts.recovery import RECOVERY, WRITE_OFF

WAITING = {"approve_papers": ("prepared", "approved"), "release": ("approved",)}  # papers an action is about
RECOVERING = frozenset(row.name for row in (*RECOVERY, *WRITE_OFF))  # acts that rest on what is still owed


def page(
    found: Asked,
    raw: Raw,
    faults: Mapping[str, list[str]] | None = None,
    problem: Problem | None = None,
    status: int = 200,
    again: bool = False,
) -> Response:
    """The form, filled with `raw`, every fault beside its field and in the summary: all of it, or of a long form
    the page of it that is asked for. `again`: nothing was stored since it was last shown."""
    parts = told_by_round(controls(found.form, asking.options(found), raw, faults), found.opened.case.terms)
    template = TEMPLATES.get(pages.wanted(found), "cases/section.html")
    told = about(found)
    if told["called_for"]:
        parts = called_for.marked(found, parts)
    if called_for.doubted(found, raw, problem):
        told["hidden"] = ()
    told |= pages.about(found, raw, parts) | pages.basis(found, again)
    if desk := DESKS.get(found.action.name):
        template, more = desk
        told |= more(found, raw, parts, told["given"])
    told |= against(found, problem)
    html = render_template(template, parts=parts, faults=flat(faults, parts), **told)
    return make_response(html, status)


def against(found: Asked, problem: Problem | None) -> dict[str, Any]:
    """What stands above the form: why it cannot be done, what was done meanwhile, and what a colleague answered
    otherwise."""
    stale = problem is not None and not isinstance(problem, NotAllowed)
    return {
        "reasons": (problem_lines(problem) if problem else [])
        + (standing(found) if stale or not problem else []),
        "stale": stale,
        "meanwhile": newest(found) if isinstance(problem, Stale) else None,
        "theirs": problem.theirs if isinstance(problem, Overtaken) else (),
    }


# Forms filled in beside what they judge: their template, and what it shows besides.
DESKS: dict[str, tuple[str, Callable[..., dict[str, Any]]]] = {
    sheet_page.SHEET: ("cases/review.html", sheet_page.about),
    "assign": ("cases/assign.html", assigning.about),
    **dict.fromkeys(screening.ASKS, ("cases/screen.html", screening.about)),
}
TEMPLATES = {pages.LIST: "cases/tasks.html", pages.ALL: "cases/act.html", pages.CHECK: "cases/check.html"}


def opened(found: Asked) -> Response:
    """The page as one comes to it. Of a section, what is wrong with what was typed earlier is said at once, and
    what is missing where somebody comes to mend it (`judged`). A sheet that was handed in is shown as it is."""
    if found.action.name == sheet_page.SHEET and (entry := sheet_page.handed_in(found)):
        return make_response(render_template("cases/reviewed.html", **sheet_page.reviewed(found, entry)))
    section = pages.wanted(found)
    if section in TEMPLATES:
        return page(found, found.known)
    told = pages.only(section, found, check(found.form, found.known)[1])
    if "judged" not in request.args:
        told = {path: texts for path, texts in told.items() if answered(found, path)}
    return page(found, found.known, told)


def answered(found: Asked, path: str) -> bool:
    """Whether something was typed at this place of the form."""
    return filled_in(flatten(found.form, found.known), path)


def about(found: Asked) -> dict[str, Any]:
    """What the page shows besides the form itself."""
    return {
        "found": found,
        "files": files_of(found),
        "papers": shown_papers(found),
        "grounds": grounds.grounds(found),
        "given": given_files(found),
        "lent": on_behalf.acting(found.opened.roles, found.action.by),
        "payment": (payment := grounds.payment(found)),
        "returned": returned(found),
        "changed": changes(found.form, before, found.known)
        if (before := pages.submitted_before(found))
        else [],
        "payee_now": grounds.payee_now(found),
        "recovery": recoveries.account(found.opened) if found.action.name in RECOVERING else None,
        "payee_change": (changed := grounds.payee_change(found)),
        "called_for": (called := called_for.of_case(found, changed, payment)),
        "hidden": () if called else called_for.unasked(found),
        "dest": (dest := found.programme.workflow.state.get(found.action.dest or "")),
        "grave": grave(dest),
    }


def shown_papers(found: Asked) -> list[Paper]:
    """The papers to be signed, each to be read on the very page, or those to be sent out: the case's own, since a
    paper of its whole round is signed and sent out on a page of its own."""
    wanted = WAITING.get(found.action.name)
    if not wanted:
        return []
    papers = dossiers.papers_of(found.application, frozenset(found.opened.roles))
    return [paper for paper in papers if paper.application_id and paper.status in wanted]


def returned(found: Asked) -> list[tuple[str, str]]:
    """(section, fault) of what a correction, or a report sent back, has to mend."""
    deeds = found.opened.case.deeds
    deed = last_return(deeds) if found.closed else None
    if found.action.name == "report":
        told = [d for d in deeds if d.action in ("report", "return_report")]
        deed = told[-1] if told and told[-1].action == "return_report" else None
    labels = dict(sections(found.form))
    rows = (deed.values.get("faults") or ()) if deed else ()
    return [(spoken(labels.get(row["section"], "")), row["fault"]) for row in rows]


def standing(found: Asked) -> list[tuple[str, str]]:
    """(sentence, rule) of what stands against the action now."""
    return [(sentence(reason), reason.rule) for reason in found.reasons]


def problem_lines(problem: Problem) -> list[tuple[str, str]]:
    """(sentence, rule) of every reason."""
    rules = [reason.rule for reason in problem.reasons] if isinstance(problem, NotAllowed) else []
    rules += [""] * (len(problem.sentences) - len(rules))
    return [(translated(text, gettext), rule) for text, rule in zip(problem.sentences, rules, strict=True)]


def given_files(found: Asked) -> Files:
    """The files of the case this reader may open, for the answers an action rests on."""
    rows = dossiers.attachments_of(found.opened)
    return file_table(found.application.number, rows)


def files_of(found: Asked) -> Files:
    return file_table(found.application.number, asking.attachments(found))
