"""The office's own table of days off and working weekends, which stands over the published arrangement."""

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from grants.extensions import Model


class Holiday(Model):
    """One day that is not what its weekday or the published arrangement says."""

    __tablename__ = "holidays"

    day: Mapped[date] = mapped_column(primary_key=True)
    working: Mapped[bool]
    name: Mapped[str] = mapped_column(String(40))
