"""Signing in by the pages: every way in, and every way out."""

import re

import pytest

from grants.services import accounts
from tests import factories
from tests.factories import PASSWORD

pytestmark = pytest.mark.one_database


def enter(client, email="person1@example.org", password=PASSWORD, path="/sign-in"):
    return client.post(path, data={"email": email, "password": password})


def is_in(client) -> bool:
    return client.get("/account").status_code == 200


def test_the_right_password_lets_in_and_the_button_out(client):
    factories.person("officer")
    assert enter(client).headers["Location"] == "/"
    assert is_in(client)
    client.post("/sign-out")
    assert not is_in(client)


@pytest.mark.parametrize(
    ("email", "password", "sentence"),
    [
        ("person1@example.org", "wrong", "邮箱或密码不正确"),
        ("nobody@example.org", PASSWORD, "邮箱或密码不正确"),
        ("", "", "请填写“邮箱”"),
        ("nonsense", PASSWORD, "不是有效的邮箱"),
        ("person1@example.org", "", "请填写“密码”"),
    ],
)
def test_every_wrong_entry_has_its_sentence_and_never_shows_the_password(client, email, password, sentence):
    factories.person("officer")
    answer = enter(client, email, password)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not password or password not in answer.text.replace(email, "")


def without_tokens(text: str) -> str:
    return re.sub(r'name="csrf_token" value="[^"]*"', "", text)


@pytest.mark.parametrize("path", ["/sign-in", "/password/forgot"])
def test_pages_do_not_tell_who_has_an_account(client, path):
    factories.person("officer")
    answers = []
    for email in ("person1@example.org", "personX@example.org"):
        tries = [client.post(path, data={"email": email, "password": "wrong"}) for _ in range(5)]
        answers.append(
            [
                (a.status_code, without_tokens(a.text).replace(email.lower(), "").replace(email, ""))
                for a in tries
            ]
        )
    assert answers[0] == answers[1]


def test_registering_does_not_tell_which_units_and_addresses_are_known(client):
    factories.person("applicant", factories.organisation(code="91110108551385082Q"))
    asked = {"org_name": "北京试验制造有限公司", "name": "周晓梅", "role": "applicant"}
    known = {"uscc": "91110108551385082Q", "email": "person1@example.org"}
    unknown = {"uscc": "91110302562134916R", "email": "nobody@example.org"}
    answers = [client.post("/register", data=asked | one) for one in (known, unknown)]
    assert [a.status_code for a in answers] == [200, 200]
    told = [a.text.replace(one["email"], "") for a, one in zip(answers, (known, unknown), strict=True)]
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("target", "lands"),
    [
        ("/applications?q=1", "/applications?q=1"),
        ("", "/"),
        ("//evil.example", "/"),
        ("https://evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("/\tevil", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_after_signing_in_one_lands_on_this_site(client, target, lands):
    factories.person("officer")
    answer = client.post(
        "/sign-in", query_string={"next": target}, data={"email": "person1@example.org", "password": PASSWORD}
    )
    assert answer.headers["Location"] == lands


def test_a_page_for_members_sends_to_sign_in_and_back(client):
    factories.person("officer")
    answer = client.get("/account/tokens")
    assert answer.headers["Location"] == "/sign-in?next=%2Faccount%2Ftokens"
    assert enter(client, path=answer.headers["Location"]).headers["Location"] == "/account/tokens"


def test_thirty_attempts_a_minute_from_one_address_are_enough(client):
    codes = [enter(client, f"nobody{n}@example.org").status_code for n in range(31)]
    assert codes == [422] * 30 + [429]


def test_a_page_without_its_token_changes_nothing(app, client):
    factories.person("officer")
    app.config["WTF_CSRF_ENABLED"] = True
    assert enter(client).status_code == 400
    assert accounts.counted("person1@example.org") is None
