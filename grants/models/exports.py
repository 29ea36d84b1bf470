"""Lists made into a table to take away, by the worker, for one person."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.extensions import Model
from grants.models.people import Person
from grants.models.types import Instant, Json


class Export(Model):
    """A list of cases as one person narrowed it (`query`), with its columns, written out by the worker.

    `rights` is a digest of what its person might see when it was made: the file goes to nobody else, and to them only
    while they may see the same. `total` is how many cases there were when it was ordered, `written` how many are in
    the table so far. It is there from `finished_at`, under `file`, until `removed_at`; `faults` say why it could not be
    made.
    """

    __tablename__ = "exports"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    query: Mapped[dict] = mapped_column(Json)
    columns: Mapped[list] = mapped_column(Json)
    language: Mapped[str] = mapped_column(String(2))
    rights: Mapped[str] = mapped_column(String(64))
    total: Mapped[int]
    written: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime] = mapped_column(Instant)
    leased_until: Mapped[datetime | None] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant, index=True)
    removed_at: Mapped[datetime | None] = mapped_column(Instant)
    file: Mapped[str] = mapped_column(String(80), default="")
    size: Mapped[int] = mapped_column(default=0)
    faults: Mapped[list] = mapped_column(Json, default=list)
    person: Mapped[Person] = relationship()
