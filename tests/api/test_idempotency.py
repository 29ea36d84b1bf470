"""A write sent twice is done once: the same key brings the same answer, at the same moment too."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from grants import clock
from grants.extensions import db
from grants.models import Application, Event, IdempotentAnswer
from tests import factories
from tests.api.callers import Caller
from tests.racing import race

REMIND = {"answers": {"text": "请尽快处理"}}


@pytest.fixture
def officer(app):
    return Caller(app, factories.person("officer"))


@pytest.fixture
def number(app):
    return factories.application("screening").number


def events() -> int:
    return db.session.scalar(select(func.count()).where(Event.action == "remind"))


def remind(caller: Caller, number: str, key: str, body=None):
    return caller.send(f"/applications/{number}/remind", body or REMIND, key)


def test_the_same_key_and_body_get_the_same_answer_and_nothing_is_done_again(officer, number):
    first, again = remind(officer, number, "k"), remind(officer, number, "k")
    assert (first.status_code, first.data) == (again.status_code, again.data)
    assert (again.headers["Idempotent-Replayed"], events()) == ("true", 1)


@pytest.mark.parametrize("body", [{"answers": {"text": "另一句"}}, REMIND | {"version": 1}])
def test_the_same_key_for_another_request_is_refused(officer, number, body):
    remind(officer, number, "k")
    again = remind(officer, number, "k", body)
    assert (again.status_code, again.json["code"], events()) == (409, "conflict", 1)


def test_the_same_key_for_another_address_is_refused(officer, number):
    remind(officer, number, "k")
    other = factories.application("screening", db.session.scalars(select(Application)).one().round).number
    assert remind(officer, other, "k").status_code == 409


def test_the_spelling_of_the_same_json_does_not_matter(officer, number):
    remind(officer, number, "k")
    spelt = '{ "answers" : {"text": "\\u8bf7尽快处理"} }'.encode()
    sent = officer.send(
        f"/applications/{number}/remind", key="k", data=spelt, content_type="application/json"
    )
    assert sent.headers["Idempotent-Replayed"] == "true"


def test_each_caller_has_keys_of_their_own(app, officer, number):
    remind(officer, number, "k")
    other = Caller(app, factories.person("officer"))
    assert "Idempotent-Replayed" not in remind(other, number, "k").headers
    assert events() == 2


@pytest.mark.parametrize("key", ["", "x" * 121, "钥匙".encode().decode("latin-1")])
def test_a_write_needs_a_key_that_can_be_kept(officer, number, key):
    headers = officer.headers | ({"Idempotency-Key": key} if key else {})
    path = f"/api/v1/applications/{number}/remind"
    sent = officer.client.post(path, json=REMIND, headers=headers)
    assert (sent.status_code, "Idempotency-Key" in sent.json["sentences"][0], events()) == (400, True, 0)


def test_a_refusal_is_not_kept_so_the_same_key_may_be_tried_again(officer, number):
    assert remind(officer, number, "k", {"answers": {}}).status_code == 422
    assert remind(officer, number, "k").status_code == 200


def test_a_rehearsal_needs_no_key_and_keeps_nothing(officer, number):
    path = f"/api/v1/applications/{number}/remind?dry_run=true"
    told = officer.client.post(path, json=REMIND, headers=officer.headers)
    assert (told.status_code, told.json["dry_run"], told.json["states"]) == (200, True, ["screening"])
    assert (events(), db.session.scalar(select(func.count(IdempotentAnswer.id)))) == (0, 0)


@pytest.mark.on_postgresql
def test_two_at_once_with_one_key_are_one(app, officer, number):
    answers = race(app, *(lambda: remind(officer, number, "k"),) * 2)
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].data == answers[1].data
    assert events() == 1


@pytest.mark.on_postgresql
def test_two_at_once_create_one_draft(app):
    unit = factories.organisation()
    caller = Caller(app, factories.person("applicant", unit))
    wanted = {"round_id": factories.round_().id, "organisation_id": unit.id}
    answers = race(app, *(lambda: caller.send("/applications", wanted, "k"),) * 2)
    assert {(answer.status_code, answer.json["number"]) for answer in answers} == {
        (201, db.session.scalars(select(Application.number)).one())
    }


def test_old_answers_are_forgotten_by_the_next_write(officer, number):
    remind(officer, number, "old")
    with clock.at(clock.now() + timedelta(days=8)):
        remind(officer, number, "new")
        assert list(db.session.scalars(select(IdempotentAnswer.key))) == ["new"]


def test_a_kept_answer_holds_nothing_personal(app):
    unit = factories.organisation()
    applicant = Caller(app, factories.person("applicant", unit))
    case = factories.application("draft", factories.round_(), unit)
    draft = {"answers": {"resident_id": "110105194912310021"}}
    saved = applicant.send(f"/applications/{case.number}/submit/draft", draft, method="PUT")
    assert saved.json["revision"] == 1
    assert "110105194912310021" not in db.session.scalars(select(IdempotentAnswer.body)).one()
