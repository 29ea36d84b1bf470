"""How cases flow, for the office: where they stand, how long they stayed, who reviews how much."""

from datetime import timedelta

import pytest

from grants.access import Viewer
from grants.extensions import db
from grants.models import Assignment, Event
from grants.services import flow, log, workload
from tests.conftest import NOW
from tests.factories import application, hold, organisation, person, round_, viewer


def moved(case, *stays: tuple[str, str, int]) -> None:
    """Events of these moves (from, to, days since the first)."""
    for before, after, days in stays:
        at = NOW + timedelta(days=days)
        log.append(
            Event(
                at=at, application_id=case.id, subject=case.number, action="step", before=before, after=after
            )
        )
    db.session.commit()


def test_stays_are_counted_between_the_moves_that_changed_the_state(app):
    made = round_()
    for days in (3, 5, 30):
        case = application("reviewing", made, organisation())
        moved(case, ("draft", "screening", 0), ("screening", "screening", 1), ("screening", "deciding", days))
    (stay,) = flow.stays(viewer(person("officer")))
    assert stay == flow.Stay("screening", 3, 5)


def test_applications_are_counted_once_at_each_stage_they_came_to(app):
    made = round_()
    for stages in (["endorsing", "screening", "correcting", "endorsing", "screening"], ["endorsing"]):
        case = application("screening", made, organisation())
        for at, state in enumerate(stages):
            log.append(
                Event(
                    at=NOW + timedelta(days=at),
                    application_id=case.id,
                    subject=case.number,
                    action="step" if at else "submit",
                    before="draft",
                    after=state,
                )
            )
    db.session.commit()
    assert flow.reached(viewer(person("officer"))) == {"patent": {"endorsing": 2, "screening": 1}}


def test_cases_that_have_ended_stand_nowhere(app):
    made = round_()
    for state in ("screening", "screening", "deciding", "closed", "declined", "draft"):
        application(state, made, organisation())
    assert flow.standing(viewer(person("officer"))) == {"patent": {"screening": 2, "deciding": 1}}


def test_the_load_leaves_out_cases_left_for_an_interest(app):
    made, expert, idle = round_(), person("expert", name="陆鸿飞"), person("expert", name="秦越")
    for status in ("assigned", "cleared", "reviewed", "conflicted"):
        case = application("reviewing", made, organisation())
        db.session.add(
            Assignment(application_id=case.id, person_id=expert.id, status=status, assigned_at=NOW)
        )
    db.session.add(Assignment(application_id=case.id, person_id=idle.id, status="reviewed", assigned_at=NOW))
    db.session.commit()
    assert flow.loads(viewer(person("officer"))) == (
        flow.Assigned("陆鸿飞", 2, 1),
        flow.Assigned("秦越", 0, 1),
    )


@pytest.mark.one_database
def test_an_officer_who_is_of_a_unit_too_does_not_learn_who_judges_its_cases(app):
    """The office of one programme, an applicant in another: there the experts are a secret to them."""
    unit, expert = organisation(), person("expert")
    case = application("reviewing", round_("project"), unit)
    db.session.add(
        Assignment(application_id=case.id, person_id=expert.id, status="assigned", assigned_at=NOW)
    )
    officer = person("officer", programme="studio")
    hold(officer, "applicant", unit)
    assert flow.loads(viewer(officer)) == ()
    assert workload.works(viewer(officer), [expert.id]) == {}
    assert len(flow.loads(viewer(person("officer", programme="project")))) == 1


@pytest.mark.one_database
@pytest.mark.parametrize("role", ["", "applicant", "expert", "maker", "admin"])
def test_the_flow_is_the_offices(app, role):
    assert flow.of_cases(viewer(person(role)) if role else Viewer()) is None
