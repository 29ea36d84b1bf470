"""The page that shows one personal field: linked for who may ask, shown once, kept by no browser."""

import pytest

from grants.extensions import db
from grants.models import Event
from tests.factories import person, sign_in

pytestmark = pytest.mark.one_database
RESIDENT = "110105199003072338"


@pytest.fixture
def number(office) -> str:
    return office.led("submit", "endorse", "accept")


def field(number: str, path: str = "resident_id") -> str:
    return f"{db.session.query(Event.number).filter_by(subject=number, action='submit').scalar()}:{path}"


def test_a_field_is_asked_for_with_a_reason_and_shown_once(client, office, number):
    sign_in(client, office.people["officer"])
    path = f"/applications/{number}/unmask"
    assert f'href="{path}"' in client.get(f"/applications/{number}").text
    assert RESIDENT not in client.get(path).text
    answer = client.post(path, data={"field": field(number), "reason": "核对领款人身份"})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, no-store")
    assert RESIDENT in answer.text
    again = client.get(path)
    assert "核对领款人身份" in again.text
    assert RESIDENT not in again.text
    assert RESIDENT not in client.get(f"/applications/{number}").text


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"reason": "核对领款人身份"},
        {"field": "1:resident_id"},
        {"field": "x", "reason": "核对领款人身份"},
        {"field": "²:phone", "reason": "核对领款人身份"},
    ],
)
def test_a_question_that_is_none_shows_nothing(client, office, number, data):
    sign_in(client, office.people["officer"])
    answer = client.post(f"/applications/{number}/unmask", data=data)
    assert answer.status_code in (404, 422)
    assert RESIDENT not in answer.text
    assert db.session.query(Event).filter_by(action="unmask").count() == 0


@pytest.mark.parametrize(
    ("role", "status"), [("applicant", 403), ("leader", 403), ("maker", 404), ("admin", 404)]
)
def test_others_find_neither_link_nor_page(client, office, number, role, status):
    sign_in(client, office.people.get(role) or person(role))
    assert "/unmask" not in client.get(f"/applications/{number}").text
    assert client.get(f"/applications/{number}/unmask").status_code == status
    data = {"field": field(number), "reason": "核对领款人身份"}
    assert client.post(f"/applications/{number}/unmask", data=data).status_code == status
