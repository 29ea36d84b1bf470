"""Screening side by side: the checklist, the return or the confirmation beside what was handed in and its files."""

from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_babel import gettext

from forms.base import controls
from forms.control import Control, Section
from grants.services import answers, case_files, screening
from grants.services.asking import Asked, Raw
from grants.services.case_files import CaseFile
from grants.web.changes import changes
from grants.web.filters import spoken
from grants.web.uploads import Files

RETURN = "return_for_correction"
TICKING = "accept"  # beside it, what is to be sent back is ticked
ASKS = (TICKING, RETURN, "withhold", "endorse")  # what is asked side by side


@dataclass(frozen=True)
class Look:
    """Something an item is judged by: an answer on this page, or a file that opens in the frame beside it."""

    label: str
    href: str
    framed: bool = False


@dataclass(frozen=True)
class Item:
    """One item of the checklist with its questions by name, and what it is judged by."""

    label: str
    cells: dict[str, Control]
    looks: tuple[Look, ...]


def about(found: Asked, _raw: Raw, parts: tuple[Section, ...], _files: Files) -> dict[str, Any]:
    """What the page shows besides the questions asked."""
    files, changed = case_files.of_case(found.opened), corrected(found)
    checklist = next((c for part in parts for c in part.controls if c.name == "checklist"), None)
    return {
        "frames": {str(file.attachment.id): shown_at(found, file) for file in files},
        "first_file": shown_at(found, files[0]) if files else "",
        "handed_in": handed_in(found),
        "endorsed": last(found, "endorse"),
        "items": items(found, checklist, files) if checklist else [],
        "others": [c for part in parts for c in part.controls if c is not checklist],
        "marked": marked(found),
        "asked_before": asked_before(found),
        "differing": {change.after.name for change in changed},
        "changed": changed,
    }


def marks(found: Asked) -> list[str] | None:
    """What is ticked in the dossier to be sent back, as it came with the form; None where the page has no ticks."""
    if found.action.name != TICKING or request.is_json:
        return None
    return screening.known(found.programme, request.form.getlist("mark"))


def marked(found: Asked) -> set[str]:
    """What the page shows ticked: what was just sent, else what was kept with the draft."""
    if request.method == "POST":
        return set(request.form.getlist("mark"))
    return set(found.draft.marks) if found.draft else set()


def last(found: Asked, action: str) -> tuple[Section, ...]:
    """The last answers of an act as they stand, masked; nothing where there are none."""
    given = submissions(found, action)
    return controls(found.programme.forms[action], raw=given[-1]) if given else ()


def submissions(found: Asked, action: str) -> list[Any]:
    records = found.opened.records
    return [record.answer.masked for record in records if record.event.action == action and record.answer]


def handed_in(found: Asked) -> tuple[Section, ...]:
    return last(found, "submit")


def corrected(found: Asked) -> list[Any]:
    """What the unit changed since it was last asked to."""
    given = submissions(found, "submit")
    return changes(found.programme.forms["submit"], *given[-2:]) if len(given) > 1 else []


def asked_before(found: Asked) -> list[tuple[str, str]]:
    """(section, fault) of the last return, to be checked off."""
    deed = answers.last_return(found.opened.case.deeds)
    labels = dict(found.programme.forms["submit"].SECTIONS)
    rows = (deed.values.get("faults") or ()) if deed else ()
    return [(spoken(labels.get(row["section"], "")), row["fault"]) for row in rows]


def items(found: Asked, checklist: Control, files: list[CaseFile]) -> list[Item]:
    """The checklist, each item with what it is judged by."""
    told = []
    for row in checklist.rows:
        cells = {cell.name: cell for cell in row}
        key = str(cells["item"].value)
        label = dict(cells["item"].choices).get(key, key)
        names = found.programme.evidence.get(key, ())
        told.append(
            Item(spoken(label), cells, tuple(look for name in names for look in looks(found, name, files)))
        )
    return told


def looks(found: Asked, name: str, files: list[CaseFile]) -> list[Look]:
    """Where to look for this answer: at its place on the page, and at each file that was given with it."""
    if name == "endorse":
        return [Look(gettext("单位确认"), "#a-endorse")]
    field = found.programme.forms["submit"].fields[name]
    given = [file for file in files if file.name == name]
    if given:
        return [Look(file.attachment.filename, shown_at(found, file), True) for file in given]
    return [Look(spoken(field.label), f"#a-{name}")]


def shown_at(found: Asked, file: CaseFile) -> str:
    number = found.application.number
    return url_for("case_files.show", number=number, attachment_id=file.attachment.id)
