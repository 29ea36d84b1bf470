"""Tokens of the API: whose they are, for how long, and that nothing but their digest is kept."""

from datetime import timedelta

import pytest

from grants import clock
from grants.access import Viewer
from grants.database import writing
from grants.errors import NotFound
from grants.extensions import db
from grants.services import tokens
from tests import factories
from tests.conftest import NOW
from tests.counting import statements


def made(someone, days: int = 30) -> tuple[int, str]:
    viewer = Viewer(someone.id)
    with writing():
        token, secret = tokens.create(viewer, "办公系统", days)
        return token.id, secret


def test_a_token_stands_for_its_person_in_one_statement(app):
    someone = factories.person("officer")
    _, secret = made(someone)
    db.session.expire_all()
    with statements() as run:
        found = tokens.person_of(secret)
        assert (found.id, [m.role for m in found.memberships]) == (someone.id, ["officer"])
    assert len(run) == 1


def test_only_the_digest_is_kept(app):
    _, secret = made(factories.person("officer"))
    rows = str(db.session.execute(db.text("SELECT * FROM api_tokens")).all())
    rows += str(db.session.execute(db.text("SELECT recorded FROM events")).all())
    assert secret not in rows
    assert secret.removeprefix(tokens.PREFIX) not in rows


@pytest.mark.parametrize("secret", ["", "x", tokens.PREFIX, "null"])
def test_what_is_no_token_is_nobodys(app, secret):
    made(factories.person("officer"))
    assert tokens.person_of(secret) is None


@pytest.mark.parametrize(("days", "lives"), [(29, True), (30, False)])
def test_a_token_ends_on_its_day(app, days, lives):
    _, secret = made(factories.person("officer"))
    with clock.at(NOW + timedelta(days=days)):
        assert bool(tokens.person_of(secret)) is lives


def test_a_token_lives_a_year_at_most(app):
    someone = factories.person("officer")
    made(someone, 9999)
    assert tokens.listed(Viewer(someone.id))[0].expires_at == NOW + timedelta(days=365)


def test_a_revoked_token_is_nobodys_and_revoking_twice_is_once(app):
    someone = factories.person("officer")
    number, secret = made(someone)
    for _ in range(2):
        with writing():
            tokens.revoke(Viewer(someone.id), number)
    assert tokens.person_of(secret) is None


def test_a_token_dies_with_its_account(app):
    someone = factories.person("officer")
    _, secret = made(someone)
    someone.active = False
    db.session.commit()
    assert tokens.person_of(secret) is None


def test_nobody_sees_or_ends_anothers_token(app):
    number, _ = made(factories.person("officer"))
    other = Viewer(factories.person("admin").id)
    assert tokens.listed(other) == []
    with pytest.raises(NotFound), writing():
        tokens.revoke(other, number)
