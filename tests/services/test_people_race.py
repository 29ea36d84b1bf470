"""Several sign-ins at the same moment: every failure counts, a code lets in once."""

from functools import partial

import pytest

from grants.database import writing
from grants.extensions import db
from grants.models import Message, Person
from grants.services import accounts, credentials, factors, people
from tests import factories
from tests.racing import before_commit, crossing, race

pytestmark = pytest.mark.on_postgresql  # SQLite lets one write at a time
EMAIL = "person1@example.org"


def test_failures_at_the_same_moment_are_all_counted(app):
    factories.person("officer")

    def fail() -> str:
        proof = accounts.prove(EMAIL, "wrong")
        with writing():
            return accounts.settle(proof, "192.0.2.7").refusal

    told = race(app, *[fail] * 5)
    assert accounts.counted(EMAIL).failures == 5
    assert sum("暂停登录。请在" in text for text in told) == 1


def test_one_code_at_the_same_moment_lets_in_once(app):
    someone = factories.person("maker")
    person_id, code = someone.id, factors.current_code(factories.TOTP_SECRET)

    def try_code() -> bool:
        with writing():
            return accounts.settle_code(person_id, 0, code, "192.0.2.7").person is not None

    assert sorted(race(app, *[try_code] * 4)) == [False, False, False, True]


def test_two_administrators_who_end_each_other_s_role_leave_one(app):
    first, second = factories.person("admin"), factories.person("admin")
    viewers = factories.viewer(first), factories.viewer(second)
    roles = second.memberships[0].id, first.memberships[0].id

    def end(viewer, role: int):
        with writing():
            return people.end_role(viewer, role, "轮岗")

    told = race(app, *(partial(end, *one) for one in zip(viewers, roles, strict=True)))
    assert sorted(type(one).__name__ for one in told) == ["Conflict", "Membership"]


def reset_asked() -> str:
    """The token of a link to set a new password."""
    with writing():
        credentials.request_reset(EMAIL, "192.0.2.7")
    return db.session.scalars(db.select(Message)).one().secret.rpartition("/")[2]


def test_a_code_lets_nobody_in_whose_password_is_being_reset(app):
    someone = factories.person("maker")
    person_id, code, token = someone.id, factors.current_code(factories.TOTP_SECRET), reset_asked()

    def with_code() -> str:
        with writing():
            return accounts.settle_code(person_id, 0, code, "192.0.2.7").refusal

    reset = before_commit(lambda: credentials.reset_password(token, "new", "192.0.2.7"))
    assert "登录已过期" in crossing(app, reset, with_code)[1]


def test_one_reset_link_at_the_same_moment_sets_one_password(app):
    factories.person("officer")
    token = reset_asked()

    def reset(fresh: str):
        with writing():
            credentials.reset_password(token, fresh, "192.0.2.7")
        return fresh

    told = race(app, lambda: reset("one"), lambda: reset("two"))
    kept = db.session.scalars(db.select(Person.password_hash)).one()
    assert [one for one in told if isinstance(one, str)] == [kept]
