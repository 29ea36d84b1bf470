"""Bad input is told in a sentence, at its place, and changes nothing."""

import pytest
from sqlalchemy.exc import DataError, OperationalError

from grants import clock
from grants.config import ConfigurationError
from grants.extensions import db
from grants.models import Application, Paper
from tests import factories
from tests.api.callers import Caller

pytestmark = pytest.mark.one_database
PROBLEM = "application/problem+json"


@pytest.fixture
def officer(app):
    return Caller(app, factories.person("officer"))


@pytest.fixture
def case(app):
    return factories.application("screening")


def raw(caller: Caller, path: str, data: bytes, media_type: str = "application/json"):
    headers = caller.headers | {"Idempotency-Key": "k", "Content-Type": media_type}
    return caller.client.post(f"/api/v1{path}", data=data, headers=headers)


@pytest.mark.parametrize(
    ("data", "media_type", "status", "says"),
    [
        (b'{"answers": ', "application/json", 400, "第 1 行第"),
        (b"", "application/json", 400, "JSON"),
        (b"[]", "application/json", 400, "JSON 对象"),
        (b'"text"', "application/json", 400, "JSON 对象"),
        (b"\xff\xfe", "application/json", 400, "JSON"),
        (b'{"version": ' + b"9" * 5000 + b"}", "application/json", 400, "JSON"),
        (b"[" * 100_000, "application/json", 400, "JSON"),
        (b"answers=1", "application/x-www-form-urlencoded", 415, "application/json"),
        (b"{}", "text/plain", 415, "application/json"),
        (b'{"answers": "' + b"x" * 1_100_000 + b'"}', "application/json", 413, "上限"),
        (b'{"answers": []}', "application/json", 422, "栏目"),
        (b'{"answers": {}, "surprise": 1}', "application/json", 422, "没有这个栏目"),
        (b'{"answers": {"text": "x"}, "version": "soon"}', "application/json", 422, "数字"),
        (b'{"answers": {"text": "x"}, "version": true}', "application/json", 422, "数字"),
        (b'{"answers": {"text": 5}}', "application/json", 422, "文字"),
        (b'{"answers": {"text": "\\ud800"}}', "application/json", 422, "U+D800"),
        (b'{"answers": {"text": "\\u0000"}}', "application/json", 422, "U+0000"),
        (b'{"answers": {"text": NaN}}', "application/json", 422, "文字"),
        (b'{"answers": {"state": "closed", "text": "x"}}', "application/json", 422, "没有这个栏目"),
        (b'{"answers": {"\\ud800": 1, "text": "x"}}', "application/json", 422, "没有这个栏目"),
        (b'{"answers": {"text": "x"}, "version": 99}', "application/json", 409, "已被他人更新"),
    ],
)
def test_bodies(officer, case, data, media_type, status, says):
    told = raw(officer, f"/applications/{case.number}/remind", data, media_type)
    assert (told.status_code, told.mimetype) == (status, PROBLEM)
    assert says in " ".join(told.json["sentences"])
    assert db.session.get(Application, case.id).version == 1


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/applications?state=unheard", 422),
        ("/applications?limit=0", 422),
        ("/applications?limit=101", 422),
        ("/applications?round=x", 422),
        ("/applications?text=%00", 422),
        ("/applications?colour=blue", 422),
        ("/applications?after=nonsense", 200),
        ("/register?after=2026-01-01~99999999999999999999", 200),
        ("/register?year=12", 422),
        ("/statistics?first=yesterday", 422),
        ("/rounds/99999999999999999999", 404),
        ("/rounds/-1", 404),
        ("/rounds/0", 404),
        ("/papers/x", 404),
        ("/verify/%00", 404),
        ("/verify/" + "9" * 3000, 404),
        ("/applications/%00", 404),
        ("/applications/%ff%fe", 404),
        ("/applications/T-1/unheard/draft", 404),
        ("/nowhere", 404),
    ],
)
def test_addresses_and_queries(officer, path, status):
    told = officer.client.get(f"/api/v1{path}", headers=officer.headers)
    assert told.status_code == status
    assert status == 200 or (told.mimetype == PROBLEM and told.json["sentences"])


def test_a_query_s_faults_stand_under_their_names(officer):
    told = officer.get("/applications", state="unheard", limit="0").json
    assert set(told["faults"]) == {"state", "limit"}


@pytest.mark.parametrize(
    ("method", "path"), [("DELETE", "/me"), ("PATCH", "/applications"), ("PUT", "/notices")]
)
def test_a_method_an_address_does_not_know(officer, method, path):
    told = officer.send(path, {}, method=method)
    assert (told.status_code, "GET" in told.headers["Allow"]) == (405, True)
    assert told.mimetype == PROBLEM


def test_an_action_nobody_knows_and_the_system_s_own_moves_are_not_there(officer, case):
    assert [officer.act(case.number, name).status_code for name in ("unheard", "close_notice")] == [404, 404]


def test_a_refusal_tells_every_reason_with_its_rule(app):
    unit = factories.organisation()
    both = factories.person("officer")
    factories.hold(both, "applicant", unit)
    case = factories.application("screening", None, unit)
    told = Caller(app, both).act(case.number, "report_interim")
    assert told.status_code == 404
    told = Caller(app, both).act(case.number, "submit").json
    assert (told["status"], told["code"]) == (409, "refused")
    assert [set(reason) for reason in told["reasons"]] == [{"text", "rule"}]
    assert told["sentences"] == [reason["text"] for reason in told["reasons"]]


def test_all_faults_of_a_form_come_at_once_at_their_flat_names(app):
    unit = factories.organisation()
    applicant = Caller(app, factories.person("applicant", unit))
    case = factories.application("draft", factories.round_(), unit)
    answers = {"patent_number": "201810123456.7", "inventors": [{}]}
    told = applicant.act(case.number, "submit", answers).json
    assert told["status"] == 422
    assert "5" in told["faults"]["patent_number"][0]  # the check digit expected
    assert {"title", "inventors-0-name"} <= set(told["faults"])


def test_too_many_requests_are_told_when_to_come_back(app):
    app.config["API_LIMIT"] = "3/minute"
    caller = Caller(app)
    found = [caller.get("/programmes") for _ in range(4)]
    assert [told.status_code for told in found] == [200, 200, 200, 429]
    assert (found[-1].mimetype, found[-1].json["status"]) == (PROBLEM, 429)


def test_the_language_is_the_one_asked_for(app, officer):
    chinese = officer.client.get("/api/v1/nowhere", headers={"Accept-Language": "zh-CN,zh;q=0.9"})
    assert chinese.json["title"] == "没有找到"
    assert "Accept-Language" in chinese.headers["Vary"]


def test_stored_bytes_that_are_gone_are_told_and_logged(app, officer, case, caplog):
    paper = Paper(
        application_id=case.id, round_id=case.round_id, kind="refusal_letter", series="试", year=2026, serial=1,
        number="试〔2026〕1号", code="ABCDEFGHJK", status="released", digest="0" * 64, basis="", record={},
        context={}, prepared_at=clock.now(), released_at=clock.now(),
    )  # fmt: skip
    told = officer.get(f"/papers/{factories.kept(paper).id}/content")
    assert (told.status_code, told.mimetype, "备份" in told.json["sentences"][0]) == (500, PROBLEM, True)
    assert "0" * 64 in caplog.text


def test_what_breaks_inside_is_told_and_changes_nothing(app, officer, case, monkeypatch):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setitem(app.view_functions, "api.case_actions", lambda **_parts: 1 // 0)
    told = officer.get(f"/applications/{case.number}/actions")
    assert (told.status_code, told.mimetype, told.json["code"]) == (500, PROBLEM, "internal_server_error")


FAILURES = [
    (ConfigurationError("another key"), (503, "unreadable")),
    (OperationalError("", {}, Exception("gone")), (503, "busy")),
    (DataError("", {}, Exception("a zero byte")), (422, "unfit")),
]


@pytest.mark.parametrize(("failure", "told"), FAILURES)
def test_what_fails_around_us_is_told_as_a_problem_too(app, officer, case, monkeypatch, failure, told):
    def failing(**_parts: str):
        raise failure

    monkeypatch.setitem(app.view_functions, "api.case_actions", failing)
    answer = officer.get(f"/applications/{case.number}/actions")
    assert (answer.status_code, answer.json["code"], answer.mimetype) == (*told, PROBLEM)
