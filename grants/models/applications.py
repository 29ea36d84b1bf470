"""Applications (cases), and what hangs on one: drafts, duties held, claims on its subject, assigned experts."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, query_expression, relationship

from grants.extensions import Model
from grants.models.organisations import Organisation
from grants.models.papers import Paper
from grants.models.rounds import Round, RoundTerms
from grants.models.types import Instant, Json, Sealed


class Application(Model):
    """A case. Only services.applications.perform writes `state` and `version`. Sums in fen."""

    __tablename__ = "applications"
    __table_args__ = (
        CheckConstraint("awarded >= 0", name="awarded_not_negative"),
        CheckConstraint("proposed >= 0", name="proposed_not_negative"),
        CheckConstraint("instructed <= awarded", name="instructed_within_awarded"),
        CheckConstraint("paid <= instructed", name="paid_within_instructed"),
        CheckConstraint("recovered <= paid", name="recovered_within_paid"),
        CheckConstraint("reclaimed <= paid", name="reclaimed_within_paid"),
        CheckConstraint("recovered + written_off <= reclaimed", name="settled_within_reclaimed"),
        CheckConstraint("origin IN ('applied', 'imported')", name="origin_known"),
        Index("ix_applications_list", "programme", "state", "updated_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    programme: Mapped[str] = mapped_column(String(32))
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    terms_id: Mapped[int] = mapped_column(ForeignKey("round_terms.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    state: Mapped[str] = mapped_column(String(24))
    version: Mapped[int] = mapped_column(default=1)
    origin: Mapped[str] = mapped_column(String(10), default="applied")
    title: Mapped[str] = mapped_column(String(200), default="")
    level: Mapped[str] = mapped_column(String(24), default="")  # level or grade awarded
    proposed: Mapped[int] = mapped_column(BigInteger, default=0)
    awarded: Mapped[int] = mapped_column(BigInteger, default=0)
    instructed: Mapped[int] = mapped_column(BigInteger, default=0)
    paid: Mapped[int] = mapped_column(BigInteger, default=0)
    reclaimed: Mapped[int] = mapped_column(BigInteger, default=0)
    recovered: Mapped[int] = mapped_column(BigInteger, default=0)
    written_off: Mapped[int] = mapped_column(BigInteger, default=0)
    awarded_on: Mapped[date | None]
    term_starts: Mapped[date | None]
    term_ends: Mapped[date | None]
    due_on: Mapped[date | None]  # the last day of the period that runs now
    # when an automatic move may be due
    wakes_at: Mapped[datetime | None] = mapped_column(Instant, index=True)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant)
    organisation: Mapped[Organisation] = relationship()
    round: Mapped[Round] = relationship()
    terms: Mapped[RoundTerms] = relationship()
    experts: Mapped[list["Assignment"]] = relationship(viewonly=True)
    papers: Mapped[list[Paper]] = relationship(viewonly=True, order_by=Paper.id)
    # Read with the case where an action asks it (see services.beside); None where nobody did: the office's own days and
    # templates as services.workdays and services.typesetting write them, and whether its papers wait to be made again
    # (services.outdated) or, signed, to be released (services.turns).
    days_off: Mapped[str | None] = query_expression()
    own_templates: Mapped[str | None] = query_expression()
    outdated: Mapped[bool | None] = query_expression()
    signed: Mapped[bool | None] = query_expression()


class Draft(Model):
    """Answers not yet posted, as typed, faults and all. The application's draft belongs to the unit (person 0).

    `marks` are what was pointed at beside the form, of what it judges: the names of answers and sections.
    """

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("application_id", "action", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    action: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[int] = mapped_column(default=0)
    masked: Mapped[dict] = mapped_column(Json)
    sealed: Mapped[dict | None] = mapped_column(Sealed)
    marks: Mapped[list] = mapped_column(Json, default=list, server_default="[]")
    revision: Mapped[int] = mapped_column(default=1)
    saved_at: Mapped[datetime] = mapped_column(Instant)


class DutyHolder(Model):
    """Who holds which duty in a case: one person, one duty, and the database says so too."""

    __tablename__ = "duty_holders"

    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    duty: Mapped[str] = mapped_column(String(16))


class Claimed(Model):
    """A claim held by one case (a patent number, a person's reward of the year); the key is a keyed digest."""

    __tablename__ = "claims"
    __table_args__ = (UniqueConstraint("kind", "digest", "slot"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    digest: Mapped[str] = mapped_column(String(64))
    slot: Mapped[int] = mapped_column(default=1)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)


class Assignment(Model):
    """An expert assigned to a case; `cleared` opens the dossier, `conflicted` closes it for good."""

    __tablename__ = "assignments"
    __table_args__ = (
        CheckConstraint("status IN ('assigned', 'cleared', 'conflicted', 'reviewed')", name="status_known"),
    )

    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    status: Mapped[str] = mapped_column(String(12), default="assigned")
    assigned_at: Mapped[datetime] = mapped_column(Instant)
