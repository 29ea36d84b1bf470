"""Payments the bank did not make: why, kept beside each until it is sent back, so that whoever does that has it before
them."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from sqlalchemy import select, update

from grants.access import Viewer
from grants.extensions import db
from grants.models import Payment
from grants.services import log
from grants.services.bank_files import reference
from grants.services.cases import Opened
from grants.services.notes import note

ACTION = "bank_unpaid"
LONGEST_WHY = 200  # letters of the bank's reason


def keep_unpaid(viewer: Viewer, batch_id: int, refused: Mapping[int, str]) -> int:
    """Keep with these payments on their way why the bank did not make them, noted in the log; of how many this was not
    known. Inside `writing`."""
    if not refused:
        return 0
    log.lock()
    on_its_way = (Payment.id.in_(refused), Payment.status == "approved")
    found = db.session.execute(
        select(Payment.id, Payment.unpaid).where(*on_its_way).order_by(Payment.id)
    ).all()
    fresh = {row.id: refused[row.id] for row in found if row.unpaid != refused[row.id]}
    for payment_id, why in fresh.items():
        db.session.execute(update(Payment).where(Payment.id == payment_id, *on_its_way).values(unpaid=why))
    if fresh:
        named = [reference(payment_id) for payment_id in fresh]
        note(f"batch:{batch_id}", ACTION, viewer.person, batch=batch_id, payments=named)
    return len(fresh)


def why_unpaid(opened: Opened) -> dict[str, Any]:
    """What sending a payment back begins with: why the bank did not make it, where its answer said so."""
    mine = (Payment.application_id == opened.application.id, Payment.status == "approved")
    why = db.session.scalar(select(Payment.unpaid).where(*mine))
    return {"reasons": gettext("银行未付：%(why)s", why=why)} if why else {}
