"""Reading papers: the stored bytes for who may see them, and what the public register says of a released one."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, select

from grants import clock
from grants.access import Viewer, visible
from grants.errors import NotFound
from grants.extensions import db
from grants.models import Application, Organisation, Paper, PaperCase, Round
from grants.rendering.fields import PERSONAL
from grants.services import blobs, cases
from grants.services.dossiers import papers_of

TITLED = ("naming_certificate",)  # kinds that say what holds for a term


def paper(viewer: Viewer, paper_id: int) -> Paper:
    """A paper this viewer may read, by the same rule as the case page."""
    row = db.session.get(Paper, paper_id)
    application = db.session.get(Application, row.application_id or named(viewer, paper_id)) if row else None
    if row is None or application is None:
        raise NotFound
    opened = cases.opened(viewer, cases.find(viewer, application.number))
    if row not in papers_of(application, frozenset(opened.roles)):
        raise NotFound
    return row


def named(viewer: Viewer, paper_id: int) -> int:
    """A case this viewer may know of among those a paper of a round speaks of; 0 where there is none."""
    query = select(PaperCase.application_id).join(Application).where(PaperCase.paper_id == paper_id)
    return db.session.scalar(query.where(visible(viewer)).limit(1)) or 0


def paper_bytes(viewer: Viewer, paper_id: int) -> tuple[Paper, bytes]:
    """The exact bytes that were prepared, never rendered again; released, with their signature behind them."""
    row = paper(viewer, paper_id)
    return row, blobs.get(row.sent_digest)


@dataclass(frozen=True)
class Verdict:
    """What the public may know of a paper: nothing personal, and nothing of papers not released.

    `digest` is of the file that was sent; `level` and `ends_on`, its last day, are those of a title, where the paper
    gives one. Of the paper that took the place of a void one, `replaced_by` is the number and `replaced_on` when it was
    released.
    """

    code: str
    number: str
    kind: str
    programme: str
    unit: str
    title: str
    released_at: datetime | None
    in_force: bool
    voided_at: datetime | None
    void_reason: str
    replaced_by: str
    replaced_on: datetime | None
    digest: str
    level: str
    ends_on: date | None


def released() -> Select[Paper, Round, Application, Organisation]:
    """The released papers with the case, round and unit they are of."""
    return (
        select(Paper, Round, Application, Organisation)
        .join(Round, Round.id == Paper.round_id)
        .outerjoin(Application, Application.id == Paper.application_id)
        .outerjoin(Organisation, Organisation.id == Application.organisation_id)
        .where(Paper.released_at.is_not(None))
    )


def register(condition: ColumnElement[bool]) -> tuple[Paper, Verdict] | None:
    """The released paper this condition names, with what the public may know of it."""
    row = db.session.execute(released().where(condition).limit(1)).one_or_none()
    return (row[0], told(*row)) if row else None


def verify(code: str) -> Verdict | None:
    """The released paper with this short code, or None."""
    found = register(Paper.code == plain(code))
    return found[1] if found else None


def plain(code: str) -> str:
    """A code as it is stored, however it was typed."""
    return code.replace("-", "").replace(" ", "").upper()


def told(paper: Paper, round_: Round, case: Application | None, unit: Organisation | None) -> Verdict:
    """A paper of a round names the round in the place of a unit's title."""
    titled = case if paper.kind in TITLED else None
    ends_on = titled.term_ends if titled else None
    successor = paper.replacement
    return Verdict(
        code=paper.code,
        number=paper.number,
        kind=paper.kind,
        programme=round_.programme,
        unit=unit.name if unit else "",
        title=case.title if case else round_.name,
        released_at=paper.released_at,
        in_force=paper.status == "released" and (ends_on is None or ends_on >= clock.today()),
        voided_at=paper.voided_at,
        void_reason=PERSONAL.sub("****", paper.void_reason),
        replaced_by=successor.number if successor else "",
        replaced_on=successor.released_at if successor else None,
        digest=paper.sent_digest,
        level=titled.level if titled else "",
        ends_on=ends_on,
    )
