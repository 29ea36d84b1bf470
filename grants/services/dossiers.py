"""Everything the case page shows, in few statements and already reduced to what this reader may see."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import or_, select

from grants import access
from grants.access import Viewer
from grants.extensions import db
from grants.models import Application, Attachment, Draft, Event, Paper, PaperCase, Payment
from grants.models.people import OF_ORGANISATION
from grants.programmes import Programme
from grants.services import answers, attachments, cases, on_behalf, readings, seen
from grants.services.deeds import Record
from grants.services.facts import NEED_ANSWERS
from grants.services.readings import Receipt
from workflows.engine import CORRECTED, Action, Actor, Choice, Deed, State


@dataclass(frozen=True)
class Entry:
    """One line of the history: a deed this reader may see, by whom, with its answers (masked). It is `standing` unless
    it was made void, `corrected` where another took its place after it had been carried out. `behalf` is for whom it
    was done in a lent role, `named` the people its answers name, as choices of their question."""

    event: Event
    action: Action
    by: str
    answers: Mapping[str, Any] | None
    standing: bool
    corrected: bool = False
    behalf: str = ""
    named: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Dossier:
    """A case as one reader sees it."""

    application: Application
    programme: Programme
    version: int
    roles: frozenset[str]
    open: bool
    choices: tuple[Choice, ...]
    entries: tuple[Entry, ...]
    papers: tuple[Paper, ...]
    receipts: Mapping[int, list[Receipt]]
    attachments: tuple[Attachment, ...]
    payments: tuple[Payment, ...]
    open_sections: frozenset[str]
    faults: tuple[Mapping[str, Any], ...]
    drafted: bool
    deeds: tuple[Deed, ...]
    lent: Mapping[str, str]

    @property
    def state(self) -> State:
        return self.programme.workflow.state[self.application.state]

    def last(self, action: str) -> Entry | None:
        """The newest standing entry of this action."""
        return next((e for e in reversed(self.entries) if e.action.name == action and e.standing), None)


def dossier(viewer: Viewer, number: str) -> Dossier:
    """The case page of this case for this viewer; NotFound where they may not know of it."""
    application = cases.find(viewer, number)
    opened = cases.opened(viewer, application)
    roles = frozenset(opened.roles)
    papers = papers_of(application, roles)
    return Dossier(
        application=application,
        programme=opened.programme,
        version=seen.version(opened),
        roles=roles,
        open=opened.readable,
        choices=choices(opened),
        entries=visible_entries(opened) if opened.readable else (),
        papers=papers,
        receipts=readings.receipts(papers, roles),
        attachments=attachments_of(opened) if opened.readable else (),
        payments=payments_of(application, roles),
        open_sections=answers.reopened(opened),
        faults=answers.open_faults(opened) if roles & {*OF_ORGANISATION, "officer"} else (),
        drafted=drafted(application, roles),
        lent=on_behalf.lenders(opened.roles),
        deeds=tuple(d for d in opened.case.deeds if opened.tells(d.action, d.person)),
    )


def choices(opened: cases.Opened) -> tuple[Choice, ...]:
    """What this reader could do now, with the reasons against it. Facts are asked once for all of them."""
    workflow, roles = opened.programme.workflow, frozenset(opened.roles)
    mine = workflow.at_hand(opened.case.state, roles)
    known = opened.seen_by((), {row.name for row in mine} - NEED_ANSWERS).facts
    case = replace(opened.case, actor=Actor(str(opened.viewer.person or ""), roles), facts=known)
    return workflow.choices(case, lambda row: access.actor(opened.viewer, opened.roles, row.by))


def visible_entries(opened: cases.Opened) -> tuple[Entry, ...]:
    """The history this reader may see. Outside the office, people of the office are named by their duty only."""
    names = names_of(opened)
    workflow, deeds = opened.programme.workflow, {deed.number: deed for deed in opened.case.deeds}
    records = [
        record
        for record in opened.records
        if record.event.action in workflow.action
        and opened.tells(record.event.action, record.event.person_id)
    ]
    lent = {r.event.number: r.event.principal_id for r in records if r.event.person_id in names}
    known = on_behalf.names({*lent.values(), *(person for record in records for person in picked(record))})
    return tuple(
        Entry(
            record.event,
            workflow.action[record.event.action],
            names.get(record.event.person_id, ""),
            record.answer.masked if record.answer else None,
            not deeds[record.event.number].void,
            deeds[record.event.number].fate == CORRECTED,
            known.get(lent.get(record.event.number), ""),
            tuple((str(person), known[person]) for person in picked(record) if person in known),
        )
        for record in records
    )


def picked(record: Record) -> list[int]:
    """The people these answers name: the experts of an assignment."""
    return [int(person) for person in (record.answer.masked if record.answer else {}).get("experts") or ()]


def names_of(opened: cases.Opened) -> dict[int | None, str]:
    """Names this reader may see: the office sees all, the unit its own people, everybody themselves."""
    inside = bool(set(opened.roles) & set(access.OFFICE + access.FINANCE))
    return {
        r.event.person_id: r.name
        for r in opened.records
        if r.event.person_id
        and (inside or r.event.duty in OF_ORGANISATION or r.event.person_id == opened.viewer.person)
    }


def papers_of(application: Application, roles: frozenset[str]) -> tuple[Paper, ...]:
    """Released papers for the unit and for finance; those being made, and those never released, only for the office.
    Papers of the round that speak of this case are among them."""
    if roles <= {"expert", "public"}:
        return ()
    office = bool(roles & set(access.OFFICE))
    statuses = ("prepared", "approved", "released", "void") if office else ("released", "void")
    of_round = select(PaperCase.paper_id).where(PaperCase.application_id == application.id)
    mine = or_(Paper.application_id == application.id, Paper.id.in_(of_round))
    query = select(Paper).where(mine, Paper.status.in_(statuses), Paper.digest != "")
    if not office:
        query = query.where(Paper.released_at.is_not(None))
    return tuple(db.session.scalars(query.order_by(Paper.id)))


def attachments_of(opened: cases.Opened) -> tuple[Attachment, ...]:
    """The files of the case this reader may open, in the order they were given."""
    mine = select(Attachment).where(Attachment.application_id == opened.application.id)
    found = db.session.scalars(mine.order_by(Attachment.id))
    return tuple(row for row in found if attachments.open_to(opened, row))


def payments_of(application: Application, roles: frozenset[str]) -> tuple[Payment, ...]:
    """Payments: finance, leader and auditor see all of them, the unit and the office what has arrived."""
    if roles <= {"expert", "public"}:
        return ()
    query = select(Payment).where(Payment.application_id == application.id)
    if not roles & set(access.OF_MONEY):
        query = query.where(Payment.status == "paid")
    return tuple(db.session.scalars(query.order_by(Payment.id)))


def sums_of(application: Application, roles: frozenset[str]) -> dict[str, int]:
    """The case's money as these roles see it, in fen: nothing for an expert, a proposal for the office only,
    and what is on its way to the bank for those who read the payments."""
    if roles <= {"expert", "public"}:
        return {}
    names = ["awarded", "paid", "reclaimed", "recovered", "written_off"]
    if roles & set(access.OFFICE):
        names.insert(0, "proposed")
    if roles & set(access.OF_MONEY):
        names.insert(names.index("paid"), "instructed")
    return {name: getattr(application, name) for name in names}


def drafted(application: Application, roles: frozenset[str]) -> bool:
    """Whether the unit has a draft of the application under way; asked only for the unit's own people."""
    if not roles & set(OF_ORGANISATION) or application.state not in ("draft", "correcting"):
        return False
    query = select(Draft.id).where(Draft.application_id == application.id, Draft.action == "submit")
    return db.session.scalar(query) is not None
