"""The list of cases and the case page: where it stands, whose turn it is, what happened and what can be done."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from forms.base import controls, sections
from grants.database import writing
from grants.errors import Forbidden
from grants.extensions import db
from grants.models import Organisation
from grants.programmes import PROGRAMMES
from grants.services import beginning, dossiers, lists, rounds, unmasking
from grants.services.dossiers import Dossier, Entry
from grants.services.lists import Filters
from grants.texts import N_
from grants.web.filters import day, moment, spoken
from grants.web.uploads import file_table
from workflows.engine import Choice
from workflows.states import STATES

blueprint = Blueprint("cases", __name__)


@blueprint.before_request
def signed_in() -> ResponseReturnValue | None:
    """Cases are for those who are signed in; others are sent there and come back."""
    if g.viewer.person is None:
        return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
    return None


@blueprint.get("/applications")
def listing() -> str:
    """Cases, filtered, fifty at a time."""
    filters = Filters(
        programme=request.args.get("programme", ""),
        state=request.args.get("state", ""),
        round_id=request.args.get("round", type=int),
        text=request.args.get("text", "")[:80],
    )
    return render_template(
        "cases/list.html",
        page=lists.page(g.viewer, filters, request.args.get("after", "")),
        filters=filters,
        rounds=lists.rounds_with_cases(g.viewer),
        programmes=PROGRAMMES.values(),
        states=STATES.values(),
        kept={name: value for name, value in request.args.items() if name != "after"},
    )


@blueprint.get("/applications/<number>")
def show(number: str) -> str:
    """Everything about a case that this reader may see."""
    dossier = dossiers.dossier(g.viewer, number)
    files = file_table(number, dossier.attachments)
    return render_template(
        "cases/show.html",
        dossier=dossier,
        application=dossier.application,
        submitted=told(dossier, dossier.last("submit") or dossier.last("register")),
        entries=[(entry, told(dossier, entry)) for entry in reversed(dossier.entries)],
        choices=ordered(dossier),
        stages=stages(dossier),
        dates=list(dates(dossier)),
        faults=faults(dossier),
        sums=sums(dossier),
        files=files,
        may_unmask=dossier.open and unmasking.may_ask(dossier.roles),
    )


def ordered(dossier: Dossier) -> list[tuple[Choice, str]]:
    """The buttons, what carries the case forward first; each with its look."""
    workflow, here = dossier.programme.workflow, dossier.state.order

    def look(choice: Choice) -> str:
        dest = workflow.state.get(choice.action.dest or "")
        if dest and (dest.name in GRAVE or (dest.final and dest.name != "closed")):
            return "danger"
        if choice.action.approval or (dest and dest.order > here):
            return "primary"
        return "quiet" if choice.action.name == "remind" else ""

    looks = [(choice, look(choice)) for choice in dossier.choices]
    return sorted(looks, key=lambda pair: LOOKS.index(pair[1]))


GRAVE = ("recovering", "suspended", "mending")
LOOKS = ("primary", "", "quiet", "danger")


def dates(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """(label, when): by when something has to happen, as far as the case knows."""
    application = dossier.application
    if dossier.state.name == "draft":
        yield gettext("申报截止"), moment(application.round.closes_at)
    for label, action, name in DUE.get(dossier.state.name, ()):
        deed = next((d for d in reversed(dossier.deeds) if d.action == action and d.standing), None)
        if deed and deed.values.get(name):
            yield gettext(label), day(deed.values[name])
    if application.term_ends:
        yield gettext("期限至"), day(application.term_ends)


# What a state waits for: (label, action, the name of its answer)
DUE = {
    "correcting": ((N_("补正期限"), "return_for_correction", "due_on"), (N_("延长至"), "extend", "due_on")),
    "noticing": ((N_("公示截止"), "post_notice", "ends_on"),),
    "mending": ((N_("整改期限"), "order_mending", "due_on"), (N_("延长至"), "extend", "due_on")),
}


def faults(dossier: Dossier) -> list[tuple[str, str]]:
    """(section, fault) of what a returned case must mend."""
    labels = dict(sections(dossier.programme.forms["submit"]))
    return [(spoken(labels.get(row["section"], "")), row["fault"]) for row in dossier.faults]


SUMS = {
    "proposed": N_("建议"),
    "awarded": N_("审定"),
    "instructed": N_("已填报"),
    "paid": N_("已拨付"),
    "recovered": N_("已追回"),
}


def sums(dossier: Dossier) -> list[tuple[str, int]]:
    """The case's money as this reader sees it, in fen; sums of nothing are left out."""
    found = dossiers.sums_of(dossier.application, dossier.roles)
    return [(gettext(SUMS[name]), amount) for name, amount in found.items() if amount]


def told(dossier: Dossier, entry: Entry | None) -> Any:
    """The answers given with a deed, as sections to read; nothing where it asked nothing."""
    if entry is None or not entry.answers:
        return ()
    return controls(dossier.programme.forms[entry.action.name], None, entry.answers)


@dataclass(frozen=True)
class Stage:
    """A step of the main line: done, now, or still to come."""

    label: str
    status: str


ASIDE = {"correcting": "endorsing", "mending": "running", "suspended": "running", "recovering": "running"}


def stages(dossier: Dossier) -> list[Stage]:
    """The main line of this programme and how far the case has come; nothing once it ended elsewhere."""
    here = ASIDE.get(dossier.state.name, dossier.state.name)
    line = [
        state
        for state in sorted(dossier.programme.workflow.states, key=lambda state: state.order)
        if state.name not in ASIDE and (not state.final or state.name == "closed")
    ]
    names = [state.name for state in line]
    if here not in names:
        return []
    place = names.index(here) + dossier.state.final
    marks = ["done"] * place + ["now"] + [""] * len(line)
    return [Stage(state.label, mark) for state, mark in zip(line, marks, strict=False)]


@blueprint.get("/applications/new/<int:round_id>")
def new(round_id: int) -> ResponseReturnValue:
    """Which of one's organisations applies, and what the round asks; one only is not asked."""
    return render_template(
        "cases/new.html", round=rounds.find(g.viewer, round_id), organisations=own_organisations()
    )


@blueprint.post("/applications/new/<int:round_id>")
def create(round_id: int) -> ResponseReturnValue:
    """Start a draft in this round."""
    own = own_organisations()
    wanted = request.form.get("organisation", type=int) or (own[0].id if len(own) == 1 else 0)
    with writing():
        number = beginning.create(g.viewer, round_id, wanted).number
    flash(gettext("草稿已建立，可以随时保存，回头再填。"), "good")
    return redirect(url_for("actions.ask", number=number, action="submit"), 303)


def own_organisations() -> list[Organisation]:
    """The organisations somebody may apply for; having none is said in a sentence."""
    numbers = g.viewer.organisations("applicant")
    if not numbers:
        raise Forbidden(gettext("只有单位的申报人可以申报。请先登记单位，或请本单位已有账户的同事邀请您。"))
    return [row for number in sorted(numbers) if (row := db.session.get(Organisation, number))]
