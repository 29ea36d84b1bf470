"""The log: append-only events chained by hash, and the answers given with them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from grants.extensions import Model
from grants.models.types import Instant, Json, Sealed


class Event(Model):
    """One thing done. `recorded` is canonical JSON of what the act itself established (sums, numbers, dates)."""

    __tablename__ = "events"
    __table_args__ = (
        Index(
            "ix_events_of_no_case",
            "subject",
            "number",
            sqlite_where=text("application_id IS NULL"),
            postgresql_where=text("application_id IS NULL"),
        ),
        Index(
            "ix_events_noted",
            "action",
            "number",
            sqlite_where=text("application_id IS NULL"),
            postgresql_where=text("application_id IS NULL"),
        ),
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    application_id: Mapped[int | None] = mapped_column(ForeignKey("applications.id"), index=True)
    subject: Mapped[str] = mapped_column(String(80))  # the case's number, or what else the event is about
    action: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    principal_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    duty: Mapped[str] = mapped_column(String(16), default="")
    before: Mapped[str] = mapped_column(String(24), default="")
    after: Mapped[str] = mapped_column(String(24), default="")
    recorded: Mapped[str] = mapped_column(Text, default="{}")
    answers_digest: Mapped[str] = mapped_column(String(64), default="")
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64), unique=True)


class Answer(Model):
    """What was answered with an event: masked, beside the sealed personal fields; these can be anonymised."""

    __tablename__ = "answers"

    event_number: Mapped[int] = mapped_column(
        ForeignKey("events.number"), primary_key=True, autoincrement=False
    )
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    action: Mapped[str] = mapped_column(String(40))
    masked: Mapped[dict] = mapped_column(Json)
    sealed: Mapped[dict | None] = mapped_column(Sealed)


class LogHead(Model):
    """The end of the chain: one row, locked by whoever appends."""

    __tablename__ = "log_heads"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(default=0)
    digest: Mapped[str] = mapped_column(String(64))
