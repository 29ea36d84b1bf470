"""Papers of a whole round: who made and approved them, and which cases they speak of."""

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from grants.extensions import Model


class RoundPaper(Model):
    """A paper that is made for a round and not within one case. Who approves is not who prepared.

    `replaces` is the released paper it will take the place of, for `reason`.
    """

    __tablename__ = "round_papers"
    __table_args__ = (
        CheckConstraint("approved_by IS NULL OR approved_by <> prepared_by", name="two_persons"),
    )

    paper_id: Mapped[int] = mapped_column(ForeignKey("papers.id"), primary_key=True)
    prepared_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    replaces: Mapped[int | None] = mapped_column(ForeignKey("papers.id"))
    reason: Mapped[str] = mapped_column(String(200), default="")


class PaperCase(Model):
    """A case that a paper of a round speaks of."""

    __tablename__ = "paper_cases"

    paper_id: Mapped[int] = mapped_column(ForeignKey("papers.id"), primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), primary_key=True, index=True)
