"""How somebody comes in: invited."""

from datetime import timedelta

import pytest

from grants import clock
from grants.access import Held, Viewer
from grants.database import writing
from grants.errors import Forbidden, Problem
from grants.extensions import db
from grants.models import Message, Organisation, Person
from grants.services import invitations, recognition, registrations
from tests import factories
from tests.conftest import NOW

CODE = "91110108551385082Q"
ADMIN = Viewer(None, (Held("admin"),))
HASH = "$argon2id$new"


def guest(role: str = "officer", email: str = "new@example.org", **given) -> dict:
    return {"email": email, "name": "周晓梅", "role": role} | given


def last_link() -> str:
    """The token of the link mailed last, as its recipient reads it."""
    secret = db.session.scalars(db.select(Message.secret).order_by(Message.id.desc())).first()
    return secret.rpartition("/")[2]


def invited(viewer: Viewer, values: dict, unit: Organisation | None = None) -> str:
    with writing():
        invitations.invite(viewer, values, unit)
    return last_link()


def accepted(token: str, name: str = "周晓梅"):
    with writing():
        return registrations.accept(token, name, HASH)


def held(someone: Person) -> frozenset[Held]:
    db.session.expire_all()
    return frozenset(recognition.viewer_of(recognition.load(someone.id)).held)


def test_a_unit_sees_whom_it_invited_until_they_came(app):
    unit = factories.organisation()
    member = factories.viewer(factories.person("applicant", unit))
    invited(member, guest("endorser"), unit)
    sent = factories.count(Message)
    invited(member, guest("endorser"), unit)  # pressed twice
    assert factories.count(Message) == sent
    with clock.at(NOW + timedelta(hours=1)):
        token = invited(member, guest("endorser"), unit)  # again: one line of it
    assert factories.count(Message) == sent + 1
    assert [row.role for row in invitations.waiting(unit)] == ["endorser"]
    accepted(token)
    assert [row.email for row in invitations.waiting(unit)] == []


def test_an_invitation_makes_an_account_with_its_role(app):
    person, request = accepted(invited(ADMIN, guest("expert", programme="studio")))
    assert (person.email, person.name, request) == ("new@example.org", "周晓梅", None)
    assert held(person) == {Held("expert", None, "studio")}


def test_an_account_that_is_there_keeps_name_and_password_and_gains_the_role(app):
    someone = factories.person("officer", email="new@example.org")
    accepted(invited(ADMIN, guest("leader")), "别的名字")
    db.session.refresh(someone)
    assert (someone.name, someone.password_hash) == (factories.NAMES[0], factories.password_hash())
    assert held(someone) == {Held("officer"), Held("leader")}


def test_a_role_already_held_is_not_given_twice(app):
    someone = factories.person("officer", email="new@example.org")
    accepted(invited(ADMIN, guest("officer")))
    db.session.refresh(someone)
    assert len(someone.memberships) == 1


def test_only_the_digest_of_a_link_is_kept(app):
    token = invited(ADMIN, guest())
    kept = db.session.execute(db.text("SELECT token_digest FROM invitations")).scalars().one()
    mailed = db.session.execute(db.text("SELECT secret, body FROM messages")).one()
    assert token not in kept
    assert all(token not in text for text in mailed)


def used(token):
    accepted(token)
    return token


@pytest.mark.parametrize(
    ("token", "days", "sentence"),
    [
        (used, 0, "已经用过"),
        (str, 7, "已过期"),
        (lambda token: token + "x", 0, "无效"),
        (lambda token: "", 0, "无效"),
    ],
    ids=["used", "after seven days", "mistyped", "empty"],
)
def test_a_link_works_once_for_seven_days(app, token, days, sentence):
    link = token(invited(ADMIN, guest()))
    with clock.at(NOW + timedelta(days=days)), pytest.raises(Problem, match=sentence):
        accepted(link)


def test_a_closed_account_does_not_open_by_an_invitation(app):
    factories.person(email="new@example.org", active=False)
    with pytest.raises(Problem, match="已停用"):
        accepted(invited(ADMIN, guest()))


def test_a_member_invites_into_the_own_unit(app):
    unit = factories.organisation()
    viewer = Viewer(factories.person("applicant", unit).id, (Held("applicant", unit.id),))
    person, _ = accepted(invited(viewer, guest("endorser"), unit))
    assert held(person) == {Held("endorser", unit.id)}


@pytest.mark.parametrize("role", ["officer", "admin", "endorser"])
def test_a_member_invites_nobody_into_the_office_or_another_unit(app, role):
    own, other = factories.organisation(), factories.organisation()
    viewer = Viewer(factories.person("applicant", own).id, (Held("applicant", own.id),))
    with pytest.raises(Forbidden):
        invited(viewer, guest(role), other)
