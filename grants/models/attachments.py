"""Attachments: original bytes under their digest, bound to a case, an action and a field."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.extensions import Model
from grants.models.types import Instant


class Blob(Model):
    """Bytes kept in the store under their SHA-256; the row says what they are."""

    __tablename__ = "blobs"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[datetime] = mapped_column(Instant)


class Attachment(Model):
    """A file somebody gave to a case. `removed_at` hides it; the bytes stay while the case does."""

    __tablename__ = "attachments"
    __table_args__ = (CheckConstraint("scan IN ('unscanned', 'clean', 'infected')", name="scan_known"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    action: Mapped[str] = mapped_column(String(40))
    field: Mapped[str] = mapped_column(String(80))
    digest: Mapped[str] = mapped_column(ForeignKey("blobs.digest"))
    filename: Mapped[str] = mapped_column(String(200))
    uploaded_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    uploaded_at: Mapped[datetime] = mapped_column(Instant)
    scan: Mapped[str] = mapped_column(String(10), default="unscanned")
    removed_at: Mapped[datetime | None] = mapped_column(Instant)
    blob: Mapped[Blob] = relationship(lazy="joined")
