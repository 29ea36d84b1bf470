"""Verifications of the log: asked for by an auditor or due each night, done by the worker."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.extensions import Model
from grants.models.people import Person
from grants.models.types import Instant, Json


class LogCheck(Model):
    """One verification of the whole log. Nobody asked (`person_id` is None) for that of each night.

    `noted` are heads somebody noted earlier, digest by number. When it is finished, `number` and `digest` say where
    the log ended then, `found` how many faults it has, and `findings` name the first of them: a sentence and its
    values each. `apart` are the sums of the ledger that did not agree then, the id of the round and the account each;
    None where they were not compared.
    """

    __tablename__ = "log_checks"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime] = mapped_column(Instant)
    noted: Mapped[dict] = mapped_column(Json, default=dict)
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    number: Mapped[int] = mapped_column(default=0)
    digest: Mapped[str] = mapped_column(String(64), default="")
    found: Mapped[int] = mapped_column(default=0)
    findings: Mapped[list] = mapped_column(Json, default=list)
    apart: Mapped[list | None] = mapped_column(Json)
    person: Mapped[Person | None] = relationship()
