"""How somebody comes in by registering a unit, and what a unit decides itself."""

import pytest

from grants.access import Held, Viewer
from grants.database import writing
from grants.errors import Conflict, NotFound
from grants.extensions import db
from grants.models import Event, Message, Organisation
from grants.services import organisations, registrations
from tests import factories
from tests.services.test_people_joining import ADMIN, CODE, accepted, guest, held, last_link


def newcomer(
    email: str = "new@example.org", role: str = "applicant", name: str = "北京试验制造有限公司"
) -> dict:
    return guest(role, email, uscc=CODE, org_name=name, uscc_reason=None)


def registered(values: dict) -> str:
    with writing():
        registrations.register(values)
    return last_link()


def test_a_unit_exists_once_its_link_was_opened_and_not_before(app):
    token = registered(newcomer())
    assert factories.count(Organisation) == 0
    person, request = accepted(token)
    unit = organisations.by_code(CODE)
    assert (unit.name, request) == ("北京试验制造有限公司", None)
    assert held(person) == {Held("applicant", unit.id)}


def test_a_code_already_here_asks_its_members_and_joins_nobody_silently(app):
    unit = factories.organisation(code=CODE)
    member = factories.person("endorser", unit)
    person, request = accepted(registered(newcomer()))
    assert held(person) == frozenset()
    mail = db.session.scalars(db.select(Message).order_by(Message.id.desc())).first()
    assert (mail.person_id, "申请加入" in mail.body) == (member.id, True)
    with writing():
        registrations.decide(Viewer(member.id, (Held("endorser", unit.id),)), request.id, True)
    assert held(person) == {Held("applicant", unit.id)}


def test_a_refused_request_gives_nothing_and_is_decided_once(app):
    unit = factories.organisation(code=CODE)
    viewer = Viewer(factories.person("applicant", unit).id, (Held("applicant", unit.id),))
    person, request = accepted(registered(newcomer()))
    with writing():
        registrations.decide(viewer, request.id, False)
    assert held(person) == frozenset()
    with pytest.raises(Conflict, match="已经办理过"), writing():
        registrations.decide(viewer, request.id, True)


def test_a_unit_without_members_is_decided_by_the_administrator(app):
    factories.organisation(code=CODE)
    admin = factories.person("admin")
    accepted(registered(newcomer()))
    assert [p.id for p in registrations.deciders(organisations.by_code(CODE).id)] == [admin.id]


def test_another_units_member_can_neither_decide_nor_learn_of_a_request(app):
    factories.person("applicant", factories.organisation(code=CODE))
    other = factories.organisation()
    _, request = accepted(registered(newcomer()))
    with pytest.raises(NotFound), writing():
        registrations.decide(Viewer(9, (Held("applicant", other.id),)), request.id, True)


def test_asking_twice_is_one_request(app):
    factories.person("applicant", factories.organisation(code=CODE))
    first, second = registered(newcomer()), registered(newcomer())
    assert accepted(first)[1].id == accepted(second)[1].id


def test_a_doubtful_code_is_registered_with_its_reason_in_the_log(app):
    accepted(registered(newcomer() | {"uscc_reason": "执照即为此码"}))
    event = db.session.scalars(db.select(Event).where(Event.action == "organisation_registered")).one()
    assert "执照即为此码" in event.recorded


def test_what_was_asked_is_told_to_who_asked_and_to_who_decides(app):
    unit, someone = factories.organisation(code=CODE), factories.person("officer").id
    asker, request = accepted(registered(newcomer()))
    for viewer in (Viewer(asker.id), ADMIN, Viewer(someone, (Held("endorser", unit.id),))):
        assert registrations.of_concern(viewer) == [(request, asker, unit)]
    assert registrations.of_concern(Viewer(someone, (Held("officer"), Held("applicant", unit.id + 1)))) == []
    with writing():
        registrations.decide(ADMIN, request.id, False)
    assert registrations.of_concern(Viewer(asker.id)) == []
