"""Text messages by a gateway, over real HTTP: what it is asked, how it is signed, what becomes of a refusal."""

import hashlib
import hmac
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from grants import delivery
from grants.database import writing
from grants.extensions import db
from grants.models import Message
from grants.services import message_settings, notifications, outbox, parcels, sms
from tests import factories

pytestmark = pytest.mark.one_database
PARCEL = parcels.Parcel((1,), "sms:1", "13800001234", '请在2026-04-09以前补正 "A&B" {phone}', "")
ASKED = sms.Gateway(
    "", "POST", '{"to": "{phone}", "text": "{text}"}', "application/json", "X-Signature", "", ""
)


class Gateway(BaseHTTPRequestHandler):
    """A gateway on loopback that keeps what it was asked, and answers what it is given to answer."""

    heard, status, answer = [], 200, b'{"code": 0}'

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.heard.append((self.command, self.path, dict(self.headers), body))
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(self.answer)

    do_GET = do_POST

    def log_message(self, *_):
        """Nothing is said aloud."""


@pytest.fixture(scope="module")
def server():
    made = HTTPServer(("127.0.0.1", 0), Gateway)
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}/send"
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.fixture
def gateway(server):
    Gateway.heard, Gateway.status, Gateway.answer = [], 200, b'{"code": 0}'
    return replace(ASKED, url=server)


def test_number_and_text_are_written_as_the_body_wants_them(gateway):
    assert list(sms.deliver(gateway, [PARCEL])) == [(PARCEL, "")]
    as_form = replace(gateway, body="m={phone}&c={text}", content_type=sms.FORM)
    as_address = replace(
        gateway, method="GET", url=gateway.url + "?m={phone}&c={text}", content_type=sms.FORM
    )
    for asked in (as_form, as_address):
        assert list(sms.deliver(asked, [PARCEL])) == [(PARCEL, "")]
    (_, _, _, json), (_, _, _, form), (method, path, _, empty) = Gateway.heard
    assert json.decode() == '{"to": "13800001234", "text": "请在2026-04-09以前补正 \\"A&B\\" {phone}"}'
    wanted = {"m": [PARCEL.to], "c": [PARCEL.subject]}
    assert parse_qs(form.decode()) == parse_qs(urlsplit(path).query) == wanted
    assert (method, empty) == ("GET", b"")


def test_the_body_is_signed_under_the_secret(gateway):
    list(sms.deliver(replace(gateway, header="X-Sign", secret="key"), [PARCEL]))
    ((_method, _path, headers, body),) = Gateway.heard
    assert headers["X-Sign"] == hmac.new(b"key", body, hashlib.sha256).hexdigest()


ANSWERS = [
    (200, b'{"code": 0}', '"code": 0', ""),
    (200, b'{"code": 7,\n "msg": "bad"}', '"code": 0', '{"code": 7, "msg": "bad"}'),
    (200, b"", "OK", "empty answer"),
    (503, b"", "", "HTTPError: 503"),
]


@pytest.mark.parametrize(("status", "answer", "accepted", "reason"), ANSWERS)
def test_what_the_gateway_refuses_is_told(gateway, status, answer, accepted, reason):
    Gateway.status, Gateway.answer = status, answer
    assert list(sms.deliver(replace(gateway, accepted=accepted), [PARCEL])) == [(PARCEL, reason)]


def test_where_it_cannot_be_reached_the_rest_is_not_tried():
    down = replace(ASKED, url="http://127.0.0.1:1/send?key=secret")
    reasons = {reason for _parcel, reason in sms.deliver(down, [PARCEL] * 3)}
    assert len(reasons) == 1
    assert "secret" not in reasons.pop()


def test_who_gave_a_number_is_told_urgent_matters_by_one_line_with_nothing_personal(app, server, gateway):
    app.config["SMS_URL"] = server
    case = factories.application("correcting", title="焊接装置")
    one, other = (
        factories.person("applicant", case.organisation),
        factories.person("applicant", case.organisation),
    )
    with writing():
        message_settings.keep_phone(factories.viewer(one), "13800001234")
        for occasion in ("return_for_correction", "accept"):
            about = outbox.About(occasion, notifications.given(case, "correcting"))
            outbox.tell_about(notifications.recipients(case, {"applicant"}), about, case, occasion)
    assert delivery.post() == 1
    ((_method, _path, _headers, body),) = Gateway.heard
    assert "13800001234" in body.decode()
    assert "请在" in body.decode()
    assert not any(name in body.decode() for name in (one.name, case.organisation.name))
    assert db.session.query(Message).filter_by(channel="sms").one().to == ""
    assert other.phone is None


def test_a_gateway_that_is_down_is_tried_again_and_holds_up_no_mail(app, caplog):
    app.config["SMS_URL"] = "http://127.0.0.1:1/send"
    someone = factories.person(phone="13800001234")
    with writing():
        outbox.once(channel="sms", to="", person_id=someone.id, key="sms:1", subject="请补正", body="")
    assert delivery.post() == 0
    message = db.session.query(Message).one()
    assert (message.attempts, message.due_at - message.created_at) == (1, outbox.FIRST_PAUSE)
