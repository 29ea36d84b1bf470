"""Nobody decides without having before their eyes what the decision rests on."""

import pytest

from tests.factories import sign_in
from tests.lives.legs import notice_and_papers, reviewed, titled
from tests.lives.office import Office, on

pytestmark = pytest.mark.one_database


@pytest.fixture
def decided(app):
    """A project with its reviews and the meeting's proposal, waiting for the leader."""
    office = Office("project")
    titled(office)
    number = office.led("submit", "endorse", "accept")
    reviewed(office, number)
    office.do(number, "propose", office.answers("propose") | {"amount": "30000.00", "grade": "third"})
    return office, number


def page(office: Office, client, number: str, action: str, by: str) -> str:
    sign_in(client, office.people[by])
    return client.get(f"/applications/{number}/{action}").text


def test_a_leader_sees_the_proposal_and_every_sheets_total_before_deciding(decided, client):
    shown = page(*decided[:1], client, decided[1], "decide", "leader")
    assert "30,000.00" in shown
    assert "经审议，建议通过。" in shown
    assert shown.count("（满分") == 3


def test_a_maker_sees_where_the_money_goes_before_filling_in_the_payment(decided, client):
    office, number = decided
    office.do(number, "decide")
    notice_and_papers(office, number)
    with on("2026-05-08 10:00"):
        shown = page(office, client, number, "prepare_payment", "maker")
        compared = page(office, client, number, "change_payee", "applicant")
    answered = office.answers("submit")
    assert all(answered[name] in shown for name in ("payee_name", "payee_bank"))
    assert answered["payee_account"] not in shown
    assert answered["payee_bank"] in compared.partition("现在的收款账户")[2]
    assert answered["payee_account"] not in compared
    assert 'name="paid_to"' not in shown


def test_the_unit_is_shown_no_ground_of_the_office(decided, client):
    shown = page(*decided[:1], client, decided[1], "withdraw", "applicant")
    assert "经审议" not in shown
    assert "（满分" not in shown


def test_an_expert_sees_the_rubric_beside_the_application_and_no_other_sheet(app, client):
    office = Office("project")
    titled(office)
    number = office.led("submit", "endorse", "accept")
    office.do(number, "assign", {"experts": [e.id for e in office.experts]})
    for expert in office.experts:
        office.do(number, "declare_interest", {"conflict": "none"}, by=expert)
    office.do(number, "review", by=office.experts[0])
    sign_in(client, office.experts[1])
    shown = client.get(f"/applications/{number}/review").text
    assert "怎样评分" in shown
    assert "26–30" in shown
    assert "（满分" not in shown


def test_after_a_correction_the_office_reads_the_newest_submission_only(app, client):
    office = Office("patent")
    number = office.led("submit", "endorse", "return_for_correction", "submit", "endorse")
    assert page(office, client, number, "accept", "officer").count('id="a-patent_number"') == 1
