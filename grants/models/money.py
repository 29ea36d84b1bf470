"""Money, in fen: the round's budget as running totals under checks, postings behind them, payments."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from grants.extensions import Model
from grants.models.types import Instant, Sealed

# What was appropriated, set aside by a proposal, awarded, approved for the bank and paid; what was asked back after a
# revocation, came back, and was given up.
ACCOUNTS = (
    "appropriated", "proposed", "awarded", "instructed", "paid", "reclaimed", "recovered", "written_off"
)  # fmt: skip
OF_CASE = ACCOUNTS[1:]  # those a case has a sum of, as its round has


class Budget(Model):
    """Running totals of a round. The checks make it impossible for two officers at once to exceed it."""

    __tablename__ = "budgets"
    __table_args__ = (
        CheckConstraint("appropriated >= 0", name="appropriated_not_negative"),
        CheckConstraint("proposed >= 0", name="proposed_not_negative"),
        CheckConstraint("awarded + proposed <= appropriated", name="within_appropriation"),
        CheckConstraint("instructed <= awarded", name="instructed_within_awarded"),
        CheckConstraint("paid <= instructed", name="paid_within_instructed"),
        CheckConstraint("recovered <= paid", name="recovered_within_paid"),
        CheckConstraint("reclaimed <= paid", name="reclaimed_within_paid"),
        CheckConstraint("recovered + written_off <= reclaimed", name="settled_within_reclaimed"),
    )

    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), primary_key=True)
    appropriated: Mapped[int] = mapped_column(BigInteger, default=0)
    proposed: Mapped[int] = mapped_column(BigInteger, default=0)
    awarded: Mapped[int] = mapped_column(BigInteger, default=0)
    instructed: Mapped[int] = mapped_column(BigInteger, default=0)
    paid: Mapped[int] = mapped_column(BigInteger, default=0)
    reclaimed: Mapped[int] = mapped_column(BigInteger, default=0)
    recovered: Mapped[int] = mapped_column(BigInteger, default=0)
    written_off: Mapped[int] = mapped_column(BigInteger, default=0)


class Posting(Model):
    """One movement on one account of a round; the totals are the sums of these."""

    __tablename__ = "postings"
    __table_args__ = (
        CheckConstraint("account IN ('" + "', '".join(ACCOUNTS) + "')", name="account_known"),
        CheckConstraint("amount <> 0", name="amount_not_zero"),
        Index("ix_postings_round_account", "round_id", "account"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    application_id: Mapped[int | None] = mapped_column(ForeignKey("applications.id"), index=True)
    account: Mapped[str] = mapped_column(String(16))
    amount: Mapped[int] = mapped_column(BigInteger)
    event_number: Mapped[int] = mapped_column(ForeignKey("events.number"))
    at: Mapped[datetime] = mapped_column(Instant)


class Payment(Model):
    """One tranche to one payee. The account is sealed; who approves is not who prepared, and the database knows.

    `slip` is the bank's reference as it is compared, under one payment only; None while nothing was paid, and where
    somebody asked the bank and vouches that one transaction paid several.
    """

    __tablename__ = "payments"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint("approved_by IS NULL OR approved_by <> prepared_by", name="two_persons"),
        CheckConstraint("status IN ('prepared', 'returned', 'approved', 'paid')", name="status_known"),
        CheckConstraint("paid_on >= approved_on", name="paid_once_approved"),
        Index("uq_payments_slip", "slip", unique=True),
        Index(
            "uq_payments_live_tranche",
            "application_id",
            "tranche",
            unique=True,
            sqlite_where=text("status <> 'returned'"),
            postgresql_where=text("status <> 'returned'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    tranche: Mapped[int]
    amount: Mapped[int] = mapped_column(BigInteger)
    payee: Mapped[str] = mapped_column(String(120))
    bank: Mapped[str] = mapped_column(String(120))
    account_masked: Mapped[str] = mapped_column(String(40))
    account: Mapped[str | None] = mapped_column(Sealed)
    status: Mapped[str] = mapped_column(String(12), default="prepared")
    prepared_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    # Where the office is; None too of what was approved after the bank had paid it.
    approved_on: Mapped[date | None]
    paid_on: Mapped[date | None]
    bank_reference: Mapped[str] = mapped_column(String(80), default="")
    slip: Mapped[str | None] = mapped_column(String(80))
    created_at: Mapped[datetime] = mapped_column(Instant)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("payment_batches.id"), index=True)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)  # when first in a file handed out for the bank
    unpaid: Mapped[str] = mapped_column(String(200), default="", server_default="")  # why, as the bank says
    received_on: Mapped[date | None]  # as the unit's receipt says; None while there is none


class PaymentBatch(Model):
    """Payments of one programme that go to the bank together. A payment is in one batch, or in none.

    Who collected it does not approve it. What it comes to is the sum of its payments, never a figure of its own.
    """

    __tablename__ = "payment_batches"
    __table_args__ = (
        CheckConstraint("approved_by IS NULL OR approved_by <> made_by", name="two_persons"),
        UniqueConstraint("programme", "year", "serial"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme: Mapped[str] = mapped_column(String(32))
    year: Mapped[int]
    serial: Mapped[int]
    made_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime] = mapped_column(Instant)
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    approved_at: Mapped[datetime | None] = mapped_column(Instant)
