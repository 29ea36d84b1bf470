"""What an office wrote itself, of papers and messages: every version is kept, with who made it, when and why."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from grants.extensions import Model
from grants.models.types import Instant, Json


class OwnTemplate(Model):
    """One version of a programme's own template of a kind of paper, or wording of a message ("submit/unit").

    The newest counts; an empty `source` goes back to the shipped one. `digest` is the SHA-256 of the source. `basis` is
    what a template was written over, the shipped files by name; None of wordings, and where it was not yet remembered.
    """

    __tablename__ = "own_templates"
    __table_args__ = (UniqueConstraint("programme", "kind", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    programme: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(32))
    version: Mapped[int]
    source: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64), index=True)
    reason: Mapped[str] = mapped_column(String(200))
    made_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime] = mapped_column(Instant)
    basis: Mapped[dict[str, str] | None] = mapped_column(Json)
