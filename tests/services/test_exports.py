"""Long tables: written by the worker as the list was, for one person, for a day; killed, resumed, none twice."""

from datetime import timedelta

import pytest
from openpyxl import load_workbook

from grants import clock
from grants.access import Held, Viewer
from grants.database import writing
from grants.errors import Conflict, Invalid, NotFound
from grants.extensions import db
from grants.models import Application, Message
from grants.services import columns, export_work, exports, lists
from grants.services.leases import LeaseLost
from grants.services.lists import Filters
from tests import factories

LATER = timedelta(minutes=2)
ALL = Filters(text="状态:形式审查", sort="number")


@pytest.fixture
def officer(app, monkeypatch):
    """Somebody of the office, with five cases in screening and one elsewhere; parts of two rows."""
    monkeypatch.setattr(export_work, "PART", 2)
    patents, unit = factories.round_(), factories.organisation()
    for place in range(5):
        factories.application("screening", patents, unit, title=f"装置{place}")
    factories.application("closed", patents, unit)
    return factories.viewer(factories.person("officer"))


def ordered(viewer: Viewer, filters: Filters = ALL) -> int:
    with writing():
        return exports.order(viewer, filters, columns.shown(viewer, ["unit", "state"])).id


def found(viewer: Viewer, export_id: int) -> exports.Progress:
    db.session.rollback()
    return exports.find(viewer, export_id)


def rows(viewer: Viewer, export_id: int) -> list[tuple]:
    path, _export = exports.file_of(viewer, export_id)
    return list(load_workbook(path).active.iter_rows(values_only=True))


def test_it_holds_exactly_the_list_and_is_deleted_when_its_day_is_over(officer):
    export_id = ordered(officer)
    assert (found(officer, export_id).phase, found(officer, export_id).export.total) == ("making", 5)
    assert [export_work.some(), export_work.some()] == [1, 0]
    table = rows(officer, export_id)
    assert table[0] == ("编号", "名称", "单位名称", "状态")
    assert [row[:2] for row in table[1:]] == [(f"T-{n + 1:04}", f"装置{n}") for n in range(5)]
    assert db.session.query(Message).filter(Message.key.startswith(f"export:{export_id}")).count() == 1
    with clock.at(clock.now() + exports.KEPT):
        export_work.remove_old()
        assert found(officer, export_id).phase == "expired"
        assert list(exports.folder().iterdir()) == []
        with pytest.raises(Conflict):
            exports.file_of(officer, export_id)


@pytest.mark.one_database
def test_one_that_a_killed_worker_left_half_written_is_begun_anew_and_told_once(officer, monkeypatch):
    export_id = ordered(officer)
    monkeypatch.setattr(export_work, "end", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        export_work.some()
    monkeypatch.undo()
    assert found(officer, export_id).export.written == 5, "how far it is was kept"
    assert export_work.some() == 0, "nobody else takes it meanwhile"
    with clock.at(clock.now() + LATER):
        assert export_work.some() == 1
        assert len(rows(officer, export_id)) == 6
    with clock.at(clock.now() + exports.KEPT + LATER):
        export_work.remove_old()
        assert list(exports.folder().iterdir()) == [], "what the first attempt left is gone too"


@pytest.mark.one_database
def test_a_worker_that_was_overtaken_keeps_nothing(officer):
    export_id = ordered(officer)
    with writing():
        slow = export_work.lease()
    with clock.at(clock.now() + LATER):
        export_work.some()
        with pytest.raises(LeaseLost):
            export_work.make(slow)
        assert found(officer, export_id).export.file == f"{export_id}-2.xlsx"


@pytest.mark.one_database
def test_it_is_of_who_ordered_it_and_of_what_they_may_see(officer):
    export_id = ordered(officer)
    export_work.some()
    for viewer in (factories.viewer(factories.person("officer")), Viewer()):
        with pytest.raises(NotFound):
            exports.file_of(viewer, export_id)
    with pytest.raises(Conflict, match="权限有变化"):
        exports.file_of(Viewer(officer.person, (Held("applicant", 1),)), export_id)
    for file in exports.folder().iterdir():
        file.unlink()  # its day is over this moment, or the folder was lost
    with pytest.raises(Conflict, match="重新导出"):
        exports.file_of(officer, export_id)


@pytest.mark.one_database
def test_who_lost_a_role_before_it_was_made_is_told_and_gets_nothing(officer):
    export_id = ordered(Viewer(officer.person, (*officer.held, Held("leader"))))
    export_work.some()
    told = found(officer, export_id)
    assert (told.phase, "权限有变化" in told.export.faults[0], told.export.written) == ("faulty", True, 0)


@pytest.mark.one_database
def test_what_cannot_be_written_is_tried_three_times_and_told(officer, monkeypatch):
    export_id = ordered(officer)
    monkeypatch.setattr(export_work, "write", lambda _taken: 1 / 0)
    assert [export_work.some() for _ in range(4)] == [1, 1, 1, 0]
    assert "已尝试 3 次" in found(officer, export_id).export.faults[0]


@pytest.mark.one_database
def test_one_that_kills_its_worker_each_time_is_tried_three_times_and_told(officer, monkeypatch):
    export_id = ordered(officer)
    monkeypatch.setattr(export_work, "write", lambda _taken: (_ for _ in ()).throw(KeyboardInterrupt))
    for attempt in range(3):
        with clock.at(clock.now() + attempt * LATER), pytest.raises(KeyboardInterrupt):
            export_work.some()
    with clock.at(clock.now() + 3 * LATER):
        assert [export_work.some(), export_work.some()] == [1, 0]
    assert "已尝试 3 次" in found(officer, export_id).export.faults[0]


@pytest.mark.one_database
def test_the_same_is_made_once_and_not_too_many_at_a_time(officer):
    assert ordered(officer) == ordered(officer)
    ordered(officer, Filters())
    ordered(officer, Filters(sort="sum"))
    with pytest.raises(Conflict, match="3 张"):
        ordered(officer, Filters(sort="due"))
    with pytest.raises(Invalid):
        ordered(officer, Filters(text="状态:进行"))


@pytest.mark.one_database
def test_a_list_is_long_above_what_one_waits_for(officer, monkeypatch):
    assert len(lists.exported(officer, ALL) or ()) == 5
    monkeypatch.setattr(lists, "AT_ONCE", 4)
    assert lists.exported(officer, ALL) is None
    assert lists.count(officer, ALL) == 5
    assert lists.count(officer, Filters()) == db.session.query(Application).count()
