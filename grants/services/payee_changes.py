"""A changed account, the old one beside the new: what whoever prepares or approves a payment has to see. Masked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from grants.extensions import db
from grants.models import Answer, Event
from grants.services.payees import CARD, SOURCES


@dataclass(frozen=True)
class Account:
    """Where money goes: the holder's name, the bank to the branch, the masked account."""

    name: str
    bank: str
    account: str


@dataclass(frozen=True)
class Change:
    """The unit's last change of account since money last went out, when it was made and why."""

    before: Account
    after: Account
    at: datetime
    reason: str


def of_cases(ids: Iterable[int]) -> dict[int, Change]:
    """The changes of account in these cases that a payment now being made is the first to follow."""
    query = (
        select(Answer.application_id, Answer.action, Answer.masked, Event.at)
        .join(Event, Event.number == Answer.event_number)
        .where(Answer.application_id.in_(list(ids)), Answer.action.in_((*SOURCES, "confirm_payment")))
        .order_by(Answer.event_number)
    )
    told: dict[int, list[Any]] = {}
    for row in db.session.execute(query):
        told.setdefault(row.application_id, []).append(row)
    found = {case: last_change(rows) for case, rows in told.items()}
    return {case: change for case, change in found.items() if change}


def last_change(rows: list[Any]) -> Change | None:
    """The same rule as `workflows.parts.payment.changed_payee`, with the accounts themselves."""
    last, given = rows[-1], [row for row in rows if row.action in SOURCES]
    if last.action != "change_payee" or len(given) < 2:
        return None
    before, after = (account(row.action, row.masked) for row in given[-2:])
    return Change(before, after, last.at, str(last.masked.get("reason") or ""))


def account(action: str, masked: dict[str, Any]) -> Account:
    """The account these answers name, an enterprise's or the card of a first inventor."""
    names = SOURCES[action] if SOURCES[action][0] in masked else CARD
    return Account(*(str(masked.get(key) or "") for key in names))
