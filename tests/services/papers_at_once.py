"""A round whose papers are about to be made, for tests of papers in bulk."""

from sqlalchemy import select

from grants import worker
from grants.database import writing
from grants.extensions import db
from grants.models import Paper
from grants.services import aging, applications, outdated, paper_batches
from tests import factories
from tests.lives.office import SAMPLES, Office, on
from tests.lives.test_together import DIFFERENT

DAY = "2026-05-08 09:00"


def at_releasing(count: int) -> Office:
    """An office with so many patents whose notice has closed."""
    office = Office("patent")
    office.people["auditor"] = factories.person("auditor")
    office.numbers = [office.begin() for _ in range(count)]
    for number, different in zip(office.numbers, DIFFERENT, strict=False):
        office.do(number, "submit", SAMPLES["patent"]() | different)
        for action in ("endorse", "accept"):
            office.do(number, action)
        office.do(number, "propose", office.answers("propose") | {"amount": "3000.00"})
        office.do(number, "decide")
        with on("2026-04-28 09:00"):
            office.do(number, "post_notice", {"starts_on": "2026-04-28"})
    with on(DAY), writing():
        applications.advance_due()
    return office


def work_off() -> None:
    """The worker, until no papers are left to make."""
    while worker.make_papers():
        pass


def ordered(office: Office, action: str = "prepare_papers", by: str = "officer") -> int:
    """A batch of everything that can be done now, as the page orders it."""
    viewer = office.viewer(by)
    offer = next(offer for offer in paper_batches.offers(viewer, office.round.id) if offer.action == action)
    with writing():
        return paper_batches.order(viewer, office.round.id, action, offer.seen).id


def found(office: Office, batch_id: int) -> paper_batches.Progress:
    db.session.rollback()
    return paper_batches.progress(office.viewer("auditor"), batch_id)


def made_again(office: Office) -> None:
    """Once the product was renewed: what would come out otherwise is the office's to make again, by the same button,
    and not the leader's to sign."""
    officer = office.viewer("officer")
    aging.look()
    assert outdated.by_round(officer) == []
    paper = db.session.scalars(select(Paper).where(Paper.status == "prepared")).first()
    with writing():
        db.session.get_one(Paper, paper.id).record = paper.record | {"layout": "that of before"}
    aging.look()
    assert outdated.by_round(officer) == [(office.round, 1)]
    assert outdated.by_round(office.viewer("leader")) == []
    (offer,) = paper_batches.offers(office.viewer("leader"), office.round.id)
    assert (offer.action, len(offer.cases)) == ("approve_papers", 1)
    again = ordered(office)
    work_off()
    assert (found(office, again).done, outdated.by_round(officer)) == (1, [])
