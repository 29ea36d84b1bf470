"""Whether the ledger agrees with itself: totals with their postings, with the cases, and with the payments. In fen.

`zhutui check-data` asks the same of every case; here it is asked round by round, in three statements, while somebody
is looking at the sums.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, select

from grants.extensions import db
from grants.models import Application, Payment, Round
from grants.services.ledger import Line, posted_sums
from grants.texts import N_

# What a total is compared with, in words.
POSTINGS, CASES, PAYMENTS = N_("各笔流水之和"), N_("各案件之和"), N_("各笔拨款之和")
BY_PAYMENT = {"instructed": ("approved", "paid"), "paid": ("paid",)}


@dataclass(frozen=True)
class Difference:
    """Two sums that ought to be one: an account's total and what it was compared with."""

    round: Round
    account: str
    against: str
    total: int
    found: int

    @property
    def gap(self) -> int:
        return self.total - self.found


def differences(lines: Sequence[Line]) -> list[Difference]:
    """Every sum of these rounds' totals (not of a period) that does not agree, in three statements."""
    rounds = [line.round.id for line in lines]
    posted, held, sent = posted_sums(rounds), of_cases(rounds), of_payments(rounds)
    return [found for line in lines for found in of_line(line, posted, held, sent)]


def of_line(line: Line, posted: Any, held: Any, sent: Any) -> Iterator[Difference]:
    """The differences of one round. A registered award of the past has sums and no payment."""
    for account, total in line.sums.items():
        key = (line.round.id, account)
        compared = [(POSTINGS, total, posted.get(key, 0))]
        if account != "appropriated":
            compared.append((CASES, total, held.get(key, 0)))
        if account in BY_PAYMENT:
            compared.append((PAYMENTS, held.get((line.round.id, f"applied_{account}"), 0), sent.get(key, 0)))
        for against, wanted, found in compared:
            if wanted != found:
                yield Difference(line.round, account, against, wanted, found)


def of_cases(rounds: Sequence[int]) -> dict[tuple[int, str], int]:
    """The sums of the cases by round and account; of those that applied, what was sent to the bank, apart."""
    names = ("proposed", "awarded", "instructed", "paid", "reclaimed", "recovered", "written_off")
    sums = [func.sum(getattr(Application, name)).label(name) for name in names]
    applied = [
        func.sum(case((Application.origin == "applied", getattr(Application, name)), else_=0)).label(
            f"applied_{name}"
        )
        for name in BY_PAYMENT
    ]
    return by_round(select(Application.round_id, *sums, *applied), rounds)


def of_payments(rounds: Sequence[int]) -> dict[tuple[int, str], int]:
    """What was approved and what was paid, payment by payment, by round."""
    sums = [
        func.sum(case((Payment.status.in_(statuses), Payment.amount), else_=0)).label(name)
        for name, statuses in BY_PAYMENT.items()
    ]
    query = select(Application.round_id, *sums).join(Payment, Payment.application_id == Application.id)
    return by_round(query.where(Application.origin == "applied"), rounds)


def by_round(query: Any, rounds: Sequence[int]) -> dict[tuple[int, str], int]:
    rows = db.session.execute(
        query.where(Application.round_id.in_(rounds)).group_by(Application.round_id)
    ).mappings()
    return {
        (row["round_id"], name): int(amount or 0)
        for row in rows
        for name, amount in row.items()
        if name != "round_id"
    }
