"""Lending a role: to whom, for how long, and who may end it."""

from datetime import timedelta

import pytest

from grants.access import Held, Viewer
from grants.database import writing
from grants.errors import Invalid, NotFound
from grants.extensions import db
from grants.models import Delegation, Event, Person
from grants.services import delegations
from tests import factories
from tests.conftest import NOW
from tests.services.test_people_roles import TODAY, lend, seen


def wish(to: Person, role: str, **given) -> dict:
    days = {"starts_on": TODAY, "ends_on": TODAY + timedelta(days=7)}
    return {"role": role, "to": str(to.id), "reason": "出差", **days} | given


def delegated(lender: Person, values: dict) -> Delegation:
    viewer = seen(lender)
    with writing():
        return delegations.delegate(viewer, values)


def test_lending_is_logged_and_ends_when_either_says_so(app):
    lender, borrower = factories.person("leader"), factories.person("officer")
    made = delegated(lender, wish(borrower, "leader"))
    assert "leader" in seen(borrower).roles()
    with writing():
        delegations.end(Viewer(borrower.id), made.id)
    assert "leader" not in seen(borrower).roles()
    actions = db.session.scalars(db.select(Event.action).where(Event.subject == f"account:{lender.id}"))
    assert list(actions) == ["delegated", "delegation_ended"]


REFUSED = [
    (("officer", "officer"), "leader", {}, "role", "只能委托本人现有的角色"),
    (("expert", "officer"), "expert", {}, "role", "专家评审须由本人完成"),
    (("leader", "applicant"), "leader", {}, "to", "机关角色只能委托机关人员"),
    (("leader", "expert"), "leader", {}, "to", "机关角色只能委托机关人员"),
    (("applicant", "applicant"), "applicant", {}, "to", "只能委托本单位人员"),
    (("leader", "officer"), "leader", {"ends_on": TODAY - timedelta(days=1)}, "ends_on", "结束日期已过"),
    (("leader", "officer"), "leader", {"ends_on": TODAY + timedelta(days=400)}, "ends_on", "最长一年"),
]


@pytest.mark.parametrize(("whose", "role", "given", "field", "sentence"), REFUSED)
def test_what_may_not_be_lent(app, whose, role, given, field, sentence):
    one, two = (factories.person(held) for held in whose)
    with pytest.raises(Invalid) as refusal:
        delegated(one, wish(two, role, **given))
    assert sentence in refusal.value.faults[field][0]


def test_a_stranger_cannot_end_a_delegation_nor_learn_of_it(app):
    row = lend(factories.person("leader"), factories.person("officer"), "leader")
    with pytest.raises(NotFound), writing():
        delegations.end(Viewer(99, (Held("officer"),)), row.id)


@pytest.mark.one_database
def test_a_role_lent_to_a_colleague_counts_in_the_units_both_are_of(app):
    here, there = factories.organisation(), factories.organisation()
    lender, colleague = factories.person("applicant", here), factories.person("endorser", here)
    factories.hold(lender, "applicant", there)
    delegated(lender, wish(colleague, "applicant"))
    assert seen(colleague).organisations("applicant") == {here.id}
    factories.hold(colleague, "endorser", there)
    assert seen(colleague).organisations("applicant") == {here.id, there.id}
    for role in colleague.memberships:
        role.ends_on = TODAY - timedelta(days=1)
    db.session.commit()
    assert seen(colleague).held == ()


@pytest.mark.one_database
def test_a_role_is_lent_to_colleagues_of_the_units_it_is_held_in(app):
    here, there = factories.organisation(), factories.organisation()
    lender, elsewhere = factories.person("applicant", here), factories.person("endorser", there)
    factories.hold(lender, "endorser", there)
    with pytest.raises(Invalid):
        delegated(lender, wish(elsewhere, "applicant"))
    assert delegated(lender, wish(elsewhere, "endorser")).to_id == elsewhere.id


def ended(lender, borrower, row):
    row.ended_at = NOW


def over(lender, borrower, row):
    row.starts_on = row.ends_on = TODAY - timedelta(days=1)


def not_yet(lender, borrower, row):
    row.starts_on = TODAY + timedelta(days=1)


def lender_left(lender, borrower, row):
    lender.active = False


def lender_lost_it(lender, borrower, row):
    lender.memberships[0].ends_on = TODAY - timedelta(days=1)


def borrower_left(lender, borrower, row):
    borrower.active = False


def borrower_lost_theirs(lender, borrower, row):
    borrower.memberships[0].ends_on = TODAY - timedelta(days=1)


def borrower_only_judges(lender, borrower, row):
    borrower.memberships[0].role = "expert"


def borrower_moved_to_a_unit(lender, borrower, row):
    borrower_lost_theirs(lender, borrower, row)
    factories.hold(borrower, "endorser", factories.organisation())


LEFT = {
    ended: "over",
    over: "over",
    not_yet: "to_come",
    lender_left: "lender_left",
    lender_lost_it: "lender_left",
    borrower_left: "borrower_left",
    borrower_lost_theirs: "borrower_left",
    borrower_only_judges: "borrower_left",
    borrower_moved_to_a_unit: "borrower_left",
}


@pytest.mark.parametrize("change", LEFT)
def test_a_lent_role_is_held_no_longer_than_all_of_it_holds(app, change):
    lender, borrower = factories.person("leader"), factories.person("officer")
    row = lend(lender, borrower, "leader")
    assert "leader" in seen(borrower).roles()
    change(lender, borrower, row)
    db.session.commit()
    assert "leader" not in seen(borrower).roles()
    assert [one.standing for one in delegations.of_person(borrower.id)] == [LEFT[change]]
