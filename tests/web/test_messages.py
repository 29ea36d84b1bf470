"""Pages of messages: one's own settings, the office's outbox with what failed, and the wordings it writes."""

import pytest

from grants.database import writing
from grants.extensions import db
from grants.models import Message, Person
from grants.services import outbox
from tests import factories

pytestmark = pytest.mark.one_database
PATH = "/outbox/wordings/patent/submit/unit"
TYPED = {
    "zh-subject": "已收到{number}",
    "zh-body": "谢谢。\r\n{link}",
    "en-subject": "Got {number}",
    "en-body": "Thanks. {link}",
    "seen": 0,
}


@pytest.fixture
def someone(app, client) -> Person:
    made = factories.person("applicant")
    factories.sign_in(client, made)
    return made


def test_one_chooses_when_mail_comes(client, someone):
    assert "不能退订" in client.get("/account/messages").text
    assert client.post("/account/messages", data={"step": "pace", "pace": "daily"}).status_code == 303
    assert db.session.get_one(Person, someone.id).pace == "daily"
    refused = client.post("/account/messages", data={"step": "pace", "pace": "never"})
    assert (refused.status_code, "没有这个选项" in refused.text) == (422, True)


def test_a_number_is_asked_for_only_where_there_is_a_gateway_and_shown_in_part(app, client, someone):
    asked = {"step": "number", "phone": "13800001234"}
    assert "短信号码" not in client.get("/account/messages").text
    assert client.post("/account/messages", data=asked).status_code == 404
    app.config["SMS_URL"] = "https://sms.example.org"
    assert client.post("/account/messages", data=asked | {"phone": "010-67880000"}).status_code == 422
    assert client.post("/account/messages", data=asked).status_code == 303
    page = client.get("/account/messages").text
    assert "138****1234" in page
    assert "13800001234" not in page
    assert client.post("/account/messages", data={"step": "no_number"}).status_code == 303
    assert client.post("/account/messages", data={"step": "no_number"}).status_code == 409
    app.config["SMS_URL"] = ""


def test_the_office_sends_again_what_failed(client, someone):
    with writing():
        outbox.tell([someone.id], "通知", "请查看。", "1")
        outbox.failed([1], "550 no such person")
    factories.sign_in(client, factories.person("officer"))
    page = client.get("/outbox/all?fate=failed").text
    assert "550 no such person" in page
    assert "再发一次" in page
    assert client.post("/outbox/1/again").status_code == 303
    assert db.session.get_one(Message, 1).attempts == 0
    factories.sign_in(client, factories.person("admin"))
    assert client.post("/outbox/all/again", data={"channel": "mail"}).status_code == 303
    assert client.post("/outbox/all/again", data={"channel": "pigeon"}).status_code == 404


def test_the_office_words_a_message_on_its_page(client):
    factories.sign_in(client, factories.person("officer"))
    assert (
        "/outbox/wordings/patent/due_correcting/unit" in client.get("/outbox/wordings?programme=patent").text
    )
    assert "{title}" in client.get(PATH).text
    wrong = client.post(PATH, data=TYPED | {"step": "save", "reason": "", "zh-body": "{nobody} 改过的字"})
    assert wrong.status_code == 422
    assert "没有“{nobody}”这个位置" in wrong.text
    assert "{nobody} 改过的字" in wrong.text
    assert "Thanks. http://" in client.post(PATH, data=TYPED | {"step": "preview"}).text
    saved = client.post(PATH, data=TYPED | {"step": "save", "reason": "更亲切"}, follow_redirects=True).text
    assert "本单位第 1 版" in saved
    assert "已收到{number}" in saved
    assert client.post(PATH, data=TYPED | {"step": "save", "reason": "更亲切"}).status_code == 409
    assert client.post(PATH, data={"step": "restore", "seen": 1, "reason": "恢复"}).status_code == 303
    assert "已收到{number}" in client.get(f"{PATH}?version=1").text
