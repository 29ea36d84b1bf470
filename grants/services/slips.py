"""The bank's references: one transaction of the bank is the proof of one payment (rule F1).

Two ways of writing one reference are one: full-width or not, small letters, spaces. The database holds that none stands
under two payments; who asked the bank may say that one transaction paid several, and then only the first bears it.
"""

import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select

from grants.extensions import db
from grants.models import Application, Payment
from workflows.case import Slip

LONGEST = 80  # as many characters as the column holds: one full-width sign may become several


def compared(reference: str) -> str:
    """A reference as it is compared with others."""
    return "".join(unicodedata.normalize("NFKC", reference).upper().split())[:LONGEST]


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


def bearer(application: Application, values: Mapping[str, Any]) -> Slip | None:
    """The payment that the reference posted for this case stands under already."""
    reference = str(values.get("bank_reference") or "")
    return bearers(application.programme, [reference]).get(compared(reference))
