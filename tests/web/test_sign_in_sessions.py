"""How long a session lasts, and that it ends for good."""

from datetime import timedelta

import pytest

from grants import clock
from tests import factories
from tests.conftest import NOW
from tests.web.test_sign_in import enter, is_in

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(("minutes", "stays"), [(29, True), (31, False)])
def test_a_session_ends_after_half_an_hour_without_a_request(client, minutes, stays):
    factories.sign_in(client, factories.person("officer"))
    with clock.at(NOW + timedelta(minutes=minutes)):
        assert is_in(client) is stays


def test_what_a_page_asks_by_itself_is_no_sign_of_its_reader(client):
    factories.sign_in(client, factories.person("officer"))
    for minutes in (10, 20, 29):
        with clock.at(NOW + timedelta(minutes=minutes)):
            assert client.get("/account", headers={"X-By-Itself": "yes"}).status_code == 200
    with clock.at(NOW + timedelta(minutes=31)):
        assert not is_in(client)


def test_a_session_ends_after_twelve_hours_in_any_case(client):
    factories.sign_in(client, factories.person("officer"))
    for minutes in (*range(0, 12 * 60, 29), 12 * 60):
        with clock.at(NOW + timedelta(minutes=minutes)):
            assert is_in(client)
    with clock.at(NOW + timedelta(hours=12, minutes=1)):
        answer = client.get("/account", follow_redirects=True)
        assert "登录已超时" in answer.text


def test_what_was_typed_when_the_session_ended_is_not_lost(client):
    factories.sign_in(client, factories.person("officer"))
    with clock.at(NOW + timedelta(minutes=31)):
        answer = client.post("/account/tokens", data={"name": "办公系统的用途"})
    assert answer.status_code == 400
    assert "没有丢失" in answer.text
    assert "办公系统的用途" in answer.text


def test_signing_out_makes_a_copied_cookie_worthless(app, client):
    factories.person("officer")
    enter(client)
    copied = client.get_cookie("session").value
    client.post("/sign-out")
    client.set_cookie("session", copied)
    assert not is_in(client)


def test_nothing_of_the_session_before_is_carried_into_the_new_one(client):
    factories.person("officer")
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"
    enter(client)
    with client.session_transaction() as session:
        assert "planted" not in session
