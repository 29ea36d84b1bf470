"""A long form as a list of tasks: how far each of its sections is, told from the answers alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from forms.base import Form, check, defaults, draft, flatten, section_of, sections

BLANK: tuple[Any, ...] = (None, "", [], False)


@dataclass(frozen=True)
class Task:
    """A section to fill in. `status` is untouched, begun (`missing` answers), faulty (`faults` of what was typed),
    complete, optional (nothing has to be answered), or closed (may not be changed); `returned` where a correction
    has to change it."""

    section: str
    label: str
    status: str
    missing: int = 0
    faults: int = 0

    @property
    def done(self) -> bool:
        return self.status in ("complete", "optional", "closed")


def tasks(form: Form, raw: Mapping[str, Any], closed: Iterable[str], year: int) -> list[Task]:
    """Every section of a form with how far these raw answers fill it; `year` is the round's."""
    kept = draft(form, raw)
    faults = check(form, kept)[1]
    given, start = flatten(form, kept), flatten(form, defaults(form, year))
    names = names_by_section(form)
    return [
        Task(key, label, "closed")
        if key in closed
        else task(key, label, of(given, names[key]), of(start, names[key]), of(faults, names[key]))
        for key, label in sections(form)
    ]


def names_by_section(form: Form) -> dict[str, set[str]]:
    """The names of the questions of each section."""
    found: dict[str, set[str]] = {}
    for name, field in form.fields.items():
        found.setdefault(section_of(form, field), set()).add(name)
    return found


def of(flat: Mapping[str, Any], names: set[str]) -> dict[str, Any]:
    """What a section has among things known by the flat names of fields."""
    return {path: value for path, value in flat.items() if path.partition("-")[0] in names}


def task(
    key: str, label: str, given: Mapping[str, Any], start: Mapping[str, Any], faults: Mapping[str, Any]
) -> Task:
    """One section: a fault beside something typed is a fault, one beside nothing is only something missing."""
    wrong = sum(answered(given, path) for path in faults)
    missing = len(faults) - wrong
    touched = any(value not in BLANK and value != start.get(path) for path, value in given.items())
    status = "optional" if not touched else "complete"
    if faults:
        status = "faulty" if wrong else "begun" if touched else "untouched"
    return Task(key, label, status, missing, wrong)


def answered(given: Mapping[str, Any], path: str) -> bool:
    """Whether something was typed there; of a table, whether it has rows."""
    if path in given:
        return given[path] not in BLANK
    return any(other.startswith(f"{path}-") and value not in BLANK for other, value in given.items())
