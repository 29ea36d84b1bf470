"""Assigning experts: their load, and what speaks against each, before anything is posted."""

import pytest
from sqlalchemy import select

from grants.clock import now, today
from grants.extensions import db
from grants.models import Delegation, Expertise, Membership, Message
from grants.services import asking, assignment, cases, expertise, message_writing
from grants.web.way import turn
from tests import factories
from tests.counting import statements
from tests.lives.legs import titled
from tests.lives.office import Office
from tests.web.desks import Desk


def accepted(office: Office) -> str:
    return office.led("submit", "endorse", "accept")


@pytest.fixture
def office(app):
    office = Office("project")
    titled(office)
    return office


def seen(office: Office, number: str) -> dict[str, assignment.Candidate]:
    viewer = office.viewer("officer")
    found = assignment.candidates(cases.opened(viewer, cases.find(viewer, number)))
    return {one.load.person.name: one for one in found}


def test_what_speaks_against_each_is_said_and_the_suitable_come_first(office):
    number = accepted(office)
    one, other, third = office.experts
    one.name = office.answers("submit")["leader_name"]
    db.session.add(
        Membership(person_id=other.id, role="endorser", organisation_id=office.unit.id, starts_on=today())
    )
    away = {"from_id": third.id, "to_id": other.id, "role": "officer", "reason": "出差"}
    db.session.add(Delegation(**away, starts_on=today(), ends_on=today(), created_at=now()))
    fourth = factories.person("expert")
    db.session.commit()
    found = seen(office, number)
    assert [*found][:2] == [fourth.name, third.name]
    assert found[fourth.name].cautions == ()
    assert found[one.name].cautions == (("与申报材料中的人员同名，请核实", True),)
    assert found[other.name].cautions == (("现为申报单位的人员", True),)
    assert "可能不在岗" in found[third.name].cautions[0][0]


@pytest.mark.one_database
def test_who_is_at_home_in_the_industry_of_the_case_comes_before_who_is_not_but_not_before_a_conflict(office):
    number = accepted(office)
    mine = office.answers("submit")["industry"]
    one, other, third = office.experts
    third.name = office.answers("submit")["leader_name"]
    db.session.add_all(Expertise(person_id=expert.id, industry=mine) for expert in (other, third))
    db.session.add(Expertise(person_id=one.id, industry="other"))
    db.session.commit()
    found = seen(office, number)
    assert [(name, row.matches) for name, row in found.items()] == [
        (other.name, True),
        (one.name, False),
        (third.name, True),
    ]


@pytest.mark.one_database
def test_an_expert_says_what_they_are_at_home_in_or_the_administrator_does(client, app):
    expert, officer, admin = (factories.person(role) for role in ("expert", "officer", "admin"))
    of_expert = f"/people/{expert.id}/expertise"
    factories.sign_in(client, expert)
    client.post("/account/expertise", data={"industries": ["robot", "it"]})
    assert expertise.of_person(expert.id) == ("it", "robot")
    assert "机器人和智能制造" in client.get("/account").text
    assert client.post("/account/expertise", data={"industries": ["sports"]}).status_code == 422
    factories.sign_in(client, admin)
    assert "新一代信息技术" in client.get(f"/people/{expert.id}").text
    client.post(of_expert, data={})
    assert expertise.of_person(expert.id) == ()
    assert client.get(f"/people/{officer.id}/expertise").status_code == 404
    factories.sign_in(client, officer)
    assert [client.get(path).status_code for path in (of_expert, "/account/expertise")] == [404, 404]


def test_loads_and_days_are_counted_and_a_declared_interest_bars(office):
    number = accepted(office)
    one, other, third = office.experts
    office.do(number, "assign", {"experts": [one.id, other.id]})
    office.do(number, "declare_interest", {"conflict": "kin", "explanation": "亲属"}, by=other)
    office.do(number, "declare_interest", {"conflict": "none"}, by=one)
    found = seen(office, number)
    assert [(found[p.name].load.open, found[p.name].status) for p in (one, other, third)] == [
        (1, "cleared"),
        (0, ""),
        (0, ""),
    ]
    assert "利益关系" in found[other.name].barred
    office.do(number, "review", by=one)
    done = seen(office, number)[one.name].load
    assert (done.open, done.done) == (0, 1)
    assert done.days is not None


@pytest.mark.one_database
def test_the_page_takes_few_statements_and_offers_only_who_can_be_assigned(client, office):
    number = accepted(office)
    office.do(number, "assign", {"experts": [office.experts[0].id]})
    desk = Desk(client, office, number, "officer")
    with statements() as made:
        text = desk.page("assign")
    assert len(made) <= 15
    assert "还差" in text
    assert [f'value="{one.id}"' in text for one in office.experts] == [False, True, True]
    data = {"version": desk.posted("assign")["version"], "experts": [str(office.experts[1].id)]}
    assert desk.post("assign", data).status_code == 303
    with statements() as made:
        case = client.get(f"/applications/{number}").text
    assert len(made) <= 12
    assert all(one.name in case for one in office.experts[:2])  # its history tells who they are


@pytest.mark.one_database
def test_the_load_of_a_round_names_the_cases_that_lack_experts(client, office):
    numbers = [accepted(office)]
    office.do(numbers[0], "assign", {"experts": [office.experts[0].id]})
    path = f"/rounds/{office.round.id}/experts"
    desk = Desk(client, office, numbers[0], "officer")
    with statements() as made:
        text = client.get(path).text
    assert len(made) <= 12
    assert f'href="/applications/{numbers[0]}/assign"' in text
    assert "1 / 3" in text
    factories.sign_in(client, office.people["leader"])
    assert "/assign" not in client.get(path).text
    factories.sign_in(client, office.experts[0])
    refused = desk.client.get(path)
    assert (refused.status_code, "您当前的角色不能查看" in refused.text) == (403, True)
    factories.sign_in(client, office.people["officer"])
    assert client.get(f"/rounds/{factories.round_('patent').id}/experts").status_code == 404


@pytest.mark.one_database
def test_only_experts_who_can_be_relieved_are_offered_for_it(office):
    """Who handed in a sheet, or left for an interest, would be refused: the workflow says so (E1)."""
    number = accepted(office)
    office.do(number, "assign", {"experts": [one.id for one in office.experts]})
    judge, related, idle = office.experts
    office.do(number, "declare_interest", by=judge)
    office.do(number, "review", by=judge)
    office.do(number, "declare_interest", {"conflict": "kin", "explanation": "亲属在该单位任职"}, by=related)
    found = asking.asked(office.viewer("officer"), number, "unassign")
    assert asking.options(found) == {"experts": [(str(idle.id), idle.name)]}


@pytest.mark.one_database
def test_of_a_conflict_the_office_is_told_but_not_which_and_of_none_nobody(office):
    number = accepted(office)
    office.do(number, "assign", {"experts": [one.id for one in office.experts]})
    clear, related, _ = office.experts
    office.do(number, "declare_interest", by=clear)
    office.do(number, "declare_interest", {"conflict": "kin", "explanation": "亲属在该单位任职"}, by=related)
    (told,) = db.session.scalars(select(Message).where(Message.occasion == "declare_interest"))
    assert told.person_id == office.people["officer"].id
    words = message_writing.said(told, {}, "zh")
    assert "请查看是否需要另行指派专家" in words.body
    assert not any(secret in f"{words}{told.given}" for secret in ("亲属", "kin", related.name))
    assert turn(office.dossier(number, "officer")) == "expert"
