"""What signing in needs beside the person: counted failures, links for a new password, requests to join."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from grants.extensions import Model
from grants.models.types import Instant


class SignInCount(Model):
    """Failures in a row at one address. Kept by the keyed digest of what was typed, known or not:
    an address without an account locks exactly like one with an account, and so tells nothing."""

    __tablename__ = "sign_in_counts"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    failed_at: Mapped[datetime] = mapped_column(Instant, index=True)
    locked_until: Mapped[datetime | None] = mapped_column(Instant)


class PasswordReset(Model):
    """A mailed link that sets a new password, once; only the digest of its token is kept."""

    __tablename__ = "password_resets"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class JoinRequest(Model):
    """Somebody registered under the code of a unit that is already here; its members decide."""

    __tablename__ = "join_requests"
    __table_args__ = (
        CheckConstraint("role IN ('applicant', 'endorser')", name="role_of_organisation"),
        CheckConstraint("status IN ('open', 'agreed', 'refused')", name="status_known"),
        Index(
            "uq_join_requests_open",
            "person_id",
            "organisation_id",
            unique=True,
            sqlite_where=text("status = 'open'"),
            postgresql_where=text("status = 'open'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    role: Mapped[str] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(8), default="open")
    created_at: Mapped[datetime] = mapped_column(Instant)
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
