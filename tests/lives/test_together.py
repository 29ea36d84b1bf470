"""Two at once: exactly one wins, the other is told in a sentence, and nothing is half done."""

import pytest

from grants.errors import Problem
from grants.extensions import db
from grants.models import Budget, Event, Paper
from grants.services import preparing
from tests import factories
from tests.lives.office import SAMPLES, Office
from tests.racing import race


def acts(office: Office, number: str, action: str, raw=None, by="", version=None):
    """A runner for `race`: the same call a page makes."""
    who = by or office.programme.workflow.action[action].by[0]
    viewer = office.viewer(who)
    answers = raw if raw is not None else office.answers(action)
    return lambda: preparing.perform(viewer, number, action, answers, version)


def outcomes(found) -> tuple[int, int]:
    """(won, refused in words); anything else fails the test."""
    strange = [x for x in found if isinstance(x, Exception) and not isinstance(x, Problem)]
    assert strange == []
    return sum(not isinstance(x, Problem) for x in found), sum(isinstance(x, Problem) for x in found)


def submitted(office: Office, count: int = 1) -> list[str]:
    numbers = [office.begin() for _ in range(count)]
    for offset, number in enumerate(numbers):
        office.do(number, "submit", SAMPLES[office.programme.slug]() | DIFFERENT[offset])
        office.do(number, "endorse")
    return numbers


DIFFERENT = (
    {},
    {
        "patent_number": "ZL201511034171.7",
        "first_inventor_name": "梁书宁",
        "inventors": [{"name": "梁书宁"}],
        "resident_id": "110105199003072316",
    },
)


def resident_id(first17: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return first17 + "10X98765432"[sum(int(d) * w for d, w in zip(first17, weights, strict=True)) % 11]


DIFFERENT[1]["resident_id"] = resident_id("11010519900307231")


@pytest.mark.on_postgresql
def test_of_two_officers_who_screen_one_case_one_wins(app):
    office = Office("patent")
    (number,) = submitted(office)
    colleague = factories.person("officer")
    version = office.case(number).version
    found = race(
        app,
        acts(office, number, "accept", version=version),
        acts(office, number, "return_for_correction", by=colleague, version=version),
    )
    assert outcomes(found) == (1, 1)
    done = db.session.query(Event).filter(Event.action.in_(("accept", "return_for_correction"))).count()
    assert done == 1


def test_two_proposals_at_once_cannot_exceed_the_budget(app):
    office = Office("patent", appropriation="5000.00")
    numbers = submitted(office, 2)
    for number in numbers:
        office.do(number, "accept")
    answers = office.answers("propose") | {"amount": "3000.00"}
    found = race(app, *(acts(office, number, "propose", answers) for number in numbers))
    assert outcomes(found) == (1, 1)
    budget = db.session.get(Budget, office.round.id)
    assert (budget.proposed, budget.appropriated) == (300_000, 500_000)


@pytest.mark.on_postgresql
def test_two_units_cannot_apply_for_one_patent_at_once(app):
    office = Office("patent")
    applicants = [office.people["applicant"], factories.person("applicant", factories.organisation())]
    numbers = [office.begin(by) for by in applicants]
    answers = [office.files(number, "submit", office.answers("submit")) for number in numbers]
    found = race(
        app,
        *(
            acts(office, *given, by=by)
            for by, *given in zip(applicants, numbers, ("submit",) * 2, answers, strict=True)
        ),
    )
    assert outcomes(found) == (1, 1)
    assert "专利" in str(next(x for x in found if isinstance(x, Problem)))


@pytest.mark.on_postgresql
@pytest.mark.parametrize("seen", [False, True])
def test_one_paper_is_prepared_twice_at_once_under_one_number(app, seen):
    """Whether or not they name the version of the case they saw, as pages do."""
    office = Office("patent")
    (number,) = submitted(office)
    colleague = factories.person("officer")
    decline, version = office.answers("decline"), office.case(number).version if seen else None
    found = race(
        app,
        acts(office, number, "decline", decline, version=version),
        acts(office, number, "decline", decline, by=colleague, version=version),
    )
    assert outcomes(found) == (1, 1)
    assert [paper.serial for paper in db.session.query(Paper)] == [1]


@pytest.mark.one_database
@pytest.mark.parametrize("by", ["applicant", "endorser"])
def test_one_person_cannot_take_a_second_duty(app, by):
    """Who applied or endorsed may not screen, also once the office has made them an officer (D1)."""
    office = Office("patent")
    (number,) = submitted(office)
    factories.hold(office.people[by], "officer")
    with pytest.raises(Problem, match="只能履行一种职责"):
        office.do(number, "accept", by=by)
