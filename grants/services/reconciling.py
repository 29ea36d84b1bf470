"""Whether the ledger agrees with itself: totals with their postings and with the cases, and each case with its postings
and its payments, so that what cancels out within a round is found too and every difference names its case. In fen.

`zhutui check-data` asks the same. Somebody who opens the ledger has the totals of its rounds compared, in two
statements; every case, in two more that grow with all the years, each night (`services.log_checks`) and when asked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select

from grants.access import Viewer, visible
from grants.extensions import db
from grants.models import Application, LogCheck, Payment, Posting, Round
from grants.models.money import OF_CASE
from grants.services.ledger import Line, every, posted_sums
from grants.texts import N_

# What a total is compared with, in words.
POSTINGS, CASES, PAYMENTS = N_("各笔流水之和"), N_("各案件之和"), N_("各笔拨款之和")
Apart = list[list[Any]]  # the id of a round and an account each, as JSON keeps them
BY_PAYMENT = {"instructed": ("approved", "paid"), "paid": ("paid",)}


@dataclass(frozen=True)
class Difference:
    """Two sums that ought to be one: the total of an account, of a round or of one `case` of it, and what it was
    compared with. `known` is whether this reader may know which case."""

    round: Round
    account: str
    against: str
    total: int
    found: int
    case: Application | None = None
    known: bool = True

    @property
    def gap(self) -> int:
        return self.total - self.found


def differences(viewer: Viewer, lines: Sequence[Line], by_case: bool = True) -> list[Difference]:
    """Every sum of these rounds (their totals, not those of a period) that does not agree, round by round; `by_case`
    compares the sums of every case too."""
    rounds = [line.round.id for line in lines]
    posted, held = posted_sums(rounds), of_cases(rounds)
    apart = cases_apart(rounds) if by_case else []
    known = known_to(viewer, [row["Application"].id for row, _ in apart])
    found: list[Difference] = []
    for line in lines:
        found += of_line(line, posted, held)
        mine = [(row, against) for row, against in apart if row["Application"].round_id == line.round.id]
        found += (one for row, against in mine for one in of_case(line, row, against, known))
    return found


def apart() -> Apart:
    """Every sum of the whole ledger that does not agree, whoever may read it."""
    return [[one.round.id, one.account] for one in differences(Viewer(), every())]


def last(lines: Sequence[Line]) -> tuple[datetime, int] | None:
    """When the newest verification compared every case, and how many sums of these rounds and accounts did not agree;
    None where it did not get to it, or there was none."""
    finished = select(LogCheck).where(LogCheck.finished_at.is_not(None)).order_by(LogCheck.id.desc()).limit(1)
    check = db.session.scalar(finished)
    if check is None or check.finished_at is None or check.apart is None:
        return None
    mine = {(line.round.id, account) for line in lines for account in line.sums}
    return check.finished_at, sum((round_id, account) in mine for round_id, account in check.apart)


def cases_apart(rounds: Sequence[int]) -> list[tuple[Any, str]]:
    """The cases that do not agree with their postings or payments, in the order of their numbers."""
    found = [
        *((row, POSTINGS) for row in db.session.execute(by_posting(rounds)).mappings()),
        *((row, PAYMENTS) for row in db.session.execute(by_payment(rounds)).mappings()),
    ]
    return sorted(found, key=lambda one: one[0]["Application"].number)


def of_line(line: Line, posted: Any, held: Any) -> Iterator[Difference]:
    """The differences of a round's own totals."""
    for account, total in line.sums.items():
        key = (line.round.id, account)
        compared = [(POSTINGS, posted.get(key, 0))]
        if account in OF_CASE:
            compared.append((CASES, held.get(key, 0)))
        yield from (
            Difference(line.round, account, name, total, sum_) for name, sum_ in compared if total != sum_
        )


def of_case(line: Line, row: Any, against: str, known: set[int]) -> Iterator[Difference]:
    """The differences of one case, in the accounts this reader reads."""
    found = row["Application"]
    for account in line.sums:
        if account in row and getattr(found, account) != int(row[account]):
            total, sum_ = getattr(found, account), int(row[account])
            yield Difference(line.round, account, against, total, sum_, found, found.id in known)


def of_cases(rounds: Sequence[int]) -> dict[tuple[int, str], int]:
    """The sums of the cases by round and account."""
    sums = [func.sum(getattr(Application, name)).label(name) for name in OF_CASE]
    query = select(Application.round_id, *sums).where(Application.round_id.in_(rounds))
    rows = db.session.execute(query.group_by(Application.round_id)).mappings()
    return {(row["round_id"], name): int(row[name] or 0) for row in rows for name in OF_CASE}


def by_posting(rounds: Sequence[int]) -> Select[Any]:
    """The cases whose sums are not those of their postings, with these."""
    sums = {name: added(Posting.account == name, Posting.amount) for name in OF_CASE}
    query = differing(sums, rounds)
    return query.outerjoin(Posting, Posting.application_id == Application.id)


def by_payment(rounds: Sequence[int]) -> Select[Any]:
    """The cases whose sums are not those of their payments, with these. A registered award of the past has sums and no
    payment."""
    sums = {name: added(Payment.status.in_(held), Payment.amount) for name, held in BY_PAYMENT.items()}
    query = differing(sums, rounds).where(Application.origin == "applied")
    return query.outerjoin(Payment, Payment.application_id == Application.id)


def added(which: ColumnElement[bool], amount: Any) -> ColumnElement[int]:
    return func.sum(case((which, amount), else_=0))


def differing(sums: dict[str, ColumnElement[int]], rounds: Sequence[int]) -> Select[Any]:
    labelled = [sum_.label(name) for name, sum_ in sums.items()]
    apart = or_(*(getattr(Application, name) != sum_ for name, sum_ in sums.items()))
    query: Any = select(Application, *labelled).where(Application.round_id.in_(rounds))
    return query.group_by(Application.id).having(apart).order_by(Application.number)


def known_to(viewer: Viewer, cases: Sequence[int]) -> set[int]:
    """Those of these cases the viewer may know of; asked only where something is wrong."""
    if not cases:
        return set()
    return set(db.session.scalars(select(Application.id).where(Application.id.in_(cases), visible(viewer))))
