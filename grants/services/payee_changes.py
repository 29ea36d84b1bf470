"""A changed account, the old one beside the new: what whoever prepares or approves a payment has to see. Masked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from grants.extensions import db
from grants.models import Answer, Event
from grants.services import payees
from grants.services.answers import reopened
from grants.services.cases import Opened
from grants.services.payees import CARD, SOURCES, Payee
from workflows.engine import Deed
from workflows.parts.intake import RETURNS
from workflows.parts.payee import SECTIONS, SETTLING, accounts_told, changed_payee

ASKED = frozenset({*SOURCES, *RETURNS, *SETTLING, "confirm_payment"})


@dataclass(frozen=True)
class Account:
    """Where money goes: the holder's name, the bank to the branch, the masked account."""

    name: str
    bank: str
    account: str


@dataclass(frozen=True)
class Change:
    """The last account known to be good and the one in its place, when that was told and why, "" where it came with a
    correction of the application."""

    before: Account
    after: Account
    at: datetime | None
    reason: str
    other_account: bool = True  # whether the account itself is another, whatever the masks show


def of_cases(ids: Iterable[int]) -> dict[int, Change]:
    """The changes of account in these cases that a payment now being made is the first to follow."""
    query = (
        select(Answer.application_id, Answer.action, Answer.masked, Event.number, Event.at)
        .join(Event, Event.number == Answer.event_number)
        .where(Answer.application_id.in_(list(ids)), Answer.action.in_(ASKED))
        .order_by(Answer.event_number)
    )
    told: dict[int, list[Deed]] = {}
    for row in db.session.execute(query):
        deed = Deed(row.action, at=row.at, values=row.masked, number=row.number)
        told.setdefault(row.application_id, []).append(deed)
    new = {case: pair for case, deeds in told.items() if (pair := changed_payee(deeds))}
    clear = payees.in_clear([deed for pair in new.values() for deed in pair])
    found = {case: changed_payee(told[case], payees.numbered(clear)) for case in new}
    return {case: change(*pair, clear) for case, pair in found.items() if pair}


def change(before: Deed, after: Deed, clear: Mapping[int, Payee]) -> Change:
    """The two accounts as they were told; no reason was asked of who filled in the application again. What differs is
    told of the accounts in clear: under their masks two may look alike."""
    old, new = clear.get(before.number), clear.get(after.number)
    same = old and new and old.account == new.account
    reason = str(after.values.get("reason") or "")
    return Change(account(before), account(after), after.at, reason, not same)


def account(deed: Deed) -> Account:
    """The account these answers name, an enterprise's or the card of a first inventor."""
    names = SOURCES[deed.action] if SOURCES[deed.action][0] in deed.values else CARD
    return Account(*(str(deed.values.get(key) or "") for key in names))


def renewed(opened: Opened) -> dict[str, str]:
    """What a correction that asks for the account begins with where it was changed since the submission: whoever mends
    something else in that section does not go back to the old one unawares."""
    told = accounts_told(opened.case.deeds)
    if not told or told[-1].action != "change_payee" or SECTIONS.isdisjoint(reopened(opened)):
        return {}
    payee = payees.of(opened.case)
    name, bank, account = SOURCES["submit"]
    return {
        name: payee.name,
        bank: payee.bank,
        account: payee.account,
        CARD[1]: payee.bank,
        CARD[2]: payee.account,
    }
