"""The outbox: messages written with what they tell of, delivered afterwards. And the kept answers of the API."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from grants.extensions import Model
from grants.models.types import Instant, Json, Sealed


class Message(Model):
    """One message to one person. `key` makes it unique, the lease lets one worker at a time deliver it.

    What tells of a case holds what is told (`occasion`, `audience`, `given`) and is put in words by the worker, in the
    language of its recipient (`written`); everything else is written in words at once. `urgent` is told at once,
    whatever the recipient chose.
    """

    __tablename__ = "messages"
    __table_args__ = (
        CheckConstraint("channel IN ('mail', 'robot', 'sms')", name="channel_known"),
        Index("ix_messages_unwritten", "id", sqlite_where=text("NOT written"), postgresql_where=text("NOT written")),
        Index(
            "ix_messages_unsent", "due_at", "id",
            sqlite_where=text("sent_at IS NULL"), postgresql_where=text("sent_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    channel: Mapped[str] = mapped_column(String(8), default="mail")
    to: Mapped[str] = mapped_column(String(254))
    occasion: Mapped[str] = mapped_column(String(32), default="")
    audience: Mapped[str] = mapped_column(String(8), default="")
    programme: Mapped[str | None] = mapped_column(String(32))
    application_id: Mapped[int | None] = mapped_column(ForeignKey("applications.id"), index=True)
    given: Mapped[dict | None] = mapped_column(Json)
    urgent: Mapped[bool] = mapped_column(default=True)
    written: Mapped[bool] = mapped_column(default=True)
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    # a link only the recipient may see, never shown in the outbox
    secret: Mapped[str | None] = mapped_column(Sealed)
    created_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant)
    leased_until: Mapped[datetime | None] = mapped_column(Instant)
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    error: Mapped[str] = mapped_column(String(300), default="")


class IdempotentAnswer(Model):
    """The answer given to a write of the API under its idempotency key; the same key gets the same answer."""

    __tablename__ = "idempotent_answers"
    __table_args__ = (UniqueConstraint("person_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    key: Mapped[str] = mapped_column(String(120))
    request_digest: Mapped[str] = mapped_column(String(64))
    status: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Instant)
