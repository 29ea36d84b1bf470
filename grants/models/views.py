"""Views: a name for how somebody looked at the list of cases."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from grants.extensions import Model
from grants.models.types import Instant, Json


class SavedView(Model):
    """A query of the list of cases under a name, its maker's alone or shared with the office of a programme.

    `query` is what the list's address says. It holds no cases: everybody who opens it sees their own.
    """

    __tablename__ = "saved_views"
    __table_args__ = (UniqueConstraint("person_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    name: Mapped[str] = mapped_column(String(40))
    programme: Mapped[str | None] = mapped_column(String(32), index=True)  # whose office shares it
    query: Mapped[dict] = mapped_column(Json)
    made_at: Mapped[datetime] = mapped_column(Instant)
