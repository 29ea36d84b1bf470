"""Whose turn it is on the page of a case: what happened within a state counts, as far as the reader may know of it."""

import pytest

from grants.extensions import db
from grants.services import dossiers
from grants.web.case_page import ordered
from grants.web.way import done_on, endorsing, stages, turn
from tests.factories import application, hold, organisation, person, viewer
from tests.lives.office import Office, on


@pytest.mark.one_database
def test_whose_turn_it_is_follows_what_the_reader_may_know(app):
    office = Office("patent")
    number = office.led("submit", "endorse", "accept")
    assert turn(office.dossier(number, "officer")) == "officer"
    office.do(number, "propose", office.answers("propose") | {"amount": "3000.00"})
    told = {role: turn(office.dossier(number, role)) for role in ("officer", "leader", "applicant")}
    assert told == {"officer": "leader", "leader": "leader", "applicant": "officer"}
    looks = [look for _choice, look in ordered(office.dossier(number, "leader"))]
    assert looks.count("primary") == 1


ANSWERED = {"studio": ("report", "assess"), "project": ("report_interim", "accept_interim")}
PLAIN = {"report": {"year": 2026}, "assess": {"year": 2026, "grade": "qualified", "points": "80"}}


@pytest.mark.one_database
@pytest.mark.parametrize("programme", ANSWERED)
def test_once_a_report_is_answered_it_is_the_units_turn_again(app, programme):
    office, (report, answer) = Office(programme), ANSWERED[programme]
    number = application("running", office.round, office.unit, awarded=5_000_000).number
    with on("2027-01-20 09:00"):
        for action, expected in ((report, "officer"), (answer, "applicant")):
            office.do(number, action, office.answers(action) | PLAIN.get(action, {}))
            assert turn(office.dossier(number, "officer")) == expected


@pytest.mark.one_database
def test_a_unit_is_told_by_name_whom_it_waits_for_and_to_invite_them_where_there_is_nobody(app):
    office = Office("patent")
    number = office.begin()
    office.do(number, "submit")
    assert endorsing(office.dossier(number, "applicant")) == [office.people["endorser"].name]
    assert endorsing(office.dossier(number, "officer")) is None
    for held in office.people["endorser"].memberships:
        held.role = "applicant"
    hold(office.people["applicant"], "endorser", office.unit)  # who applied does not confirm it
    db.session.flush()
    assert endorsing(office.dossier(number, "applicant")) == []


@pytest.mark.one_database
def test_what_is_done_in_its_own_time_is_not_explained_while_there_is_nothing_to_do(app):
    """No payment has come: neither the unit nor finance reads on the page that there is no receipt to give."""
    case = application("running", unit=(unit := organisation()))
    for someone in (person("applicant", unit), person("maker")):
        found = dossiers.dossier(viewer(someone), case.number).choices
        assert {choice.action.name for choice in found}.isdisjoint({"confirm_receipt", "remind_receipt"})


def test_the_dates_of_the_line_follow_one_another_though_a_stage_comes_again():
    left = {
        "screening": ["2023-04-02", "2023-05-06"],  # sent back once
        "paying": ["2023-06-19", "2025-01-20"],
        "running": ["2025-01-03"],
        "accepting": ["2025-01-09"],
    }
    told = done_on(["screening", "paying", "running", "accepting", "closed"], left)
    assert [*told.values()] == ["", "2025-01-09", "2025-01-03", "2023-06-19", "2023-05-06"]


@pytest.mark.one_database
def test_an_award_of_before_does_not_look_as_if_it_had_come_all_the_way_here(app):
    office = Office("studio")
    number = application("running", office.round, office.unit, origin="imported").number
    labels = [(stage.label, stage.status) for stage in stages(office.dossier(number, "officer"))]
    assert labels == [("执行期", "now"), ("办结", "")]
