"""Posts that should do nothing: by the wrong person, forged, or sent by another site."""

import pytest

from grants.extensions import db
from grants.models import Application, Event, LogHead
from tests import factories
from tests.leaks.reading import World
from tests.lives.office import Office
from tests.web.desks import Desk

pytestmark = pytest.mark.one_database

ELSEWHERE = {"Sec-Fetch-Site": "cross-site", "Origin": "https://example.com"}
NO_PART = ("nobody", "stranger", "elsewhere", "outsider", "auditor")


def state_of_things() -> tuple:
    """What the database says: the log's end and every case."""
    db.session.rollback()
    cases = db.session.query(Application.number, Application.state, Application.version, Application.proposed)
    return db.session.query(LogHead.number).scalar(), *cases.order_by(Application.id).all()


def posted_everywhere(world: World, role: str) -> dict[str, int]:
    """What this one is answered who posts to every address of a case, of a paper or of money."""
    reader = world.reader(role)
    told = {f"{asked.method} {asked.path}": reader.told(asked).status for asked in world.written}
    return {address: status for address, status in told.items() if status >= 500}


@pytest.mark.parametrize("role", NO_PART)
def test_who_has_no_part_in_a_case_moves_nothing_wherever_they_post(app, world, role):
    with world().as_built():
        before = state_of_things()
        assert posted_everywhere(world(), role) == {}
        assert state_of_things() == before


def test_what_another_site_sent_is_not_offered_to_be_sent_again(app, client):
    office = Office("patent")
    number = office.begin()
    factories.sign_in(client, office.people["applicant"])
    app.config["WTF_CSRF_ENABLED"] = True
    data = {"reasons": "别处的字"}
    ours = client.post(f"/applications/{number}/withdraw", data=data, headers={"Origin": "http://localhost"})
    assert 'value="别处的字"' in ours.text
    for headers in (ELSEWHERE, {"Origin": "null"}, {"Origin": "http://["}):
        theirs = client.post(f"/applications/{number}/withdraw", data=data, headers=headers)
        assert theirs.status_code == 400
        assert "来自其他网站" in theirs.text
        assert "别处的字" not in theirs.text


FORGED = {
    "state": "closed", "awarded": "99999999", "paid": "1", "person": "1", "duty": "leader", "actor": "1",
    "number": "patent-2026-OTHER", "organisation_id": "2", "round_id": "2", "terms_id": "2", "origin": "imported",
    "sealed": "{}", "masked": "{}", "wakes_at": "2020-01-01", "level": "model", "at": "2020-01-01",
}  # fmt: skip


def test_fields_no_form_asks_for_have_no_effect(client):
    office = Office("patent")
    number = office.begin()
    unit = office.case(number).organisation_id
    for role, action in (("applicant", "submit"), ("endorser", "endorse"), ("officer", "accept")):
        assert Desk(client, office, number, role).post(action, **FORGED).status_code == 303
    case = office.case(number)
    found = (
        case.state,
        case.awarded,
        case.paid,
        case.organisation_id,
        case.origin,
        case.level,
        case.wakes_at,
    )
    assert found == ("deciding", 0, 0, unit, "applied", "", None)
    event = db.session.query(Event).filter_by(action="accept").one()
    assert (event.person_id, event.duty) == (office.people["officer"].id, "officer")


@pytest.mark.parametrize("version", ["0", "99", "-1", str(2**70)])
def test_a_forged_version_is_told_and_does_nothing(client, version):
    office = Office("patent")
    number = office.begin()
    answer = Desk(client, office, number, "applicant").post("submit", version=version)
    assert answer.status_code == 409
    assert "他人更新" in answer.text
    assert office.case(number).state == "draft"


def test_files_of_another_case_are_neither_read_nor_handed_in(client):
    office = Office("patent")
    mine, other = office.begin(), office.begin()
    office.do(other, "submit")
    theirs = factories.person("applicant", factories.organisation())
    foreign = f"{office.case(other).id}001"
    factories.sign_in(client, theirs)
    assert client.get(f"/applications/{other}/attachments/{foreign}").status_code == 404
    desk = Desk(client, office, mine, "applicant")
    assert client.get(f"/applications/{mine}/attachments/{foreign}").status_code == 404
    answer = desk.post("submit", certificate=foreign)
    assert answer.status_code == 422
    assert "所选附件不存在" in answer.text
