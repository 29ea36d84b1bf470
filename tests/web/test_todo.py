"""The list of tasks says what is to be done in each case, whoever's turn it is, and is empty when nothing is due."""

from datetime import date, datetime

import pytest

from grants import clock
from grants.database import writing
from grants.extensions import db
from grants.models import Assignment, Payment
from grants.programmes import PROGRAMMES
from grants.services import payment_batches, turns, unpaid
from grants.services.rounds import PAST, year_of
from grants.web import todo, todo_money
from grants.web.filters import round_label
from grants.web.todo import TASKS
from grants.web.todo_money import Together
from tests.factories import application, kept, organisation, person, round_, viewer
from tests.services.paying import AMOUNT, awarded, collected, staff


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


@pytest.mark.one_database
def test_the_day_of_a_title_is_its_units_and_not_that_of_who_assesses(app):
    unit = organisation()
    case = application("running", round_("studio"), unit, due_on=date(2027, 3, 31))
    mine, theirs = viewer(person("applicant", unit)), viewer(person("officer"))
    assert (todo.due(mine, case), todo.due(theirs, case)) == (case.due_on, None)
    case.state = "noticing"
    assert todo.due(theirs, case) == case.due_on
    db.session.rollback()


@pytest.mark.one_database
def test_past_awards_are_of_no_one_year(app):
    this_year, past = round_("studio", 2026), round_("studio", 2025, name=PAST)
    assert (year_of(this_year), year_of(past)) == ("2026", "往届")
    assert (round_label(this_year), round_label(past)) == ("2026 年度批次", PAST)


def test_a_case_that_lacks_experts_waits_for_the_office_however_it_came_to_lack_them(app):
    """One who declares an interest leaves a place empty, and a remand all of them: the case would wait for ever."""
    case = application("reviewing", round_("project", experts_per_case="2"))
    officer = viewer(person("officer"))
    for status, waits in (("assigned", True), ("conflicted", True), ("reviewed", False)):
        named = {"application_id": case.id, "person_id": person("expert").id, "status": status}
        kept(Assignment(**named, assigned_at=clock.now()))
        assert (turns.to_do(officer) == [case]) is waits


@pytest.mark.one_database
def test_finance_is_told_of_a_batch_in_one_line_and_of_what_the_bank_refused_by_itself(app):
    numbers, (maker, checker) = awarded(3), staff("maker", "checker")
    told = {"text": todo_money.TOGETHER["due"], "programme": "patent", "name": "", "count": 3}
    found = todo.to_do(maker)
    assert (found.rows, found.payments) == ([], [Together(**told, batch=None)])
    batch_id = collected(numbers, maker)
    (line,) = todo.to_do(checker).payments
    assert (line.text, line.count, line.batch) == (
        todo_money.TOGETHER["check"], 3, batch_id,
    )  # fmt: skip
    payment_batches.approve(checker, batch_id, 3 * AMOUNT)
    refused = db.session.query(Payment).order_by(Payment.id).first()
    with writing():
        unpaid.keep_unpaid(maker, batch_id, {refused.id: "户名不符"})
    assert [(line.text, line.count) for line in todo.to_do(maker).payments] == [
        (todo_money.TOGETHER["send"], 2)
    ]
    found = todo.to_do(checker)
    assert [found.to_pay[row.id] for row in found.rows] == [todo_money.SEND_BACK]


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
@pytest.mark.parametrize(
    ("state", "given", "told"),
    [
        ("noticing", {}, "发布公示"),
        ("noticing", {"due_on": date(2026, 5, 7)}, "核查异议"),
        ("releasing", {}, "拟制文书"),
    ],
)
def test_of_two_things_one_turn_may_ask_for_the_one_that_is_due_is_told(app, state, given, told):
    assert todo.task(viewer(person("officer")), application(state, **given)) == told


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
