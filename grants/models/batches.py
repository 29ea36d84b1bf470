"""Papers in bulk: one order for the papers of a round, a row for each of its cases, worked off by the worker."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.extensions import Model
from grants.models.rounds import Round
from grants.models.types import Instant, Json


class PaperBatch(Model):
    """One action for many cases of a round, ordered by one person. A round has one under way at a time.

    Done, its papers are bound: `printed` is the digest of the one file to print, `archived` of the archive by unit.
    """

    __tablename__ = "paper_batches"
    __table_args__ = (
        CheckConstraint("action IN ('prepare_papers', 'approve_papers', 'release')", name="action_known"),
        Index(
            "uq_paper_batches_under_way",
            "round_id",
            unique=True,
            sqlite_where=text("finished_at IS NULL"),
            postgresql_where=text("finished_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    action: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    ordered_at: Mapped[datetime] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    leased_until: Mapped[datetime | None] = mapped_column(Instant)
    printed: Mapped[str] = mapped_column(String(64), default="")
    archived: Mapped[str] = mapped_column(String(64), default="")
    round: Mapped[Round] = relationship()


class BatchItem(Model):
    """One case of a batch. `attempts` counts how often a worker took it, and tells which taking still counts.

    `posted` is what the action is told; `papers` the digests of the papers it came to, by their number of row;
    `sentences` why it was refused.
    """

    __tablename__ = "paper_batch_items"
    __table_args__ = (
        CheckConstraint("status IN ('waiting', 'done', 'refused')", name="status_known"),
        Index("ix_paper_batch_items_status", "batch_id", "status"),
    )

    batch_id: Mapped[int] = mapped_column(ForeignKey("paper_batches.id"), primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), primary_key=True, index=True)
    posted: Mapped[dict] = mapped_column(Json)
    status: Mapped[str] = mapped_column(String(8), default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    papers: Mapped[dict] = mapped_column(Json, default=dict)
    sentences: Mapped[list] = mapped_column(Json, default=list)
