"""The case page: where it stands, whose turn it is, what happened and what can be done, as its template needs it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask import g
from flask_babel import gettext

from forms.base import controls, sections
from forms.control import Control, Section
from grants.access import OF_THE_LOG
from grants.models import Application, Attachment
from grants.models.people import OF_ORGANISATION
from grants.services import case_papers, dossiers, turns, unmasking
from grants.services.dossiers import Dossier, Entry
from grants.texts import N_
from grants.web import chapters
from grants.web.changes import Change, changes
from grants.web.filters import day, moment, spoken
from grants.web.uploads import file_table
from grants.web.way import ENDINGS, ending, endorsing, leaving, settled, stages, turn
from workflows.engine import Choice, State


def told(dossier: Dossier) -> dict[str, Any]:
    """What the template of the case page shows of this dossier."""
    acts = (chapters.told(entry, answered(dossier, entry)) for entry in reversed(dossier.entries))
    return {
        "dossier": dossier,
        "application": dossier.application,
        "submitted": answered(dossier, dossier.last("submit") or dossier.last("register")),
        "story": chapters.story(acts),
        "settled": settled(dossier),
        "ending": (end := ending(dossier)),
        "ended_by": given(answered(dossier, end)),
        "choices": ordered(dossier),
        "turn": (whose := turn(dossier)),
        "endorsers": endorsing(dossier) if whose == "endorser" else None,
        "of_unit": bool(dossier.roles & set(OF_ORGANISATION)),
        "stages": (line := stages(dossier)),
        "following": next((stage for stage in line if not stage.status and not leaving(dossier)), None),
        "changed": corrected(dossier),
        "waiting": waiting(dossier),
        "dates": list(dates(dossier)),
        "faults": faults(dossier),
        "sums": sums(dossier),
        **at_hand(dossier),
    }


def at_hand(dossier: Dossier) -> dict[str, Any]:
    """What can be had of the case: its files, its own papers, its numbers in the log, what is masked."""
    return {
        "files": file_table(dossier.application.number, dossier.attachments),
        "asked_by": {row.id: question(dossier, row) for row in dossier.attachments},
        "printable": case_papers.offered(dossier),
        "printed_code": case_papers.code(dossier),
        "numbered": bool(dossier.roles & set(OF_THE_LOG)),
        "may_unmask": dossier.open and unmasking.may_ask(dossier.roles),
    }


def ordered(dossier: Dossier) -> list[tuple[Choice, str]]:
    """The buttons, what can be done first, and of it what carries the case forward; each with its look. What takes
    something away stands last. At the end nothing is waited for: there only what can be done is shown."""
    workflow, here = dossier.programme.workflow, dossier.state.order

    def look(choice: Choice) -> str:
        dest = workflow.state.get(choice.action.dest or "")
        if grave(dest):
            return "danger"
        if choice.action.approval or (dest and dest.order > here):
            return "primary"
        return "quiet" if choice.action.name in REMINDERS else ""

    choices = [choice for choice in dossier.choices if choice.open or not dossier.state.final]
    looks = one_first([(choice, look(choice)) for choice in choices], turn(dossier) in dossier.roles)
    return sorted(looks, key=lambda pair: (pair[1] == "danger", not pair[0].open, LOOKS.index(pair[1])))


def grave(dest: State | None) -> bool:
    """Whether an action that leads there takes something away for good, or for a time."""
    return dest is not None and (dest.name in GRAVE or (dest.final and dest.name != "closed"))


def one_first(looks: list[tuple[Choice, str]], mine: bool) -> list[tuple[Choice, str]]:
    """One button leads: of several that carry the case forward the last of the table, which rests on the others;
    where none can be pressed and it is the reader's turn (`mine`), the only one that can be done. None leads while it
    is somebody else's turn."""
    leading = [choice for choice, look in looks if look == "primary"]
    able = [choice for choice, look in looks if choice.open and not look]
    if mine and not any(choice.open for choice in leading) and len(able) == 1:
        return [(c, "primary" if c in able else "" if c in leading else look) for c, look in looks]
    behind = leading[:-1] if mine else leading
    return [(choice, "" if choice in behind else look) for choice, look in looks]


REMINDERS = ("remind", "remind_receipt")
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
    if dossier.state.name == "recovering" and application.due_on:
        yield gettext("退回期限"), day(application.due_on)
    if dossier.state.name == "running" and application.due_on not in (None, application.term_ends):
        yield gettext("年度报告期限"), day(application.due_on)
    if application.term_ends and dossier.state.name not in ENDINGS:
        label = gettext("称号有效期至") if dossier.programme.titled else gettext("执行期至")
        yield label, day(application.term_ends)


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
    "instructed": N_("已复核"),
    "paid": N_("已拨付"),
    "reclaimed": N_("应追回"),
    "recovered": N_("已追回"),
    "written_off": N_("已核销"),
}


def sums(dossier: Dossier) -> list[tuple[str, int]]:
    """The case's money as this reader sees it, in fen; sums of nothing are left out."""
    found = dossiers.sums_of(dossier.application, dossier.roles)
    return [(gettext(SUMS[name]), amount) for name, amount in found.items() if amount]


def answered(dossier: Dossier, entry: Entry | None) -> tuple[Section, ...]:
    """The answers given with a deed, as sections to read; nothing where it asked nothing."""
    if entry is None or not entry.answers:
        return ()
    return controls(dossier.programme.forms[entry.action.name], {"experts": entry.named}, entry.answers)


def given(parts: tuple[Section, ...]) -> list[Section]:
    """These sections with the questions that were answered; what was left open is no part of a decision."""
    kept = (replace(part, controls=tuple(c for c in part.controls if said(c))) for part in parts)
    return [part for part in kept if part.controls]


def said(control: Control) -> bool:
    """Whether something was answered: a text, a tick, a choice, a file, a cell of a row that was not given with it."""
    cells = (cell for row in control.rows for cell in row if cell.name != control.key)
    return control.value not in (None, "", [], False) or any(said(cell) for cell in cells)


def question(dossier: Dossier, row: Attachment) -> str:
    """The label of the question a file was given to; nothing where its form no longer asks it."""
    form = dossier.programme.forms.get(row.action)
    asked = form.fields.get(row.field.partition("-")[0]) if form else None
    return asked.label if asked else ""


def waiting(dossier: Dossier) -> list[Application]:
    """An expert's other cases that wait for them; nothing for anybody else."""
    if dossier.roles != {"expert"}:
        return []
    return [row for row in turns.to_do(g.viewer) if row.number != dossier.application.number]


def corrected(dossier: Dossier) -> list[Change]:
    """What the last submission changed of the one before; of personal answers only what their masks show."""
    given = [entry for entry in dossier.entries if entry.action.name == "submit" and entry.answers]
    if len(given) < 2:
        return []
    before, after = (entry.answers or {} for entry in given[-2:])
    return changes(dossier.programme.forms["submit"], before, after)
