"""The register of numbers: every number of every series, what became of it, and why one was not used.

Whoever of the office keeps papers reads the whole of a series, since a series runs through all programmes and one with
holes proves nothing; whose case a number went to is told only to who may know of the case.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from sqlalchemy import case, false, select, true

from grants import clock
from grants.access import OFFICE, Viewer, visible
from grants.errors import Conflict, Forbidden, Invalid, NotFound
from grants.extensions import db
from grants.models import Application, NumberSeries, Paper, Round
from grants.services import cases, notes

PAGE = 200
LONGEST_REASON = 200


@dataclass(frozen=True)
class Line:
    """One number. `paper` is None where nothing is registered under it, which must not be; `case` and `round` are
    empty for who may not know of them."""

    serial: int
    paper: Paper | None = None
    programme: str = ""
    case: str = ""
    round: Round | None = None
    voidable: bool = False

    @property
    def since(self) -> datetime | None:
        """When the number came to where it is now."""
        if self.paper is None:
            return None
        return self.paper.voided_at or self.paper.released_at or self.paper.prepared_at


def readable(viewer: Viewer) -> None:
    if not viewer.roles() & set(OFFICE):
        raise NotFound


def series(viewer: Viewer) -> list[NumberSeries]:
    """Every series and year with its last number, the newest year first."""
    readable(viewer)
    order = (NumberSeries.year.desc(), NumberSeries.series)
    return list(db.session.scalars(select(NumberSeries).order_by(*order)))


def page(viewer: Viewer, chosen: NumberSeries, after: int = 0) -> list[Line]:
    """The numbers after this one, each of them: a number without a paper is shown as missing."""
    readable(viewer)
    last = min(chosen.last, after + PAGE)
    found = {line.serial: line for line in lines(viewer, chosen, after, last)}
    return [found.get(serial) or Line(serial) for serial in range(after + 1, last + 1)]


def lines(viewer: Viewer, chosen: NumberSeries, after: int, last: int) -> Iterator[Line]:
    """What is registered between these numbers, in one statement."""
    known = case((visible(viewer), true()), else_=false())
    query = (
        select(Paper, Round, Application.number, known)
        .join(Round, Round.id == Paper.round_id)
        .outerjoin(Application, Application.id == Paper.application_id)
        .where(
            Paper.series == chosen.series, Paper.year == chosen.year, Paper.serial.between(after + 1, last)
        )
    )
    for paper, round_, number, may_know in db.session.execute(query):
        roles = viewer.roles(round_.programme)
        inside = bool(roles & set(OFFICE))
        yield Line(
            paper.serial,
            paper,
            round_.programme,
            number or "" if may_know else "",
            round_ if inside else None,
            paper.status == "reserved" and "officer" in roles,
        )


def void(viewer: Viewer, paper_id: int, reason: str) -> Paper:
    """A number that was kept and will not be used is void, with its reason; inside `writing`.

    Raises Forbidden for who is not an officer of its programme, Conflict where it is not merely kept.
    """
    readable(viewer)
    of_case = select(Paper.application_id).where(Paper.id == paper_id)
    cases.held(Application.id.in_(of_case))  # so that none of its papers is being made
    paper = db.session.scalar(select(Paper).where(Paper.id == paper_id).with_for_update())
    round_ = db.session.get(Round, paper.round_id) if paper else None
    if paper is None or round_ is None:
        raise NotFound
    if "officer" not in viewer.roles(round_.programme):
        raise Forbidden(gettext("只有本项目的工作人员可以作废文号。"))
    if paper.status != "reserved":
        raise Conflict(gettext("文号%(number)s已用于文书或已作废，不能在此作废。", number=paper.number))
    said = reasoned(reason)
    paper.status, paper.voided_at, paper.void_reason = "void", clock.now(), said
    notes.note(paper.number, "void_number", viewer.person, reason=said)
    return paper


def reasoned(reason: str) -> str:
    """The reason why a number or a paper is void, as it stays in the register; raises Invalid without one."""
    said = reason.strip()
    if not 0 < len(said) <= LONGEST_REASON:
        raise Invalid({"reason": [gettext("请填写原因，不超过%(longest)d字。", longest=LONGEST_REASON)]})
    return said
