"""Money that has to come back: what is still owed, since when overdue, and how what is settled ended. Sums in fen."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, literal, select, tuple_

from grants import clock
from grants.access import Viewer, visible
from grants.extensions import db
from grants.models import Application, Event
from grants.services.cases import Opened
from grants.services.lists import cases
from grants.services.sorting import NEVER, placed
from grants.texts import N_
from workflows.parts.recovery import instalments

PAGE = 100
SETTLED = 50  # how many of those that ended are shown
# What the last act of a recovery leaves to be done, and by whom.
NEXT = {
    "record_recovery": N_("一笔已登记，待财务复核"),
    "propose_write_off": N_("已提出核销，待领导审批"),
}
ACTS = ("record_recovery", "confirm_recovery", "return_recovery", "propose_write_off", "refuse_write_off")


@dataclass(frozen=True)
class Instalment:
    """A sum that came back, as the maker recorded it; `confirmed` once the checker has seen it too."""

    amount: int
    received_on: date | None
    reference: str
    confirmed: bool


@dataclass(frozen=True)
class Account:
    """How the recovery of one case stands: what was asked back until when, what came, and what is still owed.
    `instalments` is None for who may not read them; `waiting` is what was recorded and not yet confirmed."""

    asked: int
    received: int
    due: date | None
    instalments: tuple[Instalment, ...] | None
    waiting: int

    @property
    def rest(self) -> int:
        return self.asked - self.received


def account(opened: Opened) -> Account:
    """The recovery of this case, as its reader may know it."""
    row = opened.application
    told = tuple(
        Instalment(
            deed.values.get("amount") or 0,
            deed.values.get("received_on"),
            str(deed.values.get("reference") or ""),
            confirmed,
        )
        for deed, confirmed in instalments(opened.case)
    )
    readable = opened.tells("record_recovery")
    waiting = sum(one.amount for one in told if not one.confirmed) if readable else 0
    return Account(row.reclaimed, row.recovered, row.due_on, told if readable else None, waiting)


@dataclass(frozen=True)
class Owed:
    """A case whose money has to come back, or had to; `waits` says what somebody of the office has to do."""

    application: Application
    waits: str = ""

    @property
    def proposed(self) -> bool:
        """Whether it has been proposed to give up the rest, and nobody has decided yet."""
        return self.waits == NEXT["propose_write_off"]

    @property
    def rest(self) -> int:
        row = self.application
        return row.reclaimed - row.recovered - row.written_off

    @property
    def due(self) -> date | None:
        return self.application.due_on

    @property
    def overdue(self) -> int:
        """Days since the period given to pay back was over; 0 while it runs."""
        return max((clock.today() - self.due).days, 0) if self.due else 0

    @property
    def key(self) -> str:
        """Where a page after this one begins."""
        return f"{self.due or NEVER}~{self.application.id}"


def conditions(viewer: Viewer, programmes: list[str]) -> tuple[ColumnElement[bool], ...]:
    """Of the cases being recovered that this viewer may know of."""
    return (visible(viewer), Application.programme.in_(programmes), Application.state == "recovering")


def counted(viewer: Viewer, programmes: list[str]) -> tuple[int, int]:
    """How many cases are being recovered, and what has not come back of them."""
    rest = Application.reclaimed - Application.recovered - Application.written_off
    query = select(func.count(), func.coalesce(func.sum(rest), 0))
    count, total = db.session.execute(query.where(*conditions(viewer, programmes))).one()
    return count, int(total)


def owed(viewer: Viewer, programmes: list[str], after: str = "") -> list[Owed]:
    """The cases being recovered, the longest overdue first: those of a page from `after` on, and one more. In two
    statements."""
    day = func.coalesce(Application.due_on, literal(NEVER))
    query = cases().where(*conditions(viewer, programmes)).order_by(day, Application.id).limit(PAGE + 1)
    if place := placed(after):
        query = query.where(tuple_(day, Application.id) > tuple_(*map(literal, place)))
    rows = list(db.session.scalars(query))
    acts = select(Event.application_id, Event.action).where(
        Event.application_id.in_([row.id for row in rows]), Event.action.in_(ACTS)
    )
    last = {row.application_id: row.action for row in db.session.execute(acts.order_by(Event.number))}
    return [Owed(row, NEXT.get(last.get(row.id, ""), "")) for row in rows]


def settled(viewer: Viewer, programmes: list[str]) -> list[Owed]:
    """The last cases in which nothing is owed any more: all came back, or the rest was given up."""
    mine = (visible(viewer), Application.programme.in_(programmes), Application.state == "revoked")
    query = cases().where(*mine, Application.reclaimed > 0).order_by(Application.updated_at.desc())
    return [Owed(row) for row in db.session.scalars(query.limit(SETTLED))]
