"""The second step of signing in: who must, who may, and that a code works once."""

import json
import re
from datetime import timedelta

import pytest

from grants import clock
from grants.database import writing
from grants.extensions import db
from grants.models import Event, Person
from grants.services import credentials, factors
from tests import factories
from tests.conftest import NOW
from tests.factories import TOTP_SECRET
from tests.web.test_sign_in import enter, is_in


def test_a_role_that_needs_a_second_factor_sets_one_up_before_anything_else(client):
    someone = factories.person("checker")
    someone.totp_secret = None
    factories.sign_in(client, someone)
    assert client.get("/").headers["Location"] == "/account/second-factor"
    page = client.get("/account/second-factor").text
    secret = re.search(r'<span class="code">(\w+)</span>', page)[1]
    assert 'src="data:image/svg+xml' in page
    wrong = client.post("/account/second-factor", data={"code": "000000"})
    assert (wrong.status_code, secret in wrong.text) == (422, True)
    done = client.post("/account/second-factor", data={"code": factors.current_code(secret)})
    assert len(re.findall(r'<li class="code">[\w-]{14}</li>', done.text)) == 10
    assert is_in(client)
    assert db.session.get(Person, someone.id).totp_secret == secret


def test_the_offered_secret_is_not_readable_in_the_cookie(client):
    someone = factories.person("officer")
    factories.sign_in(client, someone)
    secret = re.search(r'<span class="code">(\w+)</span>', client.get("/account/second-factor").text)[1]
    with client.session_transaction() as session:
        assert secret not in json.dumps(dict(session))


def test_the_second_step_asks_for_the_code_and_a_used_one_is_refused(client):
    factories.person("maker")
    code = factors.current_code(TOTP_SECRET)
    assert enter(client).headers["Location"] == "/sign-in/code?next=/"
    assert not is_in(client)
    assert client.post("/sign-in/code", data={"code": code}).headers["Location"] == "/"
    assert is_in(client)
    client.post("/sign-out")
    enter(client)
    assert "已用过" in client.post("/sign-in/code", data={"code": code}).text


def test_the_second_step_is_open_for_five_minutes_after_the_first(client):
    factories.person("maker")
    assert client.get("/sign-in/code").status_code == 302
    enter(client)
    with clock.at(NOW + timedelta(minutes=6)):
        assert (
            client.post("/sign-in/code", data={"code": "000000"}).headers["Location"].startswith("/sign-in?")
        )


@pytest.mark.parametrize(("role", "sentence"), [("maker", "必须使用两步验证"), ("officer", "两步验证已停用")])
def test_only_whose_role_does_not_need_it_gives_the_second_factor_up(client, role, sentence):
    someone = factories.person(role)
    someone.totp_secret = TOTP_SECRET
    someone.recovery_codes = []
    factories.sign_in(client, someone)
    data = {"code": factors.current_code(TOTP_SECRET)}
    answer = client.post("/account/second-factor/remove", data=data, follow_redirects=True)
    assert sentence in answer.text


def test_who_gives_the_second_factor_up_has_not_signed_in_by_its_code(app):
    someone = factories.person("officer", totp_secret=TOTP_SECRET)
    with writing():
        assert credentials.drop_factor(someone.id, factors.current_code(TOTP_SECRET), "192.0.2.7").person
    assert db.session.scalars(db.select(Event.action)).all() == ["second_factor_removed"]
