"""Cases, read: the list, one case as this reader may see it, what can be done, and drafts."""

import json
from collections.abc import Iterable
from typing import Any

from flask import g

from forms.base import sections
from grants.access import OF_THE_LOG, OFFICE
from grants.api import queries, shapes
from grants.api.operations import operation
from grants.errors import Invalid, NotFound
from grants.models import Application
from grants.services import asking, cases, dossiers, drafts, lists, seen
from grants.services.dossiers import Dossier, Entry
from grants.services.lists import Filters
from grants.texts import N_, sentence
from workflows.engine import Choice

TAG = N_("案件")
CASE = "/applications/<number>"
DETAILS = ("level", "awarded_on", "term_starts", "term_ends")


@operation(
    "GET",
    "/applications",
    N_("我能看到的案件"),
    tag=TAG,
    query=queries.APPLICATIONS,
    answer=shapes.CASE,
    many=True,
)
def case_list(query: dict[str, Any]) -> tuple[list[Application], str]:
    """A page of cases, the one changed last first."""
    filters = Filters(query["programme"] or "", query["state"] or "", query["round"], query["text"] or "")
    page = lists.page(g.viewer, filters, query["after"] or "", query["limit"])
    if page.faults:
        raise Invalid({"text": page.faults})
    return page.rows, page.following


@operation("GET", CASE, N_("一个案件"), tag=TAG, answer=shapes.DOSSIER)
def one_case(number: str) -> dict[str, Any]:
    """A case as this reader sees it: history, papers, payments, and what can be done now."""
    found = dossiers.dossier(g.viewer, number)
    told = {name: getattr(found, name) for name in ("application", "version", "state", "open", "papers")}
    labels = dict(sections(found.programme.forms["submit"]))
    return told | {
        "roles": sorted(found.roles),
        "choices": choices(found.choices),
        "entries": [entry(found, place, one) for place, one in enumerate(found.entries, 1)],
        "payments": found.payments,
        "open_sections": [key for key in labels if key in found.open_sections],
        "faults": found.faults,
        **(details(found) if found.open else {}),
    }


def details(found: Dossier) -> dict[str, Any]:
    """What is told once the dossier is open; sums are no business of experts, a proposal is the office's."""
    application = found.application
    told: dict[str, Any] = {name: getattr(application, name) for name in DETAILS}
    told["attachments"] = found.attachments
    sums = dossiers.sums_of(application, found.roles)
    return told | ({"sums": sums} if sums else {})


def entry(found: Dossier, place: int, one: Entry) -> dict[str, Any]:
    """One line of the history and its place in what this reader may read. Its number in the log runs through all cases.
    The digest rests on everything that went before, secrets among it: guessing them could be checked against it, so it
    is told to the office only."""
    told = vars(one) | {"place": place, "recorded": json.loads(one.event.recorded)}
    told |= {"number": one.event.number} if found.roles & set(OF_THE_LOG) else {}
    return told | ({"digest": one.event.digest} if found.roles & set(OFFICE) else {})


def choices(found: Iterable[Choice]) -> list[dict[str, Any]]:
    """Every action open or not, with the reasons against it and the rules they rest on."""
    return [
        {
            "action": choice.action.name,
            "label": choice.action.label,
            "open": choice.open,
            "to": choice.action.dest,
            "reasons": [{"text": sentence(r), "rule": r.rule} for r in choice.reasons],
        }
        for choice in found
    ]


@operation("GET", f"{CASE}/actions", N_("现在可以办理什么"), tag=TAG, answer=shapes.ACTIONS)
def case_actions(number: str) -> dict[str, Any]:
    """What this caller could do now, with every reason against it."""
    application = cases.find(g.viewer, number)
    opened = cases.opened(g.viewer, application)
    return {
        "number": number,
        "version": seen.version(opened),
        "state": application.state,
        "choices": choices(dossiers.choices(opened)),
    }


@operation("GET", f"{CASE}/<action>/draft", N_("读取草稿"), tag=TAG, answer=shapes.DRAFT)
def read_draft(number: str, action: str) -> dict[str, Any]:
    """What was typed, in clear, for whoever may go on typing it; before anybody has, what the page starts with: what
    the unit and the case have told already."""
    application = cases.find(g.viewer, number)
    opened = cases.opened(g.viewer, application)
    if not drafts.may_edit(opened, action):
        raise NotFound
    draft = drafts.find(g.viewer, application, action)
    if draft is None:
        begun = asking.beforehand(opened, action, opened.programme.forms[action])
        return {"action": action, "revision": 0, "saved_at": None, "answers": begun}
    return {
        "action": action,
        "revision": draft.revision,
        "saved_at": draft.saved_at,
        "answers": drafts.typed(draft),
    }
