"""The list of tasks says what is to be done in each case, whoever's turn it is, and is empty when nothing is due."""

from datetime import datetime

import pytest

from grants import clock
from grants.models import Assignment
from grants.programmes import PROGRAMMES
from grants.services import turns
from grants.web import todo
from grants.web.todo import TASKS
from tests.factories import application, kept, organisation, person, round_, viewer


def test_whoever_a_state_waits_for_is_told_what_to_do_there():
    found = {(s.turn, s.name) for p in PROGRAMMES.values() for s in p.workflow.states if s.turn}
    assert found <= set(TASKS)


@pytest.mark.parametrize(
    ("term_ends", "due_on", "today", "waits"),
    [
        (None, None, "2026-11-23", True),
        ("2029-01-09", "2027-03-31", "2026-12-31", False),
        ("2029-01-09", "2027-03-31", "2027-01-01", True),
        ("2029-01-09", "2027-03-31", "2027-04-01", True),
        ("2027-02-09", "2027-02-09", "2027-01-01", False),
    ],
)
def test_a_title_is_reported_on_once_the_year_is_over_and_no_more_as_its_term_ends(
    app, term_ends, due_on, today, waits
):
    unit, at = organisation(), datetime.fromisoformat
    days = {name: day and at(day).date() for name, day in (("term_ends", term_ends), ("due_on", due_on))}
    case = application("running", round_("studio"), unit, **days)
    with clock.at(at(f"{today}T09:00+08:00")):
        assert (turns.to_do(viewer(person("applicant", unit))) == [case]) is waits


def test_a_case_that_lacks_experts_waits_for_the_office_however_it_came_to_lack_them(app):
    """One who declares an interest leaves a place empty, and a remand all of them: the case would wait for ever."""
    case = application("reviewing", round_("project", experts_per_case="2"))
    officer = viewer(person("officer"))
    for status, waits in (("assigned", True), ("conflicted", True), ("reviewed", False)):
        named = {"application_id": case.id, "person_id": person("expert").id, "status": status}
        kept(Assignment(**named, assigned_at=clock.now()))
        assert (turns.to_do(officer) == [case]) is waits


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("programme", "role", "told"),
    [
        ("studio", "applicant", "提交年度报告"),
        ("studio", "officer", "年度考核"),
        ("project", "officer", "审核报告"),
    ],
)
def test_what_runs_is_reported_on_and_a_title_is_assessed(app, programme, role, told):
    row = application("running", round_(programme))
    unit = row.organisation if role == "applicant" else None
    assert todo.task(viewer(person(role, unit)), row) == told


@pytest.mark.one_database
def test_cases_of_one_meeting_are_told_together_and_hide_no_other(app, monkeypatch):
    """The many cases that wait for their meeting must not push a later one off the page."""
    monkeypatch.setattr(todo, "SHOWN", 2)
    round_row, officer = round_("project"), viewer(person("officer"))
    before = [application("deciding", round_row) for _ in range(todo.SEVERAL)]
    alone, last = application("deciding"), application("screening", round_row)
    assert todo.to_do(officer) == todo.ToDo([(round_row, len(before))], [alone, last], False)
    application("screening", round_row)
    assert todo.to_do(officer) == todo.ToDo([(round_row, len(before))], [alone, last], True)
