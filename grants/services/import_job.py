"""An import under way, and its faults as cells of the file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import gettext
from sqlalchemy import select

from grants.access import Viewer
from grants.errors import Conflict, Invalid, NotAllowed, Problem
from grants.extensions import db
from grants.models import Application, Organisation, Round
from grants.programmes import PROGRAMMES
from grants.services.import_columns import Column

# What a unit is brought in with once: its award of one title, level and day, or its application of one title.
Same = tuple[int, str, str, date | None]
SAME = (Application.organisation_id, Application.title, Application.level, Application.awarded_on)


@dataclass(frozen=True)
class BadCell:
    """One fault: the row as the file numbers it, its column, what stands there, and what is wrong with it."""

    row: int
    column: str
    value: str
    sentence: str


@dataclass
class Report:
    """What an import came to. Numbers of the cases made, units first registered, units in which nobody applies yet, and
    every fault."""

    rows: int
    numbers: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    faults: list[BadCell] = field(default_factory=list)


@dataclass
class Job:
    """One import under way."""

    viewer: Viewer
    round: Round
    action: str
    known: tuple[Column, ...]
    places: dict[int, tuple[Column, str]]
    report: Report
    seen: dict[tuple[str, str], int] = field(default_factory=dict)
    drafts: list[tuple[Organisation, Application]] = field(default_factory=list)
    organisations: dict[str, Organisation] = field(default_factory=dict)  # by code
    named: dict[str, list[Organisation]] = field(default_factory=dict)  # by name, which several may share
    # the case here before, or the row of this file
    brought: dict[Same, str | int] = field(default_factory=dict)

    @property
    def form(self) -> Any:
        return PROGRAMMES[self.round.programme].forms[self.action]


def remember_cases(job: Job) -> None:
    """What is here already, in one statement: the awards of the programme, or the applications of the round."""
    awards = (Application.programme == job.round.programme, Application.awarded_on.is_not(None))
    begun = (Application.round_id == job.round.id, Application.state != "withdrawn")
    here = select(*SAME, Application.number).where(*(awards if job.action == "register" else begun))
    job.brought |= {same(job, case): case.number for case in db.session.execute(here)}


def same(job: Job, case: Any) -> Same:
    """By what a case, or its row with these columns, is known again."""
    awarded = (case.level, case.awarded_on) if job.action == "register" else ("", None)
    return case.organisation_id, case.title, *awarded


def once(job: Job, row: int, case: Application) -> None:
    """Raises Conflict where this was brought in before, by this file or another."""
    first = job.brought.setdefault(same(job, case), row)
    if isinstance(first, str):
        raise Conflict(gettext("这一项已经登记为 %(number)s，不能重复导入。请删去这一行。", number=first))
    if first != row:
        raise Conflict(gettext("与第 %(first)s 行重复。", first=first))


def heading_faults(job: Job, heading: tuple[str, ...]) -> Iterator[BadCell]:
    """Columns nobody knows, columns given twice, and columns without which no row can be right."""
    given = [column.name for column, _title in job.places.values()]
    for place, title in enumerate(heading):
        if title and place not in job.places:
            yield BadCell(1, title, title, gettext("没有这一栏。请按模板的栏目名称填写，或删去这一列。"))
    for column in job.known:
        if given.count(column.name) > 1:
            yield BadCell(1, column.title, column.title, gettext("这一栏出现了不止一次。"))
        if column.field.required and column.name not in given and job.action == "register":
            yield BadCell(1, column.title, "", gettext("缺少必填的这一栏。"))


def faults_of(job: Job, problem: Problem) -> dict[str, list[str]]:
    """A refusal beside the cell it is about, as far as the rule says which."""
    if isinstance(problem, Invalid):
        return problem.faults
    if isinstance(problem, NotAllowed):
        by_rule = {c.rule: c.kind for c in PROGRAMMES[job.round.programme].workflow.claims}
        pairs = zip(problem.reasons, problem.sentences, strict=True)
        return {by_rule.get(reason.rule, ""): [sentence] for reason, sentence in pairs}
    return {"": [*problem.sentences]}


def merged(one: dict[str, list[str]], other: dict[str, list[str]]) -> dict[str, list[str]]:
    """Faults of both, each sentence once."""
    return {path: list(dict.fromkeys([*one.get(path, ()), *other.get(path, ())])) for path in (*one, *other)}


def bad_cells(
    job: Job, number: int, cells: tuple[str, ...], bad: Mapping[str, list[str]]
) -> Iterator[BadCell]:
    """Faults by path as cells of the file."""
    standing = {column.name: (place, column) for place, (column, _title) in job.places.items()}
    titles = {column.name: column.title for column in job.known}
    for path, sentences in bad.items():
        name = path.split("-")[0]
        place = standing[name][0] if name in standing else None
        value = cells[place] if place is not None and place < len(cells) else ""
        for sentence in sentences:
            yield BadCell(number, titles.get(name, gettext("整行")), value[:80], sentence)


def refuse_if_bad(report: Report) -> Report:
    """For whoever applies an import: with any fault nothing is kept."""
    if report.faults:
        raise Conflict(gettext("有 %(count)d 处问题，未导入任何内容。", count=len(report.faults)))
    return report
