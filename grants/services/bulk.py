"""One action for many cases of a list: which actions can be, what is asked once for all, what each case answers itself.

Which can be is read from the form: an action whose every required answer is either asked of many alike or known from
the case. What is one case's own - a sum, points, a file, the reasons of a refusal (`Question.each`) - is never asked
once for all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from sqlalchemy import ColumnElement, func, select

from forms.base import Form, check, controls, defaults
from forms.control import Section
from forms.question import Question
from grants.access import Viewer
from grants.clock import today
from grants.errors import Invalid, NotFound
from grants.extensions import db
from grants.models import Application
from grants.programmes import PROGRAMMES, Programme
from grants.services import asking, cases, lists, people
from grants.services.lists import Filters
from workflows.engine import Action

FIRST = 50  # of the chosen cases, shown before they are rehearsed
HANDLING = ("endorser", "officer", "leader", "maker", "checker")  # who handles the cases of others
BY_UNIT = (Application.organisation_id, Application.number)
FROM_CASE = {"approve_papers": ("digest",), "prepare_payment": ("amount",)}  # known of each case, not asked

Raw = dict[str, Any]


@dataclass(frozen=True)
class Chosen:
    """The cases meant: those a list is narrowed to, and of these, if any are named, only those."""

    filters: Filters
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Offer:
    """An action, and to how many of the chosen cases their states would let this viewer do it."""

    programme: Programme
    action: Action
    count: int


def for_many(programme: Programme, row: Action) -> bool:
    """Whether this action can be answered once for many cases."""
    form = programme.forms.get(row.name)
    if form is None or not set(row.by) <= set(HANDLING):
        return False
    own = {name for name, field in form.fields.items() if field.each and field.required}
    return own <= set(FROM_CASE.get(row.name, ()))


def offers(viewer: Viewer, chosen: Chosen) -> tuple[int, list[Offer]]:
    """How many cases are chosen, and what can be done to them, in one statement whatever their number."""
    found = select(Application.programme, Application.state, func.count()).select_from(Application)
    found = found.join(Application.organisation).join(Application.round)
    rows = db.session.execute(
        found.where(*meant(viewer, chosen)).group_by(Application.programme, Application.state)
    ).all()
    made = [
        Offer(programme, row, count)
        for programme in PROGRAMMES.values()
        for row in done_by(viewer, programme)
        if (count := sum(n for slug, state, n in rows if slug == programme.slug and state in row.sources))
    ]
    return sum(count for *_, count in rows), made


def done_by(viewer: Viewer, programme: Programme) -> list[Action]:
    """The actions this viewer's roles do, that can be done to many cases."""
    roles = viewer.roles(programme.slug)
    return [row for row in programme.workflow.actions if row.duty(roles) and for_many(programme, row)]


def meant(viewer: Viewer, chosen: Chosen) -> tuple[ColumnElement[bool], ...]:
    """The conditions of the chosen cases; raises Invalid where the query of the list cannot be read."""
    named = (Application.number.in_(chosen.numbers),) if chosen.numbers else ()
    return (*lists.readable(viewer, chosen.filters), *named)


def offered(viewer: Viewer, slug: str, action: str) -> tuple[Programme, Action]:
    """This action of this programme, if the viewer may do it to many cases; else NotFound."""
    programme = PROGRAMMES.get(slug)
    rows = done_by(viewer, programme) if programme else []
    row = next((row for row in rows if row.name == action), None)
    if programme is None or row is None:
        raise NotFound
    return programme, row


def first(viewer: Viewer, chosen: Chosen, programme: Programme, row: Action) -> tuple[int, list[Application]]:
    """How many of the chosen cases stand where the action begins, and the first of them, by unit."""
    here = (*meant(viewer, chosen), *beginning_at(programme, row))
    found = db.session.scalars(lists.cases().where(*here).order_by(*BY_UNIT).limit(FIRST)).all()
    if len(found) < FIRST:
        return len(found), list(found)
    counted = select(func.count()).select_from(Application).join(Application.organisation)
    return db.session.scalar(counted.join(Application.round).where(*here)) or 0, list(found)


def case_ids(viewer: Viewer, chosen: Chosen, programme: Programme, row: Action) -> list[int]:
    """All of them, however many, by the numbers of their rows."""
    query = select(Application.id).join(Application.organisation).join(Application.round)
    return list(db.session.scalars(query.where(*meant(viewer, chosen), *beginning_at(programme, row))))


def beginning_at(programme: Programme, row: Action) -> tuple[ColumnElement[bool], ...]:
    return (Application.programme == programme.slug, Application.state.in_(row.sources))


def asked_once(
    programme: Programme, row: Action, raw: Raw | None = None, faults: Mapping[str, list[str]] | None = None
) -> list[Section]:
    """What the action asks once for all cases, filled; empty where it asks nothing."""
    form = programme.forms[row.name]
    known = raw if raw is not None else beginning(form, row.name)
    parts = controls(form, options(form, programme), known, faults)
    once = (
        replace(part, controls=tuple(c for c in part.controls if is_once(form, c.name))) for part in parts
    )
    return [part for part in once if part.controls]


def is_once(form: Form, name: str) -> bool:
    return not questions(form)[name].each


def questions(form: Form) -> Mapping[str, Question]:
    """What the form asks; every field of a form is a question."""
    return cast(Mapping[str, Question], form.fields)


def beginning(form: Form, action: str) -> Raw:
    """What can be filled in before anybody has typed: defaults, and a notice begins today."""
    return defaults(form, today().year) | (
        {"starts_on": today().isoformat()} if action == "post_notice" else {}
    )


def options(form: Form, programme: Programme) -> dict[str, list[tuple[str, str]]]:
    """The choices only the house knows."""
    if not any(field.look.get("options") == "experts" for field in questions(form).values()):
        return {}
    return {"experts": [(str(one.id), one.name) for one in people.holders(("expert",), programme.slug)]}


def once(programme: Programme, row: Action, raw: Raw) -> Raw:
    """The answers asked once, out of what was posted; raises Invalid with every fault in them."""
    form = programme.forms[row.name]
    asked = {name: value for name, value in raw.items() if name in form.fields and is_once(form, name)}
    _, faults = check(form, asked)
    here = {path: texts for path, texts in faults.items() if is_once(form, path.partition("-")[0])}
    if here:
        raise Invalid(here)
    return asked


def own(viewer: Viewer, number: str, action: str) -> Raw:
    """What this case itself answers: the digest of its papers, the sum that is due."""
    names = FROM_CASE.get(action, ())
    known = asking.KNOWN[action](cases.opened(viewer, cases.find(viewer, number))) if names else {}
    return {name: known[name] for name in names if known.get(name) is not None}
