"""People: accounts, the roles they hold and for how long, delegation, invitations, tokens of the API."""

from datetime import date, datetime

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.extensions import Model
from grants.models.types import Instant, Json, Sealed
from grants.texts import N_
from workflows.roles import DUTIES

ROLES: dict[str, str] = {**DUTIES, "auditor": N_("审计"), "admin": N_("系统管理员")}
OF_ORGANISATION = ("applicant", "endorser")
TOTP_REQUIRED = ("maker", "checker", "admin")
PACES = ("at_once", "daily", "urgent")


class Person(UserMixin, Model):
    """Somebody with an account. Never deleted: leaving is `active = False`, the proof stays."""

    __tablename__ = "people"
    __table_args__ = (CheckConstraint("pace IN ('" + "', '".join(PACES) + "')", name="pace_known"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    email: Mapped[str] = mapped_column(String(254), unique=True)
    language: Mapped[str] = mapped_column(String(8), default="")  # "zh", "en"; "" while none was chosen
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    totp_secret: Mapped[str | None] = mapped_column(Sealed)
    recovery_codes: Mapped[list | None] = mapped_column(Sealed)
    last_totp: Mapped[int] = mapped_column(default=0)  # the time step last used: a code works once
    epoch: Mapped[int] = mapped_column(default=0)  # raised to end every session of this person
    active: Mapped[bool] = mapped_column(default=True)
    list_columns: Mapped[list | None] = mapped_column(Json)  # of the list of cases, where others than usual
    pace: Mapped[str] = mapped_column(String(8), default="at_once")  # of mail, one of PACES
    phone: Mapped[str | None] = mapped_column(Sealed)  # for text messages, where somebody asked for them
    created_at: Mapped[datetime] = mapped_column(Instant)
    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="person", lazy="selectin", order_by="Membership.id"
    )

    @property
    def is_active(self) -> bool:
        return self.active

    def get_id(self) -> str:
        return f"{self.id}:{self.epoch}"


class Membership(Model):
    """A role held: in an organisation (applicant, endorser) or in the office, for one programme or all."""

    __tablename__ = "memberships"
    __table_args__ = (
        CheckConstraint(
            "(role IN ('applicant', 'endorser')) = (organisation_id IS NOT NULL)", name="organisation_by_role"
        ),
        CheckConstraint("role IN ('" + "', '".join(ROLES) + "')", name="role_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    role: Mapped[str] = mapped_column(String(16))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    programme: Mapped[str | None] = mapped_column(String(32))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    person: Mapped[Person] = relationship(back_populates="memberships")


class Expertise(Model):
    """An industry (`forms.parts.INDUSTRIES`) an expert is at home in; as many rows as they have."""

    __tablename__ = "expertise"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    industry: Mapped[str] = mapped_column(String(32), primary_key=True)


class Delegation(Model):
    """From one day to another somebody acts for somebody else in one role; both count as having acted."""

    __tablename__ = "delegations"
    __table_args__ = (
        CheckConstraint("from_id <> to_id", name="to_another"),
        CheckConstraint("ends_on >= starts_on", name="in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    role: Mapped[str] = mapped_column(String(16))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    reason: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class Invitation(Model):
    """A link that lets somebody set a password and hold a role; only the digest of its token is kept.

    `unit` holds what a unit that registers itself said of itself ({code, name, code_reason}); the
    organisation is made, or its members are asked, when the link has proved whose address it is.
    """

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[str] = mapped_column(String(254))
    name: Mapped[str] = mapped_column(String(80))
    role: Mapped[str] = mapped_column(String(16))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    programme: Mapped[str | None] = mapped_column(String(32))
    unit: Mapped[dict | None] = mapped_column(Json)
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class ApiToken(Model):
    """A bearer token of the API; only its digest is kept."""

    __tablename__ = "api_tokens"
    __table_args__ = (UniqueConstraint("token_digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    token_digest: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
