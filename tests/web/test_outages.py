"""A full disk, a database that does not answer: a sentence that says so, and what was typed is not lost."""

import errno
import logging
import os
from io import BytesIO

import pytest
from cryptography.fernet import Fernet
from sqlalchemy.exc import OperationalError

from grants.extensions import db
from grants.models import Attachment, Draft
from grants.services import blobs, drafts
from tests.api.callers import Caller
from tests.factories import sign_in
from tests.lives.office import Office
from tests.services.files import FIELD, PDF

pytestmark = pytest.mark.one_database

FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
OUTAGES = [
    (FULL, 507, "存储空间已满"),
    (OperationalError("INSERT", {}, Exception("database or disk is full")), 507, "存储空间已满"),
    (
        OperationalError("INSERT", {}, Exception("could not extend file: No space left on device")),
        507,
        "存储空间已满",
    ),
    (OperationalError("SELECT", {}, Exception("connection refused")), 503, "没有应答"),
]


def failing(error: Exception):
    def fail(*_given, **_named):
        raise error

    return fail


@pytest.fixture
def office(app, client, caplog) -> Office:
    caplog.set_level(logging.CRITICAL)
    made = Office("patent")
    sign_in(client, made.people["applicant"])
    return made


@pytest.mark.parametrize(("error", "status", "sentence"), OUTAGES)
def test_what_was_typed_can_be_sent_once_more(office, client, monkeypatch, error, status, sentence):
    path = f"/applications/{office.begin()}/submit"
    typed = {"title": "一种𠮷祥装置", "step": "save", "version": "0", "revision": "0"}
    with monkeypatch.context() as broken:
        broken.setattr(drafts, "save", failing(error))
        answer = client.post(path, data=typed)
    assert (answer.status_code, sentence in answer.text) == (status, True)
    assert 'name="title" value="一种𠮷祥装置"' in answer.text
    assert answer.headers["Retry-After"]
    assert client.post(path, data=typed).status_code < 400
    assert db.session.query(Draft).count() == 1


@pytest.mark.parametrize(("error", "status", "sentence"), OUTAGES)
def test_the_api_says_the_same(office, app, monkeypatch, error, status, sentence):
    path = f"/applications/{office.begin()}/submit/draft"
    caller = Caller(app, office.people["applicant"])
    monkeypatch.setattr(drafts, "save", failing(error))
    answer = caller.send(path, {"answers": {}, "revision": 0}, method="PUT")
    told = answer.get_json()
    assert (answer.status_code, told["code"]) == (status, "full" if status == 507 else "busy")
    assert sentence in told["sentences"][0]


def test_a_file_that_finds_no_room_is_not_kept_in_part(office, client, monkeypatch):
    number = office.begin()
    monkeypatch.setattr(blobs, "settle", failing(FULL))
    sent = {"action": "submit", "field": FIELD, "file": (BytesIO(PDF), "证书.pdf")}
    answer = client.post(f"/applications/{number}/attachments", data=sent)
    assert answer.status_code == 507
    assert db.session.query(Attachment).count() == 0
    assert not list(blobs.folder().glob(".new-*"))


def test_what_another_key_sealed_is_told_of_on_the_page_that_reads_it_and_in_the_log(
    office, app, client, caplog
):
    number, email = office.begin(), office.people["maker"].email
    app.config["ENCRYPTION_KEY"] = Fernet.generate_key().decode()
    caplog.set_level(logging.ERROR)
    answer = client.post("/sign-in", data={"email": email, "password": "x"})
    assert (answer.status_code, "密钥不是当初加密的那一个" in answer.text) == (503, True)
    assert client.get(f"/applications/{number}").status_code == 200
    assert "ZHUTUI_ENCRYPTION_KEY" in caplog.text


def test_a_fault_of_ours_is_still_one(office, client, monkeypatch):
    number = office.begin()
    monkeypatch.setattr(drafts, "save", failing(FileNotFoundError(errno.ENOENT, "no such file")))
    with pytest.raises(FileNotFoundError):
        client.post(f"/applications/{number}/submit", data={"step": "save", "version": "0"})
