"""What finance has before it: what is due, and what stands in a batch of payments. All sums in fen."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import contains_eager

from grants.access import Viewer, visible
from grants.extensions import db
from grants.models import Application, Event, Payment, PaymentBatch, Person
from grants.services import payee_changes
from grants.services.lists import cases
from grants.services.payee_changes import Change
from grants.services.rounds import terms_of
from workflows.parts.payment import payable

LIVE = ("prepared", "approved", "paid")
ON_ITS_WAY = ("prepared", "approved")


@dataclass(frozen=True)
class Due:
    """A case whose money is due; `payment` when it is prepared already and in no batch, `change` where the account
    is new since money last went out."""

    application: Application
    amount: int
    payment: Payment | None
    change: Change | None = None

    @property
    def number(self) -> str:
        return self.application.number

    @property
    def programme(self) -> str:
        return self.application.programme


@dataclass(frozen=True)
class Item:
    """A payment of a batch, with its case; `change` where the account is new since money last went out."""

    payment: Payment
    application: Application
    change: Change | None = None

    @property
    def number(self) -> str:
        return self.application.number

    @property
    def refused(self) -> bool:
        """Whether it is on its way still, though the bank did not make it."""
        return self.payment.status == "approved" and bool(self.payment.unpaid)


def loose(viewer: Viewer, *programmes: str) -> tuple[list[Due], list[Item]]:
    """What is in no batch, in cases of these programmes: what can go into one, and what was approved in its case by
    itself, so that no file for the bank has it."""
    found = unbatched(viewer, programmes)
    alone = [Item(payment, case) for case, payment in found if payment and payment.status == "approved"]
    rest = [(case, payment) for case, payment in found if not payment or payment.status == "prepared"]
    ids = [case.id for case, _payment in rest]
    accepted, changed = accepted_ones(ids), payee_changes.of_cases(ids)
    rows = [
        Due(case, amount_due(case, case.id in accepted), payment, changed.get(case.id))
        for case, payment in rest
    ]
    return [row for row in rows if row.amount > 0], alone


def unbatched(viewer: Viewer, programmes: Collection[str]) -> list[tuple[Application, Payment | None]]:
    """The cases whose turn it is to be paid, each with its payment on the way where there is one; those in a batch are
    left out."""
    live = and_(Payment.application_id == Application.id, Payment.status.in_(ON_ITS_WAY))
    query = (
        cases()
        .add_columns(Payment)
        .join(Application.terms)
        .outerjoin(Payment, live)
        .options(contains_eager(Application.terms))
        .where(visible(viewer), Application.programme.in_(programmes), Application.state == "paying")
        .where(Payment.batch_id.is_(None))
        .order_by(Application.updated_at, Application.id)
    )
    return [(row.Application, row.Payment) for row in db.session.execute(query)]


def due(viewer: Viewer, *programmes: str) -> list[Due]:
    """The cases of these programmes whose money can go into a batch: due, and neither batched nor approved."""
    return loose(viewer, *programmes)[0]


def amount_due(application: Application, accepted: bool) -> int:
    terms = terms_of(application.programme, application.terms.values, application.round)
    return payable(application.awarded, terms.get("split_first_percent"), accepted) - application.paid


def accepted_ones(ids: list[int]) -> set[int]:
    """Which of these cases have had their report accepted."""
    query = select(Event.application_id).where(Event.application_id.in_(ids), Event.action == "accept_report")
    return {case_id for case_id in db.session.scalars(query) if case_id}


def items(viewer: Viewer, batch: PaymentBatch) -> list[Item]:
    """The payments of a batch in the order of their cases, those sent back among them."""
    query = (
        select(Payment, Application)
        .join(Application, Application.id == Payment.application_id)
        .join(Application.organisation)
        .options(contains_eager(Application.organisation))
        .where(Payment.batch_id == batch.id, visible(viewer))
        .order_by(Application.number, Payment.id)
    )
    found = db.session.execute(query).all()
    changed = payee_changes.of_cases(case.id for _payment, case in found)
    return [Item(payment, case, changed.get(case.id)) for payment, case in found]


def hands(batch: PaymentBatch) -> dict[int, str]:
    """The names of who made and who approved a batch, by person."""
    both = (batch.made_by, batch.approved_by)
    rows = db.session.execute(
        select(Person.id, Person.name).where(Person.id.in_([one for one in both if one]))
    )
    return {row.id: row.name for row in rows}


def total(rows: Iterable[Item]) -> int:
    """What goes to the bank: of the payments that were not sent back."""
    return sum(row.payment.amount for row in rows if row.payment.status in LIVE)
