"""Many cases rehearsed by the worker: a piece at a time, once more where one was lost, read in pages."""

from datetime import timedelta

import pytest

from grants import clock
from grants.access import Viewer
from grants.database import writing
from grants.errors import Conflict
from grants.extensions import db
from grants.models import BatchItem, Event, Message
from grants.services import bulk_lines, bulk_plans, bulk_views, rehearsals
from grants.services.bulk import Chosen
from grants.services.lists import Filters
from tests import factories

pytestmark = pytest.mark.one_database


@pytest.fixture
def many(app, monkeypatch):
    """Somebody of the office with more cases than one waits for, in pieces of two."""
    patents, unit = factories.round_(), factories.organisation()
    for _ in range(5):
        factories.application("screening", patents, unit)
    monkeypatch.setattr(rehearsals, "AT_ONCE", 4)
    monkeypatch.setattr(rehearsals, "PIECE", 2)
    return factories.viewer(factories.person("officer"))


def planned(viewer: Viewer) -> int:
    return bulk_plans.plan(viewer, Chosen(Filters()), "patent", "remind", {"text": "请尽快"})


def found(viewer: Viewer, batch_id: int) -> bulk_views.Bulk:
    db.session.rollback()
    return bulk_views.find(viewer, batch_id)


def test_many_cases_are_rehearsed_by_the_worker_a_piece_at_a_time(many):
    batch_id = planned(many)
    assert (found(many, batch_id).phase, found(many, batch_id).count("planned")) == ("rehearsing", 5)
    with pytest.raises(Conflict, match="还没有完成"), writing():
        bulk_plans.order(many, batch_id, "5")
    assert [rehearsals.some() for _ in range(4)] == [2, 2, 1, 0]
    assert (found(many, batch_id).phase, found(many, batch_id).count("waiting")) == ("plan", 5)
    assert bulk_lines.foreseen(many, batch_id).messages == 5
    assert db.session.query(Event).filter(Event.action == "remind").count() == 0
    told = db.session.query(Message).filter(Message.key.startswith(f"rehearsed:{batch_id}"))
    assert [message.person_id for message in told] == [many.person]


def test_a_piece_in_a_dead_workers_hand_is_rehearsed_again_when_its_lease_is_over(many):
    batch_id = planned(many)
    with writing():
        assert len(rehearsals.taken_of(rehearsals.next_plan()).subjects) == 2
    assert rehearsals.some() == 0, "nobody else takes it meanwhile"
    with clock.at(clock.now() + timedelta(minutes=4)):
        assert found(many, batch_id).stalled
        while rehearsals.some():
            pass
    assert found(many, batch_id).counts == {"waiting": 5}


def test_a_plan_given_up_while_it_is_rehearsed_leaves_nothing(many):
    batch_id = planned(many)
    with writing():
        piece = rehearsals.taken_of(rehearsals.next_plan())
    with writing():
        bulk_plans.discard(many, batch_id)
    rehearsals.rehearse(many, piece)
    assert db.session.query(BatchItem).count() == 0


def test_its_cases_are_read_in_pages_what_speaks_against_them_first(many, monkeypatch):
    monkeypatch.setattr(bulk_lines, "PAGE", 2)
    batch_id = planned(many)
    while rehearsals.some():
        pass
    item = db.session.query(BatchItem).order_by(BatchItem.application_id.desc()).first()
    item.status, item.sentences = "barred", ["不能办理"]
    db.session.commit()
    pages, after = [], ""
    while True:
        page = bulk_lines.lines(many, batch_id, after)
        pages.append([line.item.status for line in page.rows])
        if not (after := page.following):
            break
    assert pages == [["barred", "waiting"], ["waiting", "waiting"], ["waiting"]]
