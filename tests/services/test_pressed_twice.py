"""What is pressed twice at once, or by two people at once, is done once; the log tells it once."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from grants.access import Viewer
from grants.database import writing
from grants.extensions import db
from grants.models import Application, Delegation, Event
from grants.services import beginning, delegations, round_changes, workdays
from tests import factories
from tests.conftest import NOW
from tests.racing import race

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


@pytest.mark.parametrize(
    ("given", "done"),
    [
        (publishing, lambda: db.session.query(Event).filter_by(action="publish_round").count()),
        (taking_a_day_back, lambda: db.session.query(Event).filter_by(action="remove_day").count()),
        (lending, lambda: db.session.query(Delegation).count()),
        (ending, lambda: db.session.query(Event).filter_by(action="delegation_ended").count()),
        (beginning_a_draft, lambda: db.session.query(Application).count()),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_two_presses_do_one_thing(app, given, done):
    act = given()

    def press() -> None:
        with writing():
            act()

    race(app, press, press)
    assert done() == 1
