"""What is pressed twice at once, or by two people at once, is done once; the log tells it once."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from grants.access import Held, Viewer
from grants.database import writing
from grants.errors import Conflict
from grants.extensions import db
from grants.models import (
    Application,
    Delegation,
    Draft,
    Event,
    Expertise,
    Export,
    Holiday,
    JoinRequest,
    Membership,
    Organisation,
    SavedView,
)
from grants.services import (
    applications,
    beginning,
    columns,
    delegations,
    drafts,
    expertise,
    exports,
    people,
    registrations,
    round_changes,
    tokens,
    views,
    workdays,
)
from grants.services.lists import Filters
from tests import factories
from tests.conftest import NOW
from tests.racing import before_commit, crossing
from tests.services.test_people_joining import HASH
from tests.services.test_people_registering import newcomer, registered

pytestmark = pytest.mark.on_postgresql  # where two write at once
TODAY = NOW.date()
DAY = date(2099, 1, 1)
Act = Callable[[], object]


def publishing() -> Act:
    viewer, made = factories.viewer(factories.person("officer")), factories.round_()
    made.published = False
    round_id = made.id
    return lambda: round_changes.publish(viewer, round_id)


def taking_a_day_back() -> Act:
    viewer = factories.viewer(factories.person("admin"))
    with writing():
        workdays.set_day(viewer, DAY, False, "元旦")
    return lambda: workdays.remove_day(viewer, DAY)


def wished(viewer: Viewer) -> dict:
    (borrower,) = delegations.candidates(viewer, "leader")
    days = {"starts_on": TODAY, "ends_on": TODAY + timedelta(days=7)}
    return {"role": "leader", "to": str(borrower.id), "reason": "出差", **days}


def lending() -> Act:
    factories.person("officer")
    viewer = factories.viewer(factories.person("leader"))
    return lambda: delegations.delegate(viewer, wished(viewer))


def ending() -> Act:
    lend = lending()
    with writing():
        lent = lend()
    viewer, number = Viewer(lent.from_id), lent.id
    return lambda: delegations.end(viewer, number)


def beginning_a_draft() -> Act:
    unit = factories.organisation()
    viewer, round_id, unit_id = (
        factories.viewer(factories.person("applicant", unit)),
        factories.round_().id,
        unit.id,
    )
    return lambda: beginning.taken_up(viewer, round_id, unit_id)


def setting_a_day() -> Act:
    viewer = factories.viewer(factories.person("admin"))
    return lambda: workdays.set_day(viewer, DAY, False, "元旦")


def naming_an_industry() -> Act:
    viewer = factories.viewer(factories.person("expert"))
    return lambda: expertise.keep(viewer, viewer.person, ["energy"])


def keeping_a_view() -> Act:
    viewer = factories.viewer(factories.person("officer"))
    return lambda: views.save(viewer, "待受理", "", {"state": "screening"})


def ordering_a_table() -> Act:
    viewer = factories.viewer(factories.person("officer"))
    return lambda: exports.order(viewer, Filters(), columns.shown(viewer, None))


def giving_a_role() -> Act:
    admin, someone = Viewer(None, (Held("admin"),)), factories.person().id
    return lambda: people.grant(admin, someone, {"role": "officer", "starts_on": TODAY}, None)


def ending_a_token() -> Act:
    viewer = factories.viewer(factories.person("officer"))
    with writing():
        number = tokens.create(viewer, "报表", 30)[0].id
    return lambda: tokens.revoke(viewer, number)


@pytest.mark.parametrize(
    ("given", "done"),
    [
        (publishing, lambda: db.session.query(Event).filter_by(action="publish_round")),
        (setting_a_day, lambda: db.session.query(Holiday)),
        (taking_a_day_back, lambda: db.session.query(Event).filter_by(action="remove_day")),
        (lending, lambda: db.session.query(Delegation)),
        (ending, lambda: db.session.query(Event).filter_by(action="delegation_ended")),
        (beginning_a_draft, lambda: db.session.query(Application)),
        (naming_an_industry, lambda: db.session.query(Expertise)),
        (keeping_a_view, lambda: db.session.query(SavedView)),
        (ordering_a_table, lambda: db.session.query(Export)),
        (giving_a_role, lambda: db.session.query(Membership)),
        (ending_a_token, lambda: db.session.query(Event).filter_by(action="token_revoked")),
    ],
    ids=lambda one: one.__name__ if one.__name__ != "<lambda>" else "",
)
def test_two_presses_do_one_thing(app, given, done):
    """And the second is told of no conflict, at most that this was done."""
    act = given()

    def press() -> None:
        with writing():
            act()

    told = crossing(app, before_commit(act), press)
    assert done().count() == 1
    assert not isinstance(told[1], Conflict)


def test_a_draft_saved_while_its_action_waits_is_gone_when_that_is_done(app):
    officer = factories.viewer(factories.person("officer"))
    number, text = factories.application("screening").number, {"text": "请尽快办理。"}

    def send() -> None:
        with writing():
            applications.perform(officer, number, "remind", text)

    crossing(app, before_commit(lambda: drafts.save(officer, number, "remind", text)), send)
    assert factories.count(Draft) == 0


def test_of_two_who_register_one_unit_at_once_the_second_asks_to_join_it(app):
    first, second = (registered(newcomer(f"{name}@example.org")) for name in ("one", "two"))

    def opened(token: str):
        return registrations.accept(token, "周晓梅", HASH)[1]

    def other():
        with writing():
            return opened(second).status

    told = crossing(app, before_commit(lambda: opened(first)), other)
    assert told == (None, "open")
    assert (factories.count(Organisation), factories.count(JoinRequest)) == (1, 1)
