"""The page of an expert: the sheet beside what was handed in, and nothing of others'."""

import pytest

from grants import clock
from grants.extensions import db
from grants.models import Assignment
from tests.counting import statements
from tests.factories import application, organisation
from tests.lives.legs import titled
from tests.lives.office import Office
from tests.web.desks import Desk

pytestmark = pytest.mark.one_database

ROW = {"answer": "answered", "band": "good", "points": "22.5", "reason": ""}


@pytest.fixture
def expert(client, app):
    office = Office("project")
    titled(office)
    numbers = [office.begin()]
    for action in ("submit", "endorse", "accept"):
        office.do(numbers[0], action)
    office.do(numbers[0], "assign", {"experts": [one.id for one in office.experts]})
    for one in office.experts[:2]:
        office.do(numbers[0], "declare_interest", {"conflict": "none"}, by=one)
    office.people["expert"] = office.experts[0]
    return Desk(client, office, numbers[0], "expert")


def scored(*rows: dict) -> dict:
    keys = ("technology", "benefit", "use", "skills")
    return {
        f"scores-{index}-{name}": value
        for index, (key, row) in enumerate(zip(keys, rows, strict=False))
        for name, value in (row | {"criterion": key}).items()
    }


def totals(text: str) -> list[str]:
    return [text.split(f"data-{name}>")[1].partition("<")[0] for name in ("sum", "out-of", "answered")]


def test_bands_and_anchors_stand_beside_each_criterion_and_the_dossier_beside_the_sheet(expert):
    with statements() as seen:
        text = expert.client.get(expert.path("review")).text
    assert len(seen) <= 12
    for told in ("填补空白或达到国内领先", "26–30", "待填", 'id="dossier"', "立项", "<iframe"):
        assert told in text


def test_the_total_runs_along_and_what_is_not_answered_is_no_zero(expert):
    not_answered = {"answer": "not_answered", "band": "", "points": "", "reason": "无法判断"}
    data = scored(ROW, not_answered) | {"deductions-0-points": "2", "deductions-0-reason": "迟报"}
    text = expert.post("review", data, step="again").text
    assert totals(text) == ["20.5", "30", "1"]
    assert expert.post("review", data, step="save").status_code == 303
    assert totals(expert.client.get(expert.path("review")).text) == ["20.5", "30", "1"]


@pytest.mark.parametrize("step", ["again", "save"])
def test_a_criterion_the_rubric_does_not_know_is_left_out_of_the_page(expert, step):
    data = scored(ROW) | {"scores-1-criterion": "beauty", "scores-1-points": "9"}
    assert expert.post("review", data, step=step).status_code in (200, 303, 422)
    text = expert.client.get(expert.path("review")).text
    assert 'value="technology"' in text
    assert "beauty" not in text


def test_a_fault_of_a_sheet_stands_beside_its_criterion(expert):
    text = expert.post("review", expert.posted("review") | scored(ROW | {"points": "28"})).text
    assert 'href="#f-scores-0-points"' in text
    assert 'id="e-scores-0-points"' in text
    assert 'value="28"' in text


def test_ones_own_next_case_follows_and_nobody_elses(expert):
    office = expert.office
    mine, theirs = (application("reviewing", office.round, organisation()) for _ in range(2))
    for case, one in ((mine, office.experts[0]), (theirs, office.experts[1])):
        db.session.add(
            Assignment(application_id=case.id, person_id=one.id, status="assigned", assigned_at=clock.now())
        )
    db.session.commit()
    text = expert.client.get(expert.path("review")).text
    assert f'href="/applications/{mine.number}">下一件待评' in text
    assert theirs.number not in text
    case = expert.client.get(f"/applications/{expert.number}").text
    assert mine.number in case
    assert theirs.number not in case


def test_an_expert_is_led_from_the_interest_to_the_sheet_and_on_to_the_next_case(expert):
    office = expert.office
    mine = application("reviewing", office.round, organisation(), title="下一项改造")
    db.session.add(
        Assignment(
            application_id=mine.id, person_id=office.experts[0].id, status="assigned", assigned_at=clock.now()
        )
    )
    db.session.commit()
    answer = expert.post("review")
    assert answer.headers["Location"] == f"/applications/{mine.number}/declare_interest"
    assert "下一件待评：下一项改造（还有 1 件）" in expert.client.get(f"/applications/{expert.number}").text
    office.people["third"] = office.experts[2]
    third = Desk(expert.client, office, expert.number, "third")
    data = {"conflict": "none", "version": third.posted("declare_interest")["version"]}
    assert third.post("declare_interest", data).headers["Location"] == expert.path("review")
    assert third.post("review").headers["Location"] == f"/applications/{expert.number}"


def test_who_declares_a_conflict_is_not_led_back_to_a_case_that_is_closed_to_them(expert):
    expert.office.people["third"] = expert.office.experts[2]
    third = Desk(expert.client, expert.office, expert.number, "third")
    data = third.posted("declare_interest") | {"conflict": "kin", "explanation": "亲属任职"}
    told = third.client.get(third.post("declare_interest", data).headers["Location"])
    assert (told.status_code, "您不再评审本案，项目办已收到通知。" in told.text) == (200, True)


def test_a_sheet_that_was_handed_in_is_shown_to_who_wrote_it_alone(expert):
    """While the others still review: no empty sheet, what one wrote and when, and the way on."""
    office = expert.office
    data = expert.posted("review") | {"comment": "方案可行，数据扎实"}
    assert expert.post("review", data).status_code == 303
    with statements() as seen:
        text = expert.client.get(expert.path("review")).text
    assert len(seen) <= 12
    for told in ("提交后不能再改", "方案可行，数据扎实", "没有其他待评的案件"):
        assert told in text
    assert "<textarea" not in text
    office.people["second"] = office.experts[1]
    second = Desk(expert.client, office, expert.number, "second")
    assert "方案可行" not in second.client.get(second.path("review")).text
