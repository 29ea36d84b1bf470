"""The list of tasks says what is to be done in each case, whoever's turn it is, and is empty when nothing is due."""

from datetime import timedelta

from grants import clock
from grants.database import writing
from grants.models import Assignment, Event
from grants.programmes import PROGRAMMES
from grants.services import log, turns
from grants.web.todo import TASKS
from tests.factories import application, kept, organisation, person, round_, viewer


def test_whoever_a_state_waits_for_is_told_what_to_do_there():
    found = {(s.turn, s.name) for p in PROGRAMMES.values() for s in p.workflow.states if s.turn}
    assert found <= set(TASKS)


def test_a_studio_that_has_reported_this_year_waits_for_the_next(app):
    unit = organisation()
    case, someone = application("running", round_("studio"), unit), viewer(person("applicant", unit))
    assert turns.to_do(someone) == [case]
    with writing():
        told = {"subject": f"case:{case.number}", "application_id": case.id}
        log.append(Event(at=clock.now(), action="report", before="running", after="running", **told))
    assert turns.to_do(someone) == []
    with clock.at(clock.now() + timedelta(days=365)):
        assert turns.to_do(someone) == [case]


def test_a_case_that_lacks_experts_waits_for_the_office_however_it_came_to_lack_them(app):
    """One who declares an interest leaves a place empty, and a remand all of them: the case would wait for ever."""
    case = application("reviewing", round_("project", experts_per_case="2"))
    officer = viewer(person("officer"))
    for status, waits in (("assigned", True), ("conflicted", True), ("reviewed", False)):
        named = {"application_id": case.id, "person_id": person("expert").id, "status": status}
        kept(Assignment(**named, assigned_at=clock.now()))
        assert (turns.to_do(officer) == [case]) is waits
