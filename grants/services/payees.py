"""Where a case's money goes: the account last given by the unit, or the first inventor's card."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from forms.base import join_personal
from grants.extensions import db
from grants.models import Answer
from workflows.engine import Case, Deed
from workflows.parts.payee import accounts_told

# Which answers name the payee: (name, bank, account) in the form of that action.
SOURCES = {
    "change_payee": ("account_name", "bank", "account"),
    "submit": ("payee_name", "payee_bank", "payee_account"),
}
CARD = ("first_inventor_name", "card_bank", "card_number")


@dataclass(frozen=True)
class Payee:
    """Name, bank to the branch, and the account: masked for pages, in clear for the letter and the bank file."""

    name: str
    bank: str
    masked: str
    account: str


def of(case: Case) -> Payee:
    """The payee as it stands now; empty texts where nothing was answered."""
    told = accounts_told(case.deeds)
    answer = db.session.get(Answer, told[-1].number) if told else None
    return told_by(answer) if answer else Payee("", "", "", "")


def told_by(answer: Answer) -> Payee:
    """The payee these answers name, an enterprise's account or the card of a first inventor."""
    clear = join_personal(answer.masked, answer.sealed or {})
    names = SOURCES[answer.action] if SOURCES[answer.action][0] in clear else CARD
    name, bank, account = (str(clear.get(key) or "") for key in names)
    return Payee(name, bank, str(answer.masked.get(names[2]) or ""), account)


def in_clear(told: Collection[Deed]) -> dict[int, Payee]:
    """The payees these deeds told, by the number of the deed; without those that are known by their masks alone."""
    numbers = [deed.number for deed in told]
    answers = db.session.scalars(select(Answer).where(Answer.event_number.in_(numbers))) if numbers else ()
    return {answer.event_number: told_by(answer) for answer in answers if answer.sealed}


def numbered(payees: Mapping[int, Payee]) -> dict[int, int]:
    """Which account each of these deeds told: the same number, the same name, bank and account, compared in clear since
    two accounts may look alike under their masks."""
    known: dict[Payee, int] = {}
    return {number: known.setdefault(payee, len(known)) for number, payee in payees.items()}


def accounts(told: Collection[Deed]) -> dict[int, int]:
    """Which account each of these deeds told; nothing where there is nothing to compare."""
    return numbered(in_clear(told)) if len(told) > 1 else {}
