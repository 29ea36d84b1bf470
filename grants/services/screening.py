"""Screening: what the office finds, on its way from the checklist and the dossier into one return."""

from collections.abc import Iterable, Mapping
from typing import Any

from forms.base import section_of, sections
from forms.fields import Choice, Rows
from grants.programmes import Programme

SECTION = "section:"  # a whole section is pointed at by this and its key, an answer by its name
Row = dict[str, str]


def known(programme: Programme, marks: Iterable[str]) -> list[str]:
    """Those that name an answer or a section there is, each once."""
    form = programme.forms["submit"]
    names = {*form.fields, *(SECTION + key for key, _label in sections(form))}
    return [mark for mark in dict.fromkeys(marks) if mark in names]


def pointed_at(programme: Programme, marks: Iterable[str]) -> list[Row]:
    """The faults begun for what was pointed at in the dossier; what is wrong with it is still to be written."""
    form, rows = programme.forms["submit"], []
    for mark in known(programme, marks):
        if mark in form.fields:
            rows.append(fault(section_of(form, form.fields[mark]), form.fields[mark].label))
        else:
            rows.append({"section": mark.removeprefix(SECTION), "fault": ""})
    return rows


def unmet(programme: Programme, checklist: Iterable[Mapping[str, Any]]) -> list[Row]:
    """A fault for each item that was found not met, with the remark made on it, in the section it is judged by."""
    items = items_of(programme)
    return [
        fault(judged_in(programme, row["item"]), items[row["item"]], row.get("remark") or "")
        for row in checklist
        if row.get("met") == "not_met" and row.get("item") in items
    ]


def judged_in(programme: Programme, item: str) -> str:
    """The section of the first answer an item is judged by; the form's first where it is judged by none."""
    form = programme.forms["submit"]
    judged = (form.fields[name] for name in programme.evidence.get(item, ()) if name in form.fields)
    return next((section_of(form, field) for field in judged), sections(form)[0][0])


def items_of(programme: Programme) -> dict[str, str]:
    """The items of a programme's checklist, each with its Chinese label."""
    table = programme.forms["accept"].fields["checklist"]
    item = table.form.fields["item"] if isinstance(table, Rows) else None
    return dict(item.choices) if isinstance(item, Choice) else {}


def fault(section: str, about: str, words: str = "") -> Row:
    """A fault in the words the unit reads, which are Chinese."""
    return {"section": section, "fault": f"{about}：{words}"}


def joined(before: Iterable[Mapping[str, Any]], found: Iterable[Row]) -> list[Mapping[str, Any]]:
    """What the return says already and what is new: nothing twice, and nothing that was written is lost."""
    rows = [row for row in before if row.get("section") or row.get("fault")]
    for new in found:
        about = new["fault"].partition("：")[0]
        said = ((row.get("section"), str(row.get("fault") or "").partition("：")[0]) for row in rows)
        if (new["section"], about) not in said:
            rows.append(new)
    return rows
