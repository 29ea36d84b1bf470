"""What a transaction of the bank was recorded for before: a payment, or a sum that came back (`workflows.parts.slips`).

The database holds that no reference stands under two payments; who asked the bank may say that one transaction paid
several, and then only the first bears it. Sums that come back are few, and are compared one by one.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from forms.money import to_fen
from grants.extensions import db
from grants.models import Answer, Application, Event, Payment
from workflows.engine import Slip
from workflows.parts.slips import compared


def bearers(programme: str, references: Collection[str]) -> dict[str, Slip]:
    """The payments these references stand under, by the reference as it is compared; those of another programme
    without their case."""
    wanted = {compared(reference) for reference in references} - {""}
    if not wanted:
        return {}
    query = select(
        Payment.slip, Payment.paid_on, Payment.amount, Application.number, Application.programme
    ).join(Application, Application.id == Payment.application_id)
    rows = db.session.execute(query.where(Payment.slip.in_(wanted)))
    return {
        row.slip: Slip(row.number if row.programme == programme else "", row.paid_on, row.amount)
        for row in rows
    }


def paid_by(application: Application, values: Mapping[str, Any]) -> Slip | None:
    """The payment that the reference posted for this case stands under already."""
    reference = str(values.get("bank_reference") or "")
    return bearers(application.programme, [reference]).get(compared(reference))


def returned_by(application: Application, values: Mapping[str, Any]) -> Slip | None:
    """The sum that came back in another case by the transfer posted for this one; what the checker sent back does not
    count."""
    reference = compared(str(values.get("reference") or ""))
    query = (
        select(Application.number, Application.programme, Event.action, Answer.masked)
        .join(Event, Event.application_id == Application.id)
        .outerjoin(Answer, Answer.event_number == Event.number)
        .where(Application.reclaimed > 0, Application.id != application.id)
        .where(Event.action.in_(("record_recovery", "return_recovery")))
        .order_by(Event.number)
    )
    standing: dict[str, list[Any]] = {}
    for row in db.session.execute(query):
        of_case = standing.setdefault(row.number, [])
        if row.action == "record_recovery":
            of_case.append(row)
        elif of_case:
            of_case.pop()
    same = (row for rows in standing.values() for row in rows if borne(row) == reference)
    return next((told_of(application, row) for row in same), None) if reference else None


def borne(row: Any) -> str:
    return compared(str(row.masked.get("reference") or ""))


def told_of(application: Application, row: Any) -> Slip:
    number = row.number if row.programme == application.programme else ""
    day = row.masked.get("received_on")
    return Slip(number, date.fromisoformat(day) if day else None, to_fen(row.masked["amount"]))


# By the action whose answers name a transaction.
LOOKS = {"confirm_payment": paid_by, "record_recovery": returned_by}
