"""Reading papers: the stored bytes for who may see them, and the public answer to "is this genuine?"."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from grants.access import Viewer, visible
from grants.errors import NotFound
from grants.extensions import db
from grants.models import Application, Paper, PaperCase
from grants.services import blobs, cases
from grants.services.dossiers import papers_of


def paper(viewer: Viewer, paper_id: int) -> Paper:
    """A paper this viewer may read, by the same rule as the case page."""
    row = db.session.get(Paper, paper_id)
    application = db.session.get(Application, row.application_id or named(viewer, paper_id)) if row else None
    if application is None:
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
    """What the public may know of a paper: nothing personal, and nothing of papers not released."""

    number: str
    kind: str
    programme: str
    unit: str
    title: str
    released_at: datetime | None
    in_force: bool
    voided_at: datetime | None
    void_reason: str
    digest: str


def verify(code: str) -> Verdict | None:
    """The released paper with this short code, or None."""
    typed = code.replace("-", "").replace(" ", "").upper()
    row = db.session.execute(
        select(Paper, Application)
        .join(Application, Application.id == Paper.application_id)
        .where(Paper.code == typed, Paper.released_at.is_not(None))
    ).one_or_none()
    if row is None:
        return None
    paper, application = row
    return Verdict(
        number=paper.number,
        kind=paper.kind,
        programme=application.programme,
        unit=application.organisation.name,
        title=application.title,
        released_at=paper.released_at,
        in_force=paper.status == "released",
        voided_at=paper.voided_at,
        void_reason=paper.void_reason,
        digest=paper.digest,
    )
