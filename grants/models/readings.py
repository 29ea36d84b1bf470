"""Readings: who in the unit opened which paper, and when for the first time."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from grants.extensions import Model
from grants.models.types import Instant


class PaperReading(Model):
    """A released paper opened by somebody of the unit it was made for; the first time counts."""

    __tablename__ = "paper_readings"

    paper_id: Mapped[int] = mapped_column(ForeignKey("papers.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    read_at: Mapped[datetime] = mapped_column(Instant)
