"""Bulk actions: rehearsed and nothing kept, ordered by their number, called back in time, done as if each alone."""

from datetime import timedelta

import pytest

from grants import clock
from grants.access import Held, Viewer
from grants.database import writing
from grants.errors import Conflict, Invalid, NotFound
from grants.extensions import db
from grants.models import Application, Batch, BatchItem, Event
from grants.programmes import PROGRAMMES
from grants.services import bulk, bulk_lines, bulk_plans, bulk_views
from grants.services.bulk import Chosen
from grants.services.lists import Filters
from tests import factories
from tests.services.papers_at_once import work_off

pytestmark = pytest.mark.one_database

ALL = Chosen(Filters())
EACH_ITS_OWN = (  # what is asked of every case by itself, whoever does it
    "return_for_correction", "withhold", "decline", "refuse", "unassign", "propose", "visit", "present",
    "dismiss_objection", "uphold_objection", "assess", "revoke", "record_recovery", "register", "reconfirm",
)  # fmt: skip
NOT_OF_THE_OFFICE = ("submit", "withdraw", "change_payee", "report", "review", "declare_interest", "object")
ONCE_FOR_ALL = (
    "endorse", "accept", "assign", "remand", "decide", "post_notice", "prepare_papers", "approve_papers", "release",
    "prepare_payment", "suspend", "resume", "remind", "extend", "order_mending", "pass_mending",
)  # fmt: skip


@pytest.mark.parametrize("programme", PROGRAMMES.values(), ids=lambda programme: programme.slug)
def test_what_can_be_done_to_many_is_read_from_its_form(programme):
    can = {row.name for row in programme.workflow.actions if bulk.for_many(programme, row)}
    assert not can & {*EACH_ITS_OWN, *NOT_OF_THE_OFFICE}
    assert can >= {*ONCE_FOR_ALL} & programme.workflow.action.keys()


@pytest.fixture
def officer(app):
    """Somebody of the office, with two cases in screening and one that has ended."""
    patents, unit = factories.round_(), factories.organisation()
    for state in ("screening", "screening", "closed"):
        factories.application(state, patents, unit)
    return factories.viewer(factories.person("officer"))


def planned(viewer: Viewer, action: str = "remind", **raw: str) -> int:
    return bulk_plans.plan(viewer, ALL, "patent", action, raw or {"text": "请尽快"})


def ordered(viewer: Viewer) -> int:
    batch_id = planned(viewer)
    with writing():
        bulk_plans.order(viewer, batch_id, "2")
    return batch_id


def after_the_pause():
    return clock.at(clock.now() + timedelta(seconds=61))


def found(viewer: Viewer, batch_id: int) -> bulk_views.Bulk:
    db.session.rollback()
    return bulk_views.find(viewer, batch_id)


def test_offers_name_what_their_states_allow(officer):
    total, offers = bulk.offers(officer, ALL)
    assert total == 3
    assert {offer.action.name: offer.count for offer in offers} == {"accept": 2, "remind": 2}


def test_a_rehearsal_tells_each_case_and_keeps_nothing(officer):
    batch_id = planned(officer)
    assert db.session.query(Event).filter(Event.action == "remind").count() == 0
    assert {case.version for case in db.session.query(Application)} == {1}
    lines = bulk_lines.lines(officer, batch_id).rows
    assert [(line.path, line.item.status) for line in lines] == [(("screening",), "waiting")] * 2
    assert found(officer, batch_id).phase == "plan"


def test_what_stands_against_a_case_is_told_before(officer):
    case = db.session.query(Application).filter_by(state="closed").one()
    case.state = "correcting"
    db.session.commit()
    day = (clock.today() + timedelta(days=30)).isoformat()
    batch_id = planned(officer, "extend", due_on=day, reasons="春节")
    (line,) = bulk_lines.lines(officer, batch_id).rows
    assert (line.item.status, bool(line.item.sentences)) == ("barred", True)
    with pytest.raises(Conflict), writing():
        bulk_plans.order(officer, batch_id, "0")


def test_what_is_missing_is_told_before_anything_is_rehearsed(officer):
    with pytest.raises(Invalid) as refused:
        planned(officer, text="")
    assert [*refused.value.faults] == ["text"]


def test_it_is_ordered_by_its_number_and_begins_after_a_while(officer):
    batch_id = planned(officer)
    with pytest.raises(Invalid, match="2"), writing():
        bulk_plans.order(officer, batch_id, "3")
    with writing():
        bulk_plans.order(officer, batch_id, " 2 ")
    work_off()
    assert (found(officer, batch_id).phase, found(officer, batch_id).count("waiting")) == ("pause", 2)
    with after_the_pause():
        work_off()
        assert (found(officer, batch_id).phase, found(officer, batch_id).count("done")) == ("done", 2)
        work_off()
    assert db.session.query(Event).filter(Event.action == "remind").count() == 2
    assert [line.event.action for line in bulk_lines.lines(officer, batch_id).rows] == ["remind"] * 2


def test_called_back_in_time_nothing_happens(officer):
    batch_id = ordered(officer)
    with writing():
        assert bulk_plans.recall(officer, batch_id) == 2
    with after_the_pause():
        work_off()
        assert found(officer, batch_id).phase == "recalled"
    assert db.session.query(Event).filter(Event.action == "remind").count() == 0
    with pytest.raises(Conflict), writing():
        bulk_plans.recall(officer, batch_id)


def test_what_a_worker_has_in_hand_is_finished_though_the_rest_is_called_back(officer):
    batch_id = ordered(officer)
    item = db.session.query(BatchItem).filter_by(batch_id=batch_id).first()
    item.leased_until = clock.now() + timedelta(minutes=3)
    db.session.commit()
    with writing():
        assert bulk_plans.recall(officer, batch_id) == 1
    assert found(officer, batch_id).phase == "pause"
    with clock.at(clock.now() + timedelta(minutes=4)):
        work_off()
        assert found(officer, batch_id).counts == {"done": 1, "recalled": 1}
        assert found(officer, batch_id).phase == "stopped"


def test_a_case_that_moved_since_is_left_alone_and_the_others_are_done(officer):
    batch_id = ordered(officer)
    case = db.session.query(Application).filter_by(state="screening").first()
    case.version += 1
    db.session.commit()
    with after_the_pause():
        work_off()
        assert found(officer, batch_id).counts == {"done": 1, "refused": 1}
    (line,) = [line for line in bulk_lines.lines(officer, batch_id).rows if line.item.status == "refused"]
    assert "已有变化" in line.item.sentences[0]
    again = found(officer, bulk_plans.again(officer, batch_id))
    assert (again.phase, again.counts, again.batch.posted) == ("plan", {"waiting": 1}, {"text": "请尽快"})


def test_it_is_of_who_made_it_and_read_by_the_auditor_once_ordered(officer):
    other = Viewer(factories.person().id, (Held("officer"),))
    auditor = Viewer(factories.person().id, (Held("auditor"),))
    batch_id = planned(officer)
    for viewer in (other, auditor, Viewer()):
        with pytest.raises(NotFound):
            bulk_views.find(viewer, batch_id)
        with pytest.raises(NotFound), writing():
            bulk_plans.order(viewer, batch_id, "2")
    with writing():
        bulk_plans.order(officer, batch_id, "2")
    assert found(auditor, batch_id).phase == "pause"
    assert [one.batch.id for one in bulk_views.mine(auditor)] == [batch_id]
    with pytest.raises(NotFound), writing():
        bulk_plans.recall(auditor, batch_id)


def test_a_plan_that_was_not_ordered_gives_way_to_the_next(officer):
    first, second = planned(officer), planned(officer)
    assert [batch.id for batch in db.session.query(Batch)] == [second]
    with writing():
        bulk_plans.discard(officer, second)
    assert db.session.query(BatchItem).count() == 0
    assert first


def test_ticked_cases_are_meant_alone(officer):
    numbers = ("T-0001", "T-0003", "' OR 1=1")
    assert bulk.offers(officer, Chosen(Filters(), numbers))[0] == 2
    batch_id = bulk_plans.plan(officer, Chosen(Filters(), numbers), "patent", "remind", {"text": "请尽快"})
    assert [line.application.number for line in bulk_lines.lines(officer, batch_id).rows] == ["T-0001"]
