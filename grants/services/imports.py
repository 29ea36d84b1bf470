"""Import of past awards and of applications from a table: all of it or nothing, every bad cell named at once.

Each row goes the way a person's would: a past award through `perform("register")`, an application as a draft
of its unit. The caller opens `grants.database.writing(dry_run=…)` and, to keep anything, `refuse_if_bad`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from forms.base import check
from forms.question import ASK_TEXT
from forms.sentences import translated
from grants.access import Held, Viewer
from grants.errors import Conflict, Forbidden, Invalid, NotFound, Problem, judged
from grants.extensions import db
from grants.models import Application, Organisation, Round
from grants.programmes import PROGRAMMES
from grants.services import applications, beginning, drafts, organisations
from grants.services.import_columns import columns, placed, raw_of
from grants.services.import_job import (
    BadCell,
    Job,
    Report,
    bad_cells,
    faults_of,
    heading_faults,
    merged,
    once,
    refuse_if_bad,
    remember_cases,
)
from grants.services.import_telling import tell_units
from grants.services.notes import note
from grants.services.sheets import Sheet

__all__ = ["ACTIONS", "BadCell", "Report", "bring_in", "importable", "refuse_if_bad"]

ACTIONS = ("register", "submit")


def bring_in(
    viewer: Viewer, round_id: int, action: str, sheet: Sheet, tell: Callable[[int], None] | None = None
) -> Report:
    """Import every row of a sheet into a round, as past awards (`register`) or drafts (`submit`).

    `tell` hears the number of rows done. Faults are in the report: with any, the caller rolls back. Raises Conflict
    where no draft can be begun in the round now.
    """
    round_ = importable(viewer, round_id, action)
    if action == "submit" and (refused := beginning.refusal(round_)):
        raise Conflict(refused)
    known = columns(PROGRAMMES[round_.programme].forms[action])
    places = placed(known, sheet.heading)
    job = Job(viewer, round_, action, known, places, Report(len(sheet.rows)))
    job.report.faults += heading_faults(job, sheet.heading)
    if not job.report.faults:
        remember_organisations(job)
        remember_cases(job)
        for done, (number, cells) in enumerate(sheet.rows, 1):
            one_row(job, number, cells)
            if tell:
                tell(done)
        job.report.silent += tell_units(job.drafts)
        record(job)
    return job.report


def importable(viewer: Viewer, round_id: int, action: str) -> Round:
    round_ = db.session.get(Round, round_id)
    if round_ is None or action not in ACTIONS:
        raise NotFound
    if "officer" not in viewer.roles(round_.programme):
        raise Forbidden(gettext("只有本项目的工作人员可以导入。"))
    return round_


def one_row(job: Job, number: int, cells: tuple[str, ...]) -> None:
    """Bring in one row in a savepoint of its own, so that a bad one does not hide the faults of the next. Its unit has
    another: one first named in a bad row is there for the good ones."""
    raw = raw_of(job.places, cells)
    bad = form_faults(job, raw)
    try:
        with db.session.begin_nested():
            organisation = unit_of(job, raw)
        bad |= twice(job, number, raw)
        if not bad:
            with db.session.begin_nested():
                application = enter(job, organisation, raw)
                once(job, number, application)
                job.report.numbers.append(application.number)
    except IntegrityError as error:
        bad |= {"": [*judged(error).sentences]}
    except Problem as problem:
        bad = merged(bad, faults_of(job, problem))
    job.report.faults += bad_cells(job, number, cells, bad)


def form_faults(job: Job, raw: Mapping[str, Any]) -> dict[str, list[str]]:
    """What the form says. A draft may be unfinished: only what is there can be wrong in it."""
    _values, faults = check(job.form, dict(raw))
    if job.action == "submit":
        faults = {path: told for path, told in faults.items() if path.split("-")[0] in raw}
    return {path: [translated(one, gettext) for one in told] for path, told in faults.items()}


def unit_of(job: Job, raw: dict[str, Any]) -> Organisation:
    """The row's unit, by its code, else by its name; one nobody knows yet is registered with its code."""
    code = job.form.fields["uscc"]
    found = check_code(code, raw)
    name = str(raw.get("org_name") or "").strip()
    organisation = job.organisations.get(found) if found else by_name(job, name)
    if organisation is None:
        if not name:
            label = gettext(job.form.fields["org_name"].label)
            raise Invalid({"org_name": [gettext(ASK_TEXT, label=label)]})
        organisation = organisations.create(found, name, job.viewer.person)
        organisation.industry = str(raw.get("industry") or "")
        job.report.units.append(name)
        job.organisations[found] = organisation
        job.named.setdefault(name, []).append(organisation)
    elif name and organisation.name != name:
        told = gettext("该代码已登记为“%(name)s”，名称不一致。", name=organisation.name)
        raise Invalid({"org_name": [told]})
    raw["uscc"] = organisation.code
    return organisation


def by_name(job: Job, name: str) -> Organisation:
    """The one unit of this name; raises Invalid where there is none, or more than one."""
    known = job.named.get(name, [])
    if len(known) == 1:
        return known[0]
    if known:
        sentence = gettext("有几家单位都叫“%(name)s”，请填写统一社会信用代码。", name=name)
    else:
        sentence = gettext("单位“%(name)s”尚未登记，请填写统一社会信用代码。", name=name)
    raise Invalid({"uscc": [sentence]})


def check_code(field_: Any, raw: Mapping[str, Any]) -> str:
    """The code as stored, or nothing when it is left out or cannot be one (the form has said so)."""
    return str(field_.recall(raw.get("uscc")) or "") if raw.get("uscc") else ""


def remember_organisations(job: Job) -> None:
    """Every unit known, by code and by name: one statement instead of one a row."""
    for organisation in db.session.scalars(select(Organisation)):
        job.organisations[organisation.code] = organisation
        job.named.setdefault(organisation.name, []).append(organisation)


def twice(job: Job, number: int, raw: Mapping[str, Any]) -> dict[str, list[str]]:
    """What another row of the same file claims already, of what this one would go on claiming."""
    values, _faults = check(job.form, dict(raw))
    workflow, faults = PROGRAMMES[job.round.programme].workflow, {}
    for claim in workflow.claims:
        passing = bool(claim.limit) or workflow.action[job.action].dest in claim.until
        key = "" if passing else claim.key(values, {"year": job.round.year})
        first = job.seen.setdefault((claim.kind, key), number) if key else number
        if first != number:
            faults[claim.kind] = [gettext("与第 %(first)s 行重复。", first=first)]
    return faults


def enter(job: Job, organisation: Organisation, raw: dict[str, Any]) -> Application:
    """One case: a past award registered, or a draft that the unit will finish and submit itself."""
    if job.action == "register":
        application = beginning.create(job.viewer, job.round.id, organisation.id, origin="imported")
        applications.perform(job.viewer, application.number, "register", raw)
    else:
        unit = Viewer(job.viewer.person, (Held("applicant", organisation=organisation.id),))
        application = beginning.create(unit, job.round.id, organisation.id)
        drafts.save(unit, application.number, "submit", raw)
        job.drafts.append((organisation, application))
    return application


def record(job: Job) -> None:
    """The log says who brought in how much; each case has its own event besides."""
    noted = {"action": job.action, "rows": job.report.rows, "units": len(job.report.units)}
    note(f"round:{job.round.id}", "import", job.viewer.person, "officer", **noted)
    db.session.flush()
