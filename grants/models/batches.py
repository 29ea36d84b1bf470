"""Many cases at once: one action for all of them, a row for each, worked off by the worker."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.extensions import Model
from grants.models.people import Person
from grants.models.rounds import Round
from grants.models.types import Instant, Json


class Batch(Model):
    """One action for many cases of a programme, ordered by one person.

    Of a round's papers there is one under way at a time; done, they are bound: `printed` is the digest of the one
    file to print, `archived` of the archive by unit. A batch over a list has no round: it was rehearsed at
    `made_at`, is begun at `starts_at` once it was ordered, and remembers how the list was narrowed (`query`).
    `posted` is what every one of its cases is told. `leased_until` says until when a worker has it in hand, to
    rehearse some of its cases or to bind its papers.
    """

    __tablename__ = "batches"
    __table_args__ = (
        Index(
            "uq_batches_under_way",
            "round_id",
            unique=True,
            sqlite_where=text("finished_at IS NULL"),
            postgresql_where=text("finished_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme: Mapped[str] = mapped_column(String(32))
    action: Mapped[str] = mapped_column(String(40))
    round_id: Mapped[int | None] = mapped_column(ForeignKey("rounds.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    query: Mapped[dict] = mapped_column(Json, default=dict)
    posted: Mapped[dict] = mapped_column(Json, default=dict)
    made_at: Mapped[datetime] = mapped_column(Instant)
    ordered_at: Mapped[datetime | None] = mapped_column(Instant)
    starts_at: Mapped[datetime | None] = mapped_column(Instant)
    recalled_at: Mapped[datetime | None] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    leased_until: Mapped[datetime | None] = mapped_column(Instant)
    printed: Mapped[str] = mapped_column(String(64), default="")
    archived: Mapped[str] = mapped_column(String(64), default="")
    round: Mapped[Round | None] = relationship()
    person: Mapped[Person] = relationship()


class BatchItem(Model):
    """One case of a batch. `attempts` counts how often a worker took it, and tells which taking still counts.

    `posted` is what this case alone is told, `version` the one it was rehearsed in, `foreseen` what the rehearsal
    came to; `planned` it has yet to be rehearsed. `event` is what was done, `papers` the digests of the papers it came
    to by their number of row, `sentences` why it was refused, or `barred` from being tried at all; `recalled` it was
    not begun.
    """

    __tablename__ = "batch_items"
    __table_args__ = (
        CheckConstraint(
            "status IN ('planned', 'waiting', 'done', 'refused', 'barred', 'recalled')", name="status_known"
        ),
        Index("ix_batch_items_status", "batch_id", "status"),
    )

    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"), primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), primary_key=True, index=True)
    posted: Mapped[dict] = mapped_column(Json)
    version: Mapped[int | None]
    foreseen: Mapped[dict] = mapped_column(Json, default=dict)
    status: Mapped[str] = mapped_column(String(8), default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    event: Mapped[int | None] = mapped_column(ForeignKey("events.number"))
    papers: Mapped[dict] = mapped_column(Json, default=dict)
    sentences: Mapped[list] = mapped_column(Json, default=list)
