"""Organisations, keyed by their unified social credit code; the profile fills every form in advance."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from grants.extensions import Model
from grants.models.types import Instant, Json, Sealed


class Organisation(Model):
    """An enterprise or its union. `profile` is masked answers reused by forms, `sealed` their secrets."""

    __tablename__ = "organisations"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(18), unique=True)
    name: Mapped[str] = mapped_column(String(120), index=True)
    industry: Mapped[str] = mapped_column(String(32), default="")
    profile: Mapped[dict] = mapped_column(Json, default=dict)
    sealed: Mapped[dict | None] = mapped_column(Sealed)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(Instant)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's way
