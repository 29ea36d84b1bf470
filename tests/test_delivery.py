"""Mail goes out by a real mail server, and what it refuses is tried again."""

import smtplib
import socket
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from sqlalchemy import select

from grants import clock, delivery, worker
from grants.database import writing
from grants.extensions import db
from grants.models import Message
from grants.services import mail, outbox, parcels
from tests.conftest import NOW

pytestmark = pytest.mark.one_database


class Postbox:
    """What a mail server was given; it refuses addresses that begin with 'nobody'."""

    def __init__(self):
        self.letters = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody"):
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def postbox(app):
    """A real mail server on a free port, to which this application sends."""
    box = Postbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    app.config["SMTP_URL"] = f"smtp://127.0.0.1:{controller.port}"
    yield box
    controller.stop()


def tell(*addresses: str, secret: str | None = None) -> None:
    with writing():
        for address in addresses:
            outbox.write_to(address, "补正通知", "请于限期内补正。", f"test:{address}", secret)


def messages() -> list[Message]:
    db.session.rollback()
    return list(db.session.scalars(select(Message).order_by(Message.id)))


def test_a_message_arrives_as_written(postbox):
    tell("one@example.org", secret="https://example.org/i/x")
    assert worker.once()
    letter = postbox.letters[0]
    assert (letter["To"], letter["Subject"]) == ("one@example.org", "补正通知")
    assert letter.get_content().split() == ["请于限期内补正。", "https://example.org/i/x"]
    assert messages()[0].sent_at == NOW


def test_the_same_message_has_the_same_id_when_it_comes_again(app):
    parcel = parcels.Parcel((1,), "move:1", "one@example.org", "补正通知", "……")
    ids = {mail.composed(parcel, "office@example.org")["Message-ID"] for _ in range(2)}
    assert len(ids) == 1
    assert ids.pop().endswith("@example.org>")


def test_one_refused_address_does_not_keep_the_others_waiting(postbox, caplog):
    tell("nobody@example.org", "two@example.org", "not an address", "three@example.org")
    assert delivery.post() == 2
    assert [letter["To"] for letter in postbox.letters] == ["two@example.org", "three@example.org"]
    refused = [message for message in messages() if message.error]
    assert refused[0].error == "SMTPRecipientsRefused: 550 no such person"
    assert refused[1].sent_at is None
    assert refused[0].due_at == NOW + outbox.FIRST_PAUSE


def test_a_server_that_cannot_be_reached_is_tried_again_later(app, postbox, caplog):
    tell("one@example.org", "two@example.org")
    working, app.config["SMTP_URL"] = app.config["SMTP_URL"], "smtp://127.0.0.1:1"
    assert delivery.post() == 0
    assert all("ConnectionRefusedError" in message.error for message in messages())
    app.config["SMTP_URL"] = working
    with clock.at(NOW + timedelta(minutes=1)):
        assert delivery.post() == 2


def test_without_a_mail_server_messages_stay_readable(app):
    tell("one@example.org")
    assert not worker.once()
    assert messages()[0].attempts == 0


def signing_in() -> Controller:
    """A mail server that asks for a password."""
    return Controller(
        Postbox(),
        hostname="127.0.0.1",
        port=free_port(),
        auth_require_tls=False,
        authenticator=lambda server, session, envelope, way, given: AuthResult(
            success=(given.login, given.password) == (b"office", b"p@ss"), handled=False
        ),
    )


def test_a_reason_names_nobody():
    refusal = smtplib.SMTPResponseException(
        550, "<wang.li@example.org>: no mailbox 'wang.li@example.org' here"
    )
    assert "wang" not in mail.told(refusal)


ACCOUNTS = [("office:p%40ss", ""), ("office:wrong", "SMTPAuthenticationError")]


@pytest.mark.parametrize(("account", "told"), ACCOUNTS)
def test_it_signs_in_where_the_address_says_so(app, account, told):
    controller = signing_in()
    controller.start()
    parcel = parcels.Parcel((1,), "move:1", "one@example.org", "补正通知", "……")
    try:
        [(_, error)] = mail.deliver(
            f"smtp://{account}@127.0.0.1:{controller.port}", "office@example.org", [parcel]
        )
    finally:
        controller.stop()
    assert error.partition(":")[0] == told


def test_a_password_is_not_sent_in_clear_to_another_machine():
    with pytest.raises(mail.Unsafe):
        mail.sign_in(smtplib.SMTP(), mail.urlsplit("smtp://office:secret@mail.example.org"), encrypted=False)
