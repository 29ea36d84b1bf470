"""A forgotten password and a changed one."""

import re
from datetime import timedelta

import pytest

from grants import clock
from grants.extensions import db
from grants.models import Message
from tests import factories
from tests.conftest import NOW
from tests.factories import PASSWORD
from tests.web.test_sign_in import enter, is_in

pytestmark = pytest.mark.one_database

NEW = "three unrelated words"


def mailed() -> str:
    """The path of the link mailed last."""
    secret = db.session.scalars(db.select(Message.secret).order_by(Message.id.desc())).first()
    return re.sub(r"^https?://[^/]+", "", secret)


def test_a_forgotten_password_is_set_by_the_mailed_link_once(client):
    someone = factories.person("officer")
    for _ in range(5):
        enter(client, password="wrong")
    client.post("/password/forgot", data={"email": someone.email})
    link = mailed()
    assert client.get(link).status_code == 200
    assert client.post(link, data={"password": NEW, "password_again": NEW}).status_code == 302
    assert enter(client, password=NEW).status_code == 302
    again = client.get(link)
    assert (again.status_code, "已经用过" in again.text) == (410, True)
    assert 'href="/password/forgot">重新申请<' in again.text


@pytest.mark.parametrize(
    ("password", "again", "sentence"),
    [
        (NEW, "three unrelated word", "两次输入的密码不一样"),
        ("short", "short", "至少 12 个字符"),
        ("person1@example.org", "person1@example.org", "姓名或邮箱"),
        ("", "", "请填写“新密码”"),
    ],
)
def test_a_new_password_that_will_not_do_says_why(client, password, again, sentence):
    someone = factories.person("officer")
    client.post("/password/forgot", data={"email": someone.email})
    answer = client.post(mailed(), data={"password": password, "password_again": again})
    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_reset_link_is_worth_nothing_after_an_hour(client):
    someone = factories.person("officer")
    client.post("/password/forgot", data={"email": someone.email})
    with clock.at(NOW + timedelta(hours=1)):
        assert "已过期" in client.get(mailed()).text


def test_changing_the_password_ends_every_other_session(app, client):
    someone = factories.person("officer")
    other = type(client)(app)
    factories.sign_in(client, someone)
    factories.sign_in(other, someone)
    passwords = {"password": NEW, "password_again": NEW}
    refused = client.post("/account/password", data={"current_password": "wrong", **passwords})
    assert "现在的密码不正确" in refused.text
    assert (
        client.post("/account/password", data={"current_password": PASSWORD, **passwords}).status_code == 302
    )
    assert is_in(client)
    assert not is_in(other)
