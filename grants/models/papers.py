"""Papers: the exact bytes prepared, approved by digest and released, and the numbers they carry."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.extensions import Model
from grants.models.types import Instant, Json, Sealed


class Paper(Model):
    """One paper. Its bytes are the blob of `digest`; released, they are sent with their signature as `signed_digest`.

    Once released it is never rendered again. `replaced_by` is the paper that took the place of a void one.
    """

    __tablename__ = "papers"
    __table_args__ = (
        CheckConstraint(
            "status IN ('reserved', 'prepared', 'approved', 'released', 'void')", name="status_known"
        ),
        UniqueConstraint("series", "year", "serial"),
        Index(
            "uq_papers_open",
            "application_id",
            "kind",
            unique=True,
            sqlite_where=text("status IN ('reserved', 'prepared', 'approved')"),
            postgresql_where=text("status IN ('reserved', 'prepared', 'approved')"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int | None] = mapped_column(ForeignKey("applications.id"), index=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    series: Mapped[str] = mapped_column(String(32))
    year: Mapped[int]
    serial: Mapped[int]
    number: Mapped[str] = mapped_column(String(60), index=True)
    # the short code to type on the verification page
    code: Mapped[str] = mapped_column(String(16), unique=True)
    status: Mapped[str] = mapped_column(String(12), default="prepared")
    digest: Mapped[str] = mapped_column(String(64), index=True)
    signed_digest: Mapped[str] = mapped_column(String(64), default="", index=True)
    # digest of the context, template and fonts it was made from
    basis: Mapped[str] = mapped_column(String(64))
    record: Mapped[dict] = mapped_column(Json)
    context: Mapped[dict] = mapped_column(Sealed)
    aged: Mapped[bool] = mapped_column(default=False, server_default=false())  # as services.aging found it
    prepared_at: Mapped[datetime] = mapped_column(Instant)
    released_at: Mapped[datetime | None] = mapped_column(Instant)
    voided_at: Mapped[datetime | None] = mapped_column(Instant)
    void_reason: Mapped[str] = mapped_column(String(200), default="")
    replaced_by: Mapped[int | None] = mapped_column(ForeignKey("papers.id"))
    replacement: Mapped["Paper | None"] = relationship(remote_side=[id])

    @property
    def sent_digest(self) -> str:
        """Of the bytes a reader gets: with the signature where there is one."""
        return self.signed_digest or self.digest


class NumberSeries(Model):
    """The last number given in a series and year; the row is locked while the next is taken."""

    __tablename__ = "number_series"

    series: Mapped[str] = mapped_column(String(32), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(default=0)
