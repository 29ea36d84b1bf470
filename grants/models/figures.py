"""Figures: what reports and registered awards say in numbers, in columns that are summed for any period."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from grants.extensions import Model

KINDS = (
    "union_money",
    "fiscal_money",
    "enterprise_investment",
    "enterprise_benefit",
    "municipal_money",
    "municipal_award",
)


class Figure(Model):
    """One figure of a case. `amount` is fen, or a count for municipal awards; recovered money is negative.

    `source` names what the figure was taken from; the same source told again replaces its figures.
    """

    __tablename__ = "figures"
    __table_args__ = (
        CheckConstraint("kind IN ('" + "', '".join(KINDS) + "')", name="kind_known"),
        CheckConstraint("amount <> 0", name="amount_not_zero"),
        UniqueConstraint("application_id", "source", "kind"),
        Index("ix_figures_summed", "on_date", "kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    programme: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(32))
    source: Mapped[str] = mapped_column(String(40))
    on_date: Mapped[date]
    amount: Mapped[int] = mapped_column(BigInteger)
