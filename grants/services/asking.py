"""What an action's page asks: its form, what is already known to fill it with, and what stands against it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from forms.base import Form, defaults, flatten, only_sections, proposed, sections
from forms.money import to_yuan
from grants import clock
from grants.access import Viewer
from grants.errors import NotAllowed
from grants.extensions import db
from grants.models import Application, Assignment, Attachment, Draft, Person
from grants.programmes import Programme
from grants.services import answers, applications, cases, drafts, organisations, people, report_start, seen
from grants.services.attachments import open_to
from grants.services.cases import Opened
from grants.services.facts import NEED_ANSWERS
from grants.services.payee_changes import renewed
from grants.services.unpaid import why_unpaid
from grants.services.workload import WAITING
from workflows.engine import Action, Reason
from workflows.parts.notice import open_objections
from workflows.parts.payment import due_now
from workflows.parts.receipt import unreceipted
from workflows.parts.recovery import to_recover

Raw = dict[str, Any]
Options = dict[str, list[tuple[str, str]]]


@dataclass(frozen=True)
class Asked:
    """An action put to somebody. `known` fills the form, `closed` are the sections that may not be changed,
    `reasons` stand against the action now, `draft` is what was typed before, if anything."""

    application: Application
    programme: Programme
    action: Action
    form: Form
    opened: Opened
    known: Raw
    closed: frozenset[str]
    reasons: tuple[Reason, ...]
    draft: Draft | None

    @property
    def version(self) -> int:
        """What this reader's page rests on."""
        return seen.version(self.opened)

    def whole(self, raw: Mapping[str, Any]) -> Raw:
        """Typed answers, with those of the closed sections as they stand."""
        if not self.closed:
            return dict(raw)
        opened = {key for key, _ in sections(self.form)} - self.closed
        return only_sections(self.form, answers.stored(self.opened, self.action.name), raw, opened)


def asked(viewer: Viewer, number: str, action: str) -> Asked:
    """Put this action to this viewer. NotFound where there is no such case or action for them; NotAllowed with
    all reasons where the action is not theirs or not of this state. What else stands against it is told."""
    application = cases.find(viewer, number)
    opened = cases.opened(viewer, application)
    row = applications.row_of(opened, action)
    case = opened.seen_by(row.by, {row.name} - NEED_ANSWERS)
    reasons = opened.programme.workflow.refusals(row.name, case)
    if case.state not in row.sources or not row.duty(case.actor.roles):
        raise NotAllowed(reasons)
    form = opened.programme.forms[row.name]
    draft = drafts.find(viewer, application, row.name)
    return Asked(
        application=application,
        programme=opened.programme,
        action=row,
        form=form,
        opened=opened,
        known=proposed(form, drafts.typed(draft)) if draft else beforehand(opened, row.name, form),
        closed=closed_sections(opened, row.name, form),
        reasons=reasons,
        draft=draft,
    )


def closed_sections(opened: Opened, action: str, form: Form) -> frozenset[str]:
    """In a correction, all sections but those the return names."""
    if opened.case.state != "correcting" or action != "submit":
        return frozenset()
    return frozenset(key for key, _ in sections(form)) - answers.open_sections(opened.case.deeds)


def beforehand(opened: Opened, action: str, form: Form) -> Raw:
    """What can be filled in before anybody has typed: defaults, and what the case or the unit already told."""
    year = opened.application.round.year
    told = KNOWN[action](opened) if action in KNOWN else {}
    return defaults(form, year) | {name: value for name, value in told.items() if name in form.fields}


def for_submission(opened: Opened) -> Raw:
    """A correction begins with what was told before, a new application with the unit's profile."""
    if opened.case.state == "correcting":
        return answers.stored(opened, "submit") | renewed(opened)
    form, unit = opened.programme.forms["submit"], opened.application.organisation
    return organisations.first_time(unit, opened.application) | organisations.prefill(unit, form.fields)


def for_objection(opened: Opened) -> Raw:
    """The objection that is to be settled: the first that still waits."""
    waiting = open_objections(opened.case)
    return {"objection": min(waiting)} if waiting else {}


def for_signing(opened: Opened) -> Raw:
    """The digest of the papers shown on the very page."""
    return {"digest": opened.case.answers("prepare_papers").get("digest")}


def for_payment(opened: Opened) -> Raw:
    return {"amount": to_yuan(max(due_now(opened.seen_by(("maker",), ())), 0))}


def for_proposal(opened: Opened) -> Raw:
    """The sum the round fixes, else the one asked for, else the most a title is given."""
    terms, wanted = opened.case.terms, opened.case.answers("submit")
    amount = terms.get("amount") or wanted.get("amount") or terms.get("one_off")
    known = {"amount": to_yuan(amount)} if amount else {}
    return known | {name: wanted[name] for name in ("grade", "level") if wanted.get(name)}


def for_return(opened: Opened) -> Raw:
    """The days the round gives for a correction, from today."""
    days = opened.case.terms.get("correction_days") or 0
    return {"due_on": (clock.today() + timedelta(days=days)).isoformat()} if days else {}


def for_receipt(opened: Opened) -> Raw:
    """The sum that was paid, to be compared with what came."""
    paid = unreceipted(opened.case)
    return {"amount": to_yuan(paid.amount)} if paid else {}


def for_recovery(opened: Opened) -> Raw:
    """All that is still owed: what is given up is that, what came may be less."""
    return {"amount": to_yuan(max(to_recover(opened.seen_by(("maker",), ())), 0))}


KNOWN: dict[str, Callable[[Opened], Raw]] = {
    "submit": for_submission,
    "report": lambda opened: report_start.begun(opened, "report"),
    "report_interim": lambda opened: report_start.begun(opened, "report_interim"),
    "report_mending": lambda opened: report_start.begun(opened, "report_mending"),
    "return_for_correction": for_return,
    "dismiss_objection": for_objection,
    "uphold_objection": for_objection,
    "approve_papers": for_signing,
    "prepare_payment": for_payment,
    "return_payment": why_unpaid,
    "confirm_receipt": for_receipt,
    "record_recovery": for_recovery,
    "propose_write_off": for_recovery,
    "propose": for_proposal,
    "assess": report_start.assessed,
    "visit": lambda opened: {"visited_on": clock.today().isoformat()},
    "post_notice": lambda opened: {"starts_on": clock.today().isoformat()},
}


def options(found: Asked) -> Options:
    """The choices only the house knows. To relieve an expert one picks among those assigned who have not judged yet."""
    if found.action.name not in ("assign", "unassign"):
        return {}
    if found.action.name == "assign":
        rows = people.holders(("expert",), found.application.programme)
        return {"experts": [(str(person.id), person.name) for person in rows]}
    query = (
        select(Person.id, Person.name)
        .join(Assignment, Assignment.person_id == Person.id)
        .where(Assignment.application_id == found.application.id, Assignment.status.in_(WAITING))
        .order_by(Person.name, Person.id)
    )
    return {"experts": [(str(number), name) for number, name in db.session.execute(query)]}


def attachments(found: Asked) -> list[Attachment]:
    """The files given with this action so far, those of an earlier submission included, that one may read."""
    query = select(Attachment).where(
        Attachment.application_id == found.application.id,
        Attachment.action == found.action.name,
        Attachment.removed_at.is_(None),
    )
    return [row for row in db.session.scalars(query.order_by(Attachment.id)) if open_to(found.opened, row)]


def differing(form: Form, mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[str]:
    """The flat names of the answers two drafts do not share."""
    one, other = flatten(form, mine), flatten(form, theirs)
    return [name for name in {**one, **other} if one.get(name) != other.get(name)]
