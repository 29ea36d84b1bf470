"""What is kept from a reader is not noticed either: by no time, no place in a list and no version."""

import pytest

from tests import factories
from tests.api.callers import Caller
from tests.clients import Client
from tests.leaks.reading import bare
from tests.lives.legs import titled
from tests.lives.office import Office, on

pytestmark = pytest.mark.one_database
PAGES = ("", "/withdraw")


@pytest.fixture
def office(app):
    office = Office("project")
    titled(office)
    return office


def accepted(office: Office, number: str) -> None:
    for action in ("submit", "endorse", "accept"):
        office.do(number, action)


def told(app, person, number: str) -> list[bytes]:
    """Everything this one is told of the case, and of its place among their cases."""
    client, caller = Client(app), Caller(app, person)
    factories.sign_in(client, person)
    pages = ["/applications", *(f"/applications/{number}{page}" for page in PAGES)]
    asked = ("/applications", f"/applications/{number}", f"/applications/{number}/actions")
    return [bare(client.get(page).data) for page in pages] + [caller.get(path).data for path in asked]


def test_a_unit_notices_nothing_of_the_experts(app, office):
    number = office.begin()
    with on("2026-04-01 09:00"):
        accepted(office, number)
    with on("2026-04-01 09:30"):
        office.begin()
    readers = [office.people["applicant"], office.experts[1]]
    office.do(number, "assign", {"experts": [str(expert.id) for expert in office.experts]})
    with on("2026-04-01 10:00"):
        office.do(number, "declare_interest", {"conflict": "none"}, by=office.experts[1])
    with on("2026-04-02 10:00"):
        before = [told(app, person, number) for person in readers]
        officer = told(app, office.people["officer"], number)
        office.do(number, "declare_interest", {"conflict": "none"}, by=office.experts[0])
        office.do(number, "review", by=office.experts[0])
        assert [told(app, person, number) for person in readers] == before
        assert told(app, office.people["officer"], number) != officer


def test_a_page_is_stale_by_what_its_reader_may_notice_alone(app, office):
    number = office.begin()
    accepted(office, number)
    unit, officer = (Caller(app, office.people[role]) for role in ("applicant", "officer"))
    seen = [caller.get(f"/applications/{number}").json["version"] for caller in (unit, officer)]
    office.do(number, "assign", {"experts": [str(expert.id) for expert in office.experts]})
    late = officer.act(number, "remind", {"text": "请关注"}, version=seen[1])
    assert (late.status_code, late.json["code"]) == (409, "stale")
    gone = unit.act(number, "withdraw", {"reasons": "另行申报"}, version=seen[0])
    assert (gone.status_code, gone.json["state"]) == (200, "withdrawn")
    assert unit.get(f"/applications/{number}").json["version"] == gone.json["version"] == seen[0] + 1
