"""The form of a write-off: drawn of the newest proposal, as far as it has come, for whoever may know of it."""

import pytest

from grants import clock
from grants.errors import NotFound
from grants.extensions import db
from grants.models import Answer, Application, Event
from grants.rendering.kinds import KINDS
from grants.services import case_papers, cases, dossiers, log, money, preparing
from grants.services.case_papers import write_off
from grants.services.case_papers.common import Asked
from tests import factories
from tests.factories import sign_in
from tests.workflows.factories import deed

pytestmark = pytest.mark.one_database
PROPOSED, REFUSED = deed("propose_write_off", 5, amount=5), deed("refuse_write_off", 6)
CAME, WRITTEN_OFF = deed("record_recovery", 6), deed("write_off", 6)
KIND = "write_off_form"


@pytest.mark.parametrize(
    ("deeds", "told"),
    [
        ((deed("revoke", 1),), None),
        ((PROPOSED,), "待审批"),
        ((deed("record_recovery", 4), PROPOSED), "待审批"),
        ((PROPOSED, WRITTEN_OFF), "批准核销"),
        ((PROPOSED, REFUSED), "不予核销"),
        ((PROPOSED, CAME), "提出后又有款项退回，须按余额重新提出"),
        ((PROPOSED, REFUSED, deed("propose_write_off", 7)), "待审批"),
    ],
)
def test_what_became_of_the_newest_proposal(deeds, told):
    proposed, followed = write_off.proposal(deeds)
    assert (write_off.OUTCOMES[followed.action if followed else ""] if proposed else None) == told


@pytest.fixture
def owed(app) -> str:
    """A case that owes 3,000 yuan of which 1,000 came back; its number."""
    case = factories.application("recovering", title="一种焊装夹具")
    event = log.append(Event(at=clock.now(), application_id=case.id, subject=case.number, action="revoke"))
    db.session.flush()
    asked = {"reasons": "弄虚作假", "rule": "办法第十二条", "recover": "3000.00"}
    db.session.add(Answer(event_number=event.number, application_id=case.id, action="revoke", masked=asked))
    for sums in ({"awarded": 300_000}, {"instructed": 300_000}, {"paid": 300_000}, {"reclaimed": 300_000}):
        money.post(event, case.round_id, case, **sums)
    money.post(event, case.round_id, case, recovered=100_000)
    db.session.commit()
    return case.number


def said(number: str, by) -> dict:
    """What the form says, which its schema has accepted."""
    viewer = factories.viewer(by)
    dossier = dossiers.dossier(viewer, number)
    found = case_papers.KINDS[KIND].context(Asked(dossier, cases.opened(viewer, dossier.application)))
    KINDS[KIND].schema.load(found)
    return found


def test_it_is_drawn_from_the_proposal_on_and_names_both_who_acted(owed, client):
    maker, leader, officer = (factories.person(role) for role in ("maker", "leader", "officer"))
    with pytest.raises(NotFound):
        case_papers.drawn(factories.viewer(maker), owed, KIND)
    reasons = {"amount": "2000.00", "reasons": "单位已注销\t无财产", "rule": "终结破产程序裁定书"}
    preparing.perform(factories.viewer(maker), owed, "propose_write_off", reasons)
    told = said(owed, officer)
    assert (told["reclaimed"], told["recovered"], told["amount"]) == (300_000, 100_000, 200_000)
    assert (told["outcome"], told["reasons"]) == ("待审批", "单位已注销 无财产")
    assert [hand["name"] for hand in told["hands"]] == [maker.name, ""]
    round_id = db.session.query(Application.round_id).scalar()
    sign_in(client, maker)
    address = f"/applications/{owed}/print/{KIND}.pdf"
    assert address in client.get("/finance/recoveries").text
    assert (address in client.get(f"/finance/ledger/{round_id}").text) == (told["outcome"] == "批准核销")
    preparing.perform(factories.viewer(leader), owed, "write_off", {"agreed": True, "opinion": "同意核销"})
    told = said(owed, maker)
    assert (told["outcome"], told["opinion"]) == ("批准核销", "同意核销")
    assert [hand["name"] for hand in told["hands"]] == [maker.name, leader.name]
    assert address in client.get("/finance/recoveries").text
    assert (address in client.get(f"/finance/ledger/{round_id}").text) == (told["outcome"] == "批准核销")
