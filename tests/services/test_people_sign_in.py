"""Signing in: what is counted, what locks, for how long - alike for addresses with and without an account."""

import json
from datetime import timedelta

import pytest

from grants import clock
from grants.database import writing
from grants.extensions import db
from grants.models import Event, Message, PasswordReset, Person
from grants.services import accounts, credentials, factors, passwords
from tests import factories
from tests.conftest import NOW
from tests.factories import PASSWORD, TOTP_SECRET

KNOWN, UNKNOWN = "person1@example.org", "nobody@example.org"
SOURCE = "192.0.2.7"


def attempt(email: str, password: str = "wrong") -> accounts.Outcome:
    proof = accounts.prove(email, password)
    with writing():
        return accounts.settle(proof, SOURCE)


def code_attempt(someone: Person, code: str) -> accounts.Outcome:
    person_id, epoch = someone.id, someone.epoch
    with writing():
        return accounts.settle_code(person_id, epoch, code, SOURCE)


def events(subject: str) -> list[str]:
    return list(db.session.scalars(db.select(Event.action).where(Event.subject == subject)))


def test_the_right_password_lets_in_and_is_logged_with_its_source(app):
    someone = factories.person("applicant")
    outcome = attempt(KNOWN.upper(), PASSWORD)
    assert (outcome.person.id, outcome.code_missing, outcome.refusal) == (someone.id, False, "")
    event = db.session.scalars(db.select(Event)).one()
    assert (event.subject, event.action, json.loads(event.recorded)) == (
        f"account:{someone.id}",
        "sign_in",
        {"source": SOURCE},
    )


@pytest.mark.parametrize("email", [KNOWN, UNKNOWN])
def test_the_fifth_failure_in_a_row_locks_for_a_quarter_of_an_hour(app, email):
    factories.person("applicant")
    refusals = [attempt(email).refusal for _ in range(6)]
    assert all("邮箱或密码不正确" in text for text in refusals[:4])
    assert all("请在 2026-04-01 10:15 之后再试" in text for text in refusals[4:])


@pytest.mark.one_database
def test_known_and_unknown_addresses_are_answered_word_for_word_alike(app):
    factories.person("applicant")
    assert [attempt(KNOWN).refusal for _ in range(12)] == [attempt(UNKNOWN).refusal for _ in range(12)]


def test_while_locked_even_the_right_password_is_refused(app):
    factories.person("applicant")
    for _ in range(5):
        attempt(KNOWN)
    assert attempt(KNOWN, PASSWORD).person is None
    with clock.at(NOW + timedelta(minutes=15)):
        assert attempt(KNOWN, PASSWORD).person


LOCKS = [(5, 15), (10, 30), (15, 60), (20, 120), (60, 1440)]


@pytest.mark.one_database
@pytest.mark.parametrize(("failures", "minutes"), LOCKS)
def test_every_further_five_failures_double_the_lock_up_to_a_day(app, failures, minutes):
    now = NOW
    for _ in range(failures):
        with clock.at(now):
            attempt(UNKNOWN)
            count = accounts.counted(UNKNOWN)
            last, now = now, count.locked_until or now
    assert count.failures == failures
    assert now - last == timedelta(minutes=minutes)


def test_success_and_a_quiet_day_both_forget_failures(app):
    factories.person("applicant")
    for _ in range(4):
        attempt(KNOWN)
    attempt(KNOWN, PASSWORD)
    assert accounts.counted(KNOWN) is None
    for _ in range(4):
        attempt(KNOWN)
    with clock.at(NOW + timedelta(hours=25)):
        attempt(KNOWN)
        assert accounts.counted(KNOWN).failures == 1


def test_a_closed_account_answers_like_an_unknown_one(app):
    factories.person("applicant", active=False)
    assert attempt(KNOWN, PASSWORD) == attempt(UNKNOWN, PASSWORD)


def test_a_password_changed_between_check_and_entry_does_not_let_in(app):
    someone = factories.person("applicant")
    proof = accounts.prove(KNOWN, PASSWORD)
    with writing():
        db.session.get(Person, someone.id).password_hash = passwords.hashed("another good password")
    with writing():
        assert accounts.settle(proof, SOURCE).person is None


def test_a_hash_of_another_cost_is_replaced_at_sign_in(app):
    someone = factories.person("applicant")
    app.config["PASSWORD_COST"] = (2, 16, 1)
    attempt(KNOWN, PASSWORD)
    assert "m=16,t=2" in db.session.get(Person, someone.id).password_hash
    assert attempt(KNOWN, PASSWORD).person


def test_whoever_has_a_second_factor_is_not_in_before_its_code(app):
    someone = factories.person("maker")
    outcome = attempt(KNOWN, PASSWORD)
    assert (outcome.person.id, outcome.code_missing) == (someone.id, True)
    assert "sign_in" not in events(f"account:{someone.id}")


def test_a_code_works_once(app):
    someone = factories.person("maker")
    code = factors.current_code(TOTP_SECRET)
    assert code_attempt(someone, code).person
    assert "动态口令不正确或已用过" in code_attempt(someone, code).refusal


@pytest.mark.one_database
@pytest.mark.parametrize(("seconds", "fits"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_phone_may_be_half_a_minute_off(app, seconds, fits):
    someone = factories.person("maker")
    with clock.at(NOW + timedelta(seconds=seconds)):
        code = factors.current_code(TOTP_SECRET)
    assert bool(code_attempt(someone, code).person) is fits


def test_a_recovery_code_works_once_however_it_is_typed(app):
    someone = factories.person("maker")
    with writing():
        codes = accounts.enrol(db.session.get(Person, someone.id), TOTP_SECRET)
    assert len(set(codes)) == 10
    assert code_attempt(someone, f" {codes[0].upper().replace('-', ' ')} ").person
    assert code_attempt(someone, codes[0]).person is None
    assert len(db.session.get(Person, someone.id).recovery_codes) == 9


@pytest.mark.one_database
@pytest.mark.parametrize("code", ["", "000000", "１２３４５６", "12345", "abcdef", "0" * 40])
def test_wrong_codes_count_like_wrong_passwords(app, code):
    someone = factories.person("maker")
    for _ in range(4):
        assert "动态口令不正确" in code_attempt(someone, code).refusal
    assert "暂停登录" in code_attempt(someone, code).refusal
    assert "暂停登录" in attempt(KNOWN, PASSWORD).refusal


def test_the_right_password_alone_does_not_forget_wrong_codes(app):
    someone = factories.person("maker")
    for _ in range(4):
        code_attempt(someone, "000000")
        attempt(KNOWN, PASSWORD)
    assert accounts.counted(KNOWN).failures == 4


def test_no_secret_of_an_account_reaches_the_log(app):
    someone = factories.person("maker")
    attempt(KNOWN)
    attempt(KNOWN, PASSWORD)
    code_attempt(someone, factors.current_code(TOTP_SECRET))
    with writing():
        credentials.request_reset(KNOWN, SOURCE)
    told = " ".join(db.session.scalars(db.select(Event.recorded)))
    for secret in ("wrong", PASSWORD, TOTP_SECRET, KNOWN, someone.name):
        assert secret not in told
    assert db.session.scalars(db.select(PasswordReset)).one()


def test_no_more_than_three_links_an_hour_are_sent_however_often_somebody_asks(app):
    factories.person("officer")
    for hour, sent in ((NOW, 3), (NOW + timedelta(minutes=59), 3), (NOW + timedelta(minutes=61), 6)):
        with clock.at(hour):
            for _ in range(4):
                with writing():
                    credentials.request_reset(KNOWN, SOURCE)
        assert factories.count(PasswordReset) == factories.count(Message) == sent
