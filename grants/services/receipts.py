"""Payments the unit has not given a receipt for, for whoever has to ask. Sums in fen."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import contains_eager

from grants import clock
from grants.access import Viewer, visible
from grants.extensions import db
from grants.models import Application, Event, Payment
from grants.services import preparing
from grants.services.each_case import Tally, each
from grants.services.sorting import placed

PAGE = 100


@dataclass(frozen=True)
class Missing:
    """A payment without a receipt; `asked` is when its unit was last reminded."""

    payment: Payment
    application: Application
    asked: datetime | None

    @property
    def days(self) -> int:
        """Days since it was paid."""
        return (clock.today() - self.payment.paid_on).days if self.payment.paid_on else 0

    @property
    def key(self) -> str:
        """Where a page after this one begins."""
        return f"{self.payment.paid_on}~{self.payment.id}"


def conditions(viewer: Viewer, programmes: list[str]) -> tuple[ColumnElement[bool], ...]:
    """Of the payments that have come and lack their receipt, in cases this viewer may know of."""
    return (
        visible(viewer),
        Application.programme.in_(programmes),
        Payment.status == "paid",
        Payment.received_on.is_(None),
    )


def counted(viewer: Viewer, programmes: list[str]) -> tuple[int, int]:
    """How many payments lack a receipt, and what they come to."""
    query = select(func.count(), func.coalesce(func.sum(Payment.amount), 0)).join(
        Application, Application.id == Payment.application_id
    )
    count, total = db.session.execute(query.where(*conditions(viewer, programmes))).one()
    return count, int(total)


def missing(viewer: Viewer, programmes: list[str], after: str = "") -> list[Missing]:
    """The payments without a receipt, the longest paid first: those of a page from `after` on, and one more."""
    asked = (
        select(func.max(Event.at))
        .where(Event.application_id == Application.id, Event.action == "remind_receipt")
        .correlate(Application)
        .scalar_subquery()
    )
    query = (
        select(Payment, Application, asked)
        .join(Application, Application.id == Payment.application_id)
        .join(Application.organisation)
        .options(contains_eager(Application.organisation))
        .where(*conditions(viewer, programmes))
        .order_by(Payment.paid_on, Payment.id)
        .limit(PAGE + 1)
    )
    if place := placed(after):
        day, number = place
        query = query.where(or_(Payment.paid_on > day, and_(Payment.paid_on == day, Payment.id > number)))
    return [Missing(*row) for row in db.session.execute(query)]


def remind(viewer: Viewer, numbers: list[str]) -> Tally:
    """Ask the units of these cases for their receipts, case by case. Not to be called inside `writing`."""
    return each(dict.fromkeys(numbers), lambda number: preparing.perform(viewer, number, "remind_receipt"))
