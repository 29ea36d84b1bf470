"""Money: totals are the sums of their postings, and payments are what was posted."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from flask_babel import gettext
from sqlalchemy import case, func, select

from grants.extensions import db
from grants.models import Application, Budget, Payment, Posting
from grants.models.money import ACCOUNTS, OF_CASE


def rounds_add_up() -> Iterator[str]:
    """The running totals of a round are the sums of its postings."""
    posted = sums(Posting.round_id)
    for budget in db.session.scalars(select(Budget).order_by(Budget.round_id)):
        for account in ACCOUNTS:
            total, sum_ = getattr(budget, account), posted[budget.round_id, account]
            if total != sum_:
                yield gettext(
                    "批次%(round)s的%(account)s合计为%(total)s分，各笔之和为%(sum)s分。",
                    round=budget.round_id, account=account, total=total, sum=sum_,
                )  # fmt: skip


def cases_add_up() -> Iterator[str]:
    """The sums of a case are the sums of its postings."""
    posted = sums(Posting.application_id)
    columns = [getattr(Application, account) for account in OF_CASE]
    for row in db.session.execute(select(Application.id, Application.number, *columns)):
        for account in OF_CASE:
            total, sum_ = getattr(row, account), posted[row.id, account]
            if total != sum_:
                yield gettext(
                    "案件%(number)s的%(account)s为%(total)s分，各笔之和为%(sum)s分。",
                    number=row.number, account=account, total=total, sum=sum_,
                )  # fmt: skip


def sums(of: Any) -> dict[tuple[int, str], int]:
    rows = db.session.execute(
        select(of, Posting.account, func.sum(Posting.amount)).group_by(of, Posting.account)
    )
    found: dict[tuple[int, str], int] = defaultdict(int)
    return found | {(owner, account): int(amount) for owner, account, amount in rows}


def payments_are_posted() -> Iterator[str]:
    """What was approved and paid is what was posted, of cases that came through the office."""
    paid = func.coalesce(func.sum(case((Payment.status == "paid", Payment.amount), else_=0)), 0)
    instructed = func.coalesce(
        func.sum(case((Payment.status.in_(("approved", "paid")), Payment.amount), else_=0)), 0
    )
    query = (
        select(Application.number)
        .outerjoin(Payment, Payment.application_id == Application.id)
        .where(Application.origin == "applied")
        .group_by(Application.id, Application.number, Application.paid, Application.instructed)
        .having((Application.paid != paid) | (Application.instructed != instructed))
    )
    for number in db.session.scalars(query):
        yield gettext("案件%(number)s的拨款记录与金额合计不一致。", number=number)


CHECKS = (rounds_add_up, cases_add_up, payments_are_posted)
