"""Who holds which role today, by themselves or for somebody else, and who may change it."""

from datetime import timedelta

import pytest

from grants import clock
from grants.access import Held, Viewer
from grants.database import writing
from grants.errors import Conflict, Forbidden
from grants.extensions import db
from grants.models import Delegation, Membership, Person
from grants.services import delegations, people, recognition
from tests import factories
from tests.conftest import NOW
from tests.counting import statements

TODAY = NOW.date()
ADMIN = Viewer(1, (Held("admin"),))


def lend(lender: Person, borrower: Person, role: str, **given) -> Delegation:
    days = {"starts_on": TODAY, "ends_on": TODAY + timedelta(days=7)} | given
    return factories.kept(
        Delegation(
            from_id=lender.id, to_id=borrower.id, role=role, reason="出差", created_at=clock.now(), **days
        )
    )


def seen(someone: Person) -> Viewer:
    db.session.expire_all()
    return recognition.viewer_of(recognition.load(someone.id))


def test_nobody_holds_nothing(app):
    assert recognition.viewer_of(None) == Viewer()


def test_who_looks_costs_two_statements_with_the_person_however_much_is_lent(app):
    borrower = factories.person("officer")
    for _ in range(3):
        lend(factories.person("leader"), borrower, "leader")
    mark = borrower.get_id()
    db.session.expire_all()
    with statements() as run:
        viewer = recognition.viewer_of(recognition.of_session(mark))
    assert len(viewer.held) == 4
    assert len(run) == 2


@pytest.mark.parametrize(
    ("starts", "ends", "held"),
    [(0, None, True), (0, 0, True), (-9, -1, False), (1, None, False), (-9, 9, True)],
)
def test_a_role_is_held_from_its_first_day_to_its_last(app, starts, ends, held):
    someone = factories.person()
    given = {"starts_on": TODAY + timedelta(days=starts)}
    given["ends_on"] = None if ends is None else TODAY + timedelta(days=ends)
    factories.kept(Membership(person_id=someone.id, role="officer", **given))
    assert (seen(someone).roles() == {"officer"}) is held


def test_a_lent_role_is_held_for_the_lender_and_needs_what_the_role_needs(app):
    lender, borrower = factories.person("maker", programme="patent"), factories.person("officer")
    lend(lender, borrower, "maker")
    viewer = seen(borrower)
    assert viewer.held[-1] == Held("maker", None, "patent", lender.id)
    assert recognition.needs_factor(viewer)


def test_a_lent_role_is_not_passed_on(app):
    first, second, third = (factories.person(role) for role in ("leader", "officer", "officer"))
    lend(first, second, "leader")
    lend(second, third, "leader")
    assert seen(third).roles() == {"officer"}
    assert delegations.roles_to_lend(seen(second)) == ["officer"]


GRANT = {"role": "officer", "programme": None, "starts_on": TODAY, "ends_on": None}
CHANGES = {
    "list": lambda viewer, number: people.listed(viewer),
    "find": people.find,
    "grant": lambda viewer, number: people.grant(viewer, number, GRANT, None),
    "deactivate": lambda viewer, number: people.deactivate(viewer, number, "离职"),
    "reactivate": lambda viewer, number: people.reactivate(viewer, number, "返岗"),
    "reset": lambda viewer, number: people.reset_factor(viewer, number, "换手机"),
}


@pytest.mark.one_database
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("role", ["officer", "leader", "auditor", "applicant"])
def test_only_an_administrator_manages_people(app, role, change):
    someone = factories.person("officer")
    with pytest.raises(Forbidden), writing():
        CHANGES[change](Viewer(98, (Held(role, 1 if role == "applicant" else None),)), someone.id)


@pytest.mark.one_database
@pytest.mark.parametrize("change", ["grant", "deactivate", "reset"])
def test_nobody_manages_themselves(app, change):
    admin = factories.person("admin")
    factories.person("admin")
    with pytest.raises(Conflict, match="另一位系统管理员"), writing():
        CHANGES[change](seen(admin), admin.id)


def test_closing_an_account_ends_its_sessions_and_roles_count_no_more(app):
    admin, leaving = factories.person("admin"), factories.person("officer")
    mark = leaving.get_id()
    with writing():
        people.deactivate(Viewer(admin.id, (Held("admin"),)), leaving.id, "离职")
    assert recognition.of_session(mark) is None
    assert people.holders(("officer",)) == []
    assert [e.action for e in people.history(Viewer(leaving.id), leaving.id)] == ["deactivated"]


@pytest.mark.one_database
@pytest.mark.parametrize("mark", ["", "x", "1", "1:1", "2:0", ":0", "１:0", "-1:0"])
def test_a_forged_session_is_nobodys(app, mark):
    factories.person("officer")
    assert recognition.of_session(mark) is None


def test_the_last_administrator_stays(app):
    admin = factories.person("admin")
    with pytest.raises(Conflict, match="最后一位"), writing():
        people.end_role(seen(admin), admin.memberships[0].id, "退休")


@pytest.mark.one_database
def test_a_role_that_ended_long_ago_is_not_ended_once_more(app):
    admin, other = factories.person("admin"), factories.person("officer")
    row, day = other.memberships[0], TODAY - timedelta(days=400)
    row.starts_on = row.ends_on = day
    db.session.commit()
    with writing():
        assert people.end_role(seen(admin), row.id, "离职").ends_on == day


def test_a_colleague_ends_a_role_of_the_unit_but_not_of_another(app):
    unit = factories.organisation()
    one, two = factories.person("applicant", unit), factories.person("endorser", unit)
    other = factories.person("applicant")
    with pytest.raises(Forbidden), writing():
        people.end_role(seen(other), two.memberships[0].id, "离职")
    with writing():
        people.end_role(seen(one), two.memberships[0].id, "离职")
    assert seen(two).roles() == frozenset()
