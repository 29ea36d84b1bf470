"""Personal fields in clear: one at a time, for who may, with a reason, and the log keeps that it happened.

What is stored is masked text beside a sealed copy (docs/decisions/0003); this is the only place that opens the
sealed copy for somebody who did not type it. The log names the case, the field and the reason, never the value.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from sqlalchemy import select

from forms.base import Form
from forms.fields import Rows
from grants import clock
from grants.access import FINANCE, OFFICE, Viewer, may_unmask
from grants.errors import Forbidden, Invalid, NotFound
from grants.extensions import db
from grants.models import Application, Event, Paper, Person
from grants.services import cases, log
from grants.services.cases import Opened
from grants.services.deeds import Record
from grants.services.notes import note

ACTION, READ = "unmask", "read_paper"
SHORTEST = 5  # characters of a reason
BEARS_ACCOUNT = ("funding_letter",)  # papers that name an account in full
STAFF = (*OFFICE, *FINANCE)


@dataclass(frozen=True)
class Masked:
    """One personal field of a case that this viewer may ask to see: its event, flat path, labels and mask."""

    event: int
    path: str
    action: str
    label: str
    mask: str


@dataclass(frozen=True)
class Line:
    """Who saw which field, when and why."""

    at: datetime
    name: str
    event: int
    path: str
    reason: str


def reveal(viewer: Viewer, number: str, event_number: int, path: str, reason: str) -> str:
    """The value of one personal field, logged; inside `writing`.

    Raises NotFound (no such case or field for this viewer), Forbidden (a role that unmasks nothing), Invalid
    (no real reason).
    """
    opened = allowed(viewer, number)
    record = next((r for r, one in openable(opened) if (one.event, one.path) == (event_number, path)), None)
    if record is None or record.answer is None:
        raise NotFound
    reason = reason.strip()
    if len(reason) < SHORTEST:
        raise Invalid({"reason": [gettext("请写明查看的事由，至少 %(shortest)d 个字。", shortest=SHORTEST)]})
    about = opened.application.number
    note(about, ACTION, viewer.person, event=event_number, path=path, reason=reason)
    return str((record.answer.sealed or {})[path])


def masked_fields(viewer: Viewer, number: str) -> list[Masked]:
    """Every field of this case that this viewer may ask to see, the newest answers first."""
    return [one for _record, one in openable(allowed(viewer, number))][::-1]


def may_ask(roles: frozenset[str]) -> bool:
    """Whether these roles toward a case may ask to see any personal field of it."""
    return any(may_unmask(roles, path) for path in ("", "account"))


def history(viewer: Viewer, number: str) -> list[Line]:
    """Who has looked at what in this case, the newest first: for those who may look themselves."""
    allowed(viewer, number)
    query = (
        select(Event, Person.name)
        .join(Person, Person.id == Event.person_id)
        .where(Event.subject == number, Event.application_id.is_(None), Event.action == ACTION)
        .order_by(Event.number.desc())
    )
    return [
        Line(event.at, name, **{key: said[key] for key in ("event", "path", "reason")})
        for event, name in db.session.execute(query)
        for said in [json.loads(event.recorded)]
    ]


def reading_noted(viewer: Viewer, paper: Paper) -> bool:
    """Whether the log keeps that this viewer opened this paper: staff do, the unit reads its own."""
    return paper.kind in BEARS_ACCOUNT and bool(viewer.roles() & set(STAFF))


def note_reading(viewer: Viewer, paper_id: int) -> None:
    """Staff who open a paper that bears an account see it in full: the log keeps it, once a day for each of them.

    Inside `writing`, for a paper this viewer may read (docs/decisions/0008).
    """
    paper = db.session.get_one(Paper, paper_id)
    number = db.session.get_one(Application, paper.application_id).number
    log.lock()
    today = clock.today()
    query = select(Event).where(
        Event.subject == number, Event.action == READ, Event.person_id == viewer.person
    )
    said = {"paper": paper.number, "on": today.isoformat()}
    if all(json.loads(event.recorded) != said for event in db.session.scalars(query)):
        note(number, READ, viewer.person, **said)


def allowed(viewer: Viewer, number: str) -> Opened:
    """The case, if this viewer may ask to see personal fields of it."""
    opened = cases.opened(viewer, cases.find(viewer, number))
    if not opened.readable:
        raise NotFound
    if not may_ask(frozenset(opened.roles)):
        raise Forbidden(gettext("个人信息只供项目办、财务和审计因工作需要查看。"))
    return opened


def openable(opened: Opened) -> Iterator[tuple[Record, Masked]]:
    """The sealed fields of the deeds this viewer reads, as far as their roles reach."""
    roles = frozenset(opened.roles)
    for record in opened.records:
        event, row = record.event, opened.programme.workflow.action.get(record.event.action)
        if record.answer is None or row is None or not opened.tells(event.action, event.person_id):
            continue
        form = opened.programme.forms[event.action]
        for path in record.answer.sealed or {}:
            if may_unmask(roles, path):
                mask = str(at(record.answer.masked, path) or "")
                yield record, Masked(event.number, path, row.label, label_of(form, path), mask)


def at(answers: object, path: str) -> object:
    """The answer at a flat path ("members-0-phone")."""
    for step in path.split("-"):
        if isinstance(answers, list):
            answers = answers[int(step)] if step.isdigit() and int(step) < len(answers) else None
        else:
            answers = answers.get(step) if isinstance(answers, dict) else None
    return answers


def label_of(form: Form, path: str) -> str:
    """What the field at this path is called."""
    *steps, name = path.split("-")
    for step in steps:
        field = form.fields.get(step)
        form = field.form if isinstance(field, Rows) else form
    field = form.fields.get(name)
    return getattr(field, "label", name)
