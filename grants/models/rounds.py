"""The yearly round of a programme and the versions of its parameters; a case pins the version it was made under."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.extensions import Model
from grants.models.money import Budget
from grants.models.types import Instant, Json


class Round(Model):
    """One call for applications. Its parameters stand in `RoundTerms`, the newest of which is current."""

    __tablename__ = "rounds"
    __table_args__ = (UniqueConstraint("programme", "year", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    programme: Mapped[str] = mapped_column(String(32), index=True)
    year: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    opens_at: Mapped[datetime] = mapped_column(Instant)
    closes_at: Mapped[datetime] = mapped_column(Instant)
    published: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Instant)
    budget: Mapped[Budget | None] = relationship(viewonly=True)
    terms: Mapped[list["RoundTerms"]] = relationship(back_populates="round", order_by="RoundTerms.version")


class RoundTerms(Model):
    """One version of a round's parameters, never changed once made."""

    __tablename__ = "round_terms"
    __table_args__ = (UniqueConstraint("round_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    version: Mapped[int]
    values: Mapped[dict] = mapped_column(Json)
    reason: Mapped[str] = mapped_column(String(200), default="")
    made_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime] = mapped_column(Instant)
    round: Mapped[Round] = relationship(back_populates="terms")
