"""Papers that wait to be signed or released and would come out otherwise now: the product was renewed since, with its
templates, its layout or its fonts.

Only the workshop can tell, so the worker asks it, once when it starts: what makes papers is renewed while no worker
runs. What is found stands beside the paper, where lists can ask for it (`outdated`).
"""

from sqlalchemy import select, update

from grants.database import writing
from grants.extensions import db
from grants.models import Paper
from grants.rendering.faults import PaperRefused
from grants.services import typesetting
from grants.services.outdated import WAITING


def look() -> None:
    """Note of every waiting paper of a case whether it would come out otherwise now; one that was made anew meanwhile
    is left as it is. Not to be called inside `writing`."""
    waiting = select(Paper).where(Paper.status.in_(WAITING), Paper.application_id.is_not(None))
    papers = list(db.session.scalars(waiting))
    found = [(paper.id, paper.digest, old) for paper in papers if (old := is_old(paper)) is not paper.aged]
    db.session.rollback()
    if found:
        with writing():
            for paper_id, digest, old in found:
                same = (Paper.id == paper_id, Paper.digest == digest)
                db.session.execute(update(Paper).where(*same).values(aged=old))


def is_old(paper: Paper) -> bool:
    """Whether this paper would come out otherwise; what could not even be made any more would."""
    try:
        return not typesetting.same_again(paper.record, paper.context)
    except PaperRefused:
        return True
