"""The office's chat robot is told that a case waits, and nothing about anybody."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from grants import delivery
from grants.extensions import db
from grants.models import Message
from grants.services import outbox, parcels, robot
from tests.lives.office import Office

pytestmark = pytest.mark.one_database
PARCEL = parcels.Parcel((1,), "robot:1", "", "专利：patent-2026-A1B2C3", "形式审查，请项目办工作人员办理。\n")


@pytest.fixture
def group(app):
    """A robot on loopback that keeps what it was told, and answers what it is given to answer."""

    class Robot(BaseHTTPRequestHandler):
        told, status, answer = [], 200, b'{"errcode": 0}'

        def do_POST(self):
            self.told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(self.status)
            self.end_headers()
            self.wfile.write(self.answer)

        def log_message(self, *_):
            """Nothing is said aloud."""

    server = HTTPServer(("127.0.0.1", 0), Robot)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    app.config["ROBOT_URL"] = f"http://127.0.0.1:{server.server_port}/send?key=secret"
    yield Robot
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_robot_is_told_whose_turn_it_is_and_nobodys_name(group):
    office = Office("patent")
    number = office.led("submit", "endorse")
    assert delivery.post() == 1
    (told,) = group.told
    said = told["text"]["content"]
    assert told["msgtype"] == "text"
    assert number in said
    assert "形式审查，请项目办工作人员办理" in said
    assert not any(name in said for name in (office.unit.name, *(one.name for one in office.people.values())))
    assert delivery.post() == 0


def test_without_a_robot_nothing_is_written_for_it(app):
    office = Office("patent")
    office.do(office.begin(), "submit")
    assert db.session.query(Message).filter_by(channel=outbox.ROBOT).count() == 0


@pytest.mark.parametrize(
    ("status", "answer", "reason"),
    [
        (200, b'{"errcode": 0, "errmsg": "ok"}', ""),
        (200, b"", ""),
        (200, b'{"errcode": 93000, "errmsg": "invalid webhook url"}', "errcode 93000: invalid webhook url"),
        (500, b"", "HTTPError: 500"),
    ],
)
def test_what_the_robot_refuses_is_told(app, group, status, answer, reason):
    group.status, group.answer = status, answer
    assert list(robot.deliver(app.config["ROBOT_URL"], [PARCEL])) == [(PARCEL, reason)]


def test_a_robot_that_cannot_be_reached_is_told_without_its_address(app):
    ((_parcel, reason),) = robot.deliver("http://127.0.0.1:1/send?key=secret", [PARCEL])
    assert reason.startswith("URLError")
    assert "secret" not in reason
