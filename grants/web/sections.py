"""A form of several sections as pages: its list of tasks, one section at a time, all answers read once more.

`section` names the page wanted, in the address and in what is posted. The whole form on one page stays there.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import request, url_for

from forms.base import from_html, only_sections, sections
from forms.control import Section
from grants.services import answers, drafts
from grants.services.asking import Asked, Raw
from grants.services.drafts import Piece
from grants.services.tasks import Task, names_by_section, tasks

LIST, ALL, CHECK = "", "all", "check"


def wanted(found: Asked) -> str:
    """Which page of this form: LIST, ALL, CHECK or the key of a section. What is posted is all of it unless it
    says otherwise; a short form has the one page."""
    keys = {key for key, _ in sections(found.form)}
    if len(keys) < 2:
        return ALL
    named = request.values.get("section", ALL if request.method == "POST" else LIST)
    return named if named in {ALL, CHECK} | keys - found.closed else LIST


def piece(found: Asked) -> Piece | None:
    """The section that is being saved by itself; nothing where the whole form is."""
    section = wanted(found)
    if section in (LIST, ALL, CHECK):
        return None
    return Piece(section, request.form.get("seen", ""), found.known)


def received(found: Asked, flat: Mapping[str, Any]) -> Raw:
    """All answers: those this page asked as typed, the others as they are known."""
    section = wanted(found)
    if section in (LIST, CHECK):
        return found.known
    typed = from_html(found.form, flat)
    if section != ALL:
        typed = only_sections(found.form, found.known, typed, {section})
    return found.whole(typed)


def only(section: str, found: Asked, faults: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The faults of one section."""
    names = names_by_section(found.form).get(section, set())
    return {path: texts for path, texts in faults.items() if path.partition("-")[0] in names}


def section_of(found: Asked) -> dict[str, str]:
    """The section each question stands in, for links that lead to a field."""
    return {name: key for key, names in names_by_section(found.form).items() for name in names}


def address(found: Asked, section: str = LIST, **more: Any) -> str:
    """The address of one of the pages of this form."""
    number, action = found.application.number, found.action.name
    more |= {"section": section} if section and len(sections(found.form)) > 1 else {}
    return url_for("actions.ask", number=number, action=action, **more)


def following(found: Asked, section: str) -> str:
    """The page after this section: the next one that may be changed, or the check at the end."""
    keys = [key for key, _ in sections(found.form) if key not in found.closed]
    return [*keys, CHECK][keys.index(section) + 1]


def about(found: Asked, raw: Raw, parts: tuple[Section, ...]) -> dict[str, Any]:
    """What the pages of a long form show besides its questions."""
    section = wanted(found)
    shared = {
        "section": section,
        "long": len(parts) > 1,
        "tasks": tasks_of(found, raw) if len(parts) > 1 else [],
        "section_of": section_of(found),
    }
    keys = [key for key, _ in sections(found.form) if key not in found.closed]
    if section not in keys:
        return shared
    place = keys.index(section)
    return shared | {
        "part": next(part for part in parts if part.key == section),
        "previous": keys[place - 1] if place else LIST,
        "following": following(found, section),
        "place": place + 1,
        "places": len(keys),
    }


def basis(found: Asked, again: bool) -> dict[str, Any]:
    """What was stored when the page was made, so that a colleague's saving since is noticed: the draft's revision
    and the mark of the section. A page only shown `again` rests on what it rested on before."""
    if again:
        return {name: request.form.get(name, "") for name in ("revision", "seen")}
    seen = drafts.mark(found.form, found.known, wanted(found))
    return {"revision": found.draft.revision if found.draft else 0, "seen": seen}


def tasks_of(found: Asked, raw: Raw) -> list[Task]:
    """How far each section is; in a correction one that still stands as it was sent back waits to be mended."""
    listed = tasks(found.form, raw, found.closed, found.application.round.year)
    before = submitted_before(found)
    return [
        replace(task, status="returned")
        if task.status == "complete" and same(found, task, raw, before)
        else task
        for task in listed
    ]


def same(found: Asked, task: Task, raw: Raw, before: Raw) -> bool:
    """Whether a section says what was last submitted."""
    marks = {drafts.mark(found.form, answered, task.section) for answered in (raw, before)}
    return bool(before) and len(marks) == 1


def submitted_before(found: Asked) -> Raw:
    """The answers of the last submission, in clear, where this one corrects it."""
    return answers.stored(found.opened, found.action.name) if found.closed else {}
