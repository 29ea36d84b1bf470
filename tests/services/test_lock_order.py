"""No two wait for each other: the cases of an act are locked first, by their ids, then the log's end, then all else."""

from collections.abc import Callable
from threading import get_ident

import pytest

from grants import clock
from grants.database import writing
from grants.errors import Problem
from grants.extensions import db
from grants.models import Application, Event, Paper, PaperCase, RoundPaper
from grants.services import (
    applications,
    bulk_plans,
    cases,
    delegations,
    log,
    meetings,
    money,
    number_register,
    numbering,
    organisations,
    preparing,
    round_changes,
    round_issuing,
)
from tests import factories
from tests.racing import crossing
from tests.services.test_bulk import planned
from tests.services.test_pressed_twice import wished

pytestmark = pytest.mark.on_postgresql  # SQLite has one lock for all who write
Act = Callable[[], object]


def noted(**given) -> Event:
    """What any move does first: the log goes on."""
    event = log.append(Event(at=clock.now(), subject="T-1", action="remind", **given))
    db.session.flush()
    return event


def a_round_is_published_while_money_moves_in_it() -> tuple[Act, Act]:
    viewer, made = factories.viewer(factories.person("officer")), factories.round_()
    made.published, round_id = False, made.id
    return (
        lambda: round_changes.publish(viewer, round_id),
        lambda: money.post(noted(), round_id, None, appropriated=100),
    )


def a_number_is_voided_while_its_paper_is_kept() -> tuple[Act, Act]:
    viewer, case = factories.viewer(factories.person("officer")), factories.application("releasing")
    with writing():
        paper_id = numbering.reserve(case, ("funding_letter",), clock.today())[0].id

    def kept() -> None:
        cases.find(viewer, "T-0001", lock=True)
        noted()
        db.session.get_one(Paper, paper_id).digest = "0" * 64

    return lambda: number_register.void(viewer, paper_id, "不再需要"), kept


def a_role_is_lent_while_its_holder_acts() -> tuple[Act, Act]:
    factories.person("officer")
    viewer = factories.viewer(factories.person("leader"))
    return lambda: delegations.delegate(viewer, wished(viewer)), lambda: noted(person_id=viewer.person)


def a_profile_is_changed_while_its_unit_applies() -> tuple[Act, Act]:
    unit = factories.organisation()
    viewer, unit_id = factories.viewer(factories.person("applicant", unit)), unit.id
    said = {"org_name": "改名后的公司", "industry": "energy"}

    def applied() -> None:
        log.lock()
        organisations.learn(organisations.find(viewer, unit_id), {"contact_name": "周晓梅"})

    return lambda: organisations.update(viewer, unit_id, said, 1), applied


@pytest.mark.parametrize(
    "given",
    [
        a_round_is_published_while_money_moves_in_it,
        a_number_is_voided_while_its_paper_is_kept,
        a_role_is_lent_while_its_holder_acts,
        a_profile_is_changed_while_its_unit_applies,
    ],
)
def test_who_goes_on_with_the_log_holds_nothing_that_another_behind_it_wants(app, monkeypatch, given):
    act, other = given()
    lock = log.lock

    def first(middle: Callable[[], None]) -> None:
        mine = get_ident()

        def stopping() -> log.Head:
            if get_ident() == mine:
                middle()
            return lock()

        monkeypatch.setattr(log, "lock", stopping)
        done(act)

    told = crossing(app, first, lambda: done(other))
    assert [one for one in told if one and not isinstance(one, Problem)] == []
    assert "同一时刻" not in str(told)


def done(act: Act) -> None:
    with writing():
        act()


def meeting(viewer, numbers: list[str]) -> object:
    posted = {"meeting_on": "2026-04-01", "attendance": "五人", "minutes": "同意"}
    posted |= {f"amount-{number}": "3000.00" for number in numbers}
    posted |= {f"outcome-{number}": "award" for number in numbers}
    round_id = db.session.query(Application.round_id).first()[0]
    return meetings.rehearsed(viewer, meetings.agenda(viewer, round_id, posted))


@pytest.fixture
def two(app):
    """An officer, and two cases before the meeting."""
    made, unit = factories.round_(), factories.organisation()
    numbers = [factories.application("deciding", made, unit).number for _ in range(2)]
    return factories.viewer(factories.person("officer")), numbers


def test_a_meeting_is_rehearsed_while_one_of_its_cases_moves(app, two, monkeypatch):
    viewer, numbers = two
    perform = applications.perform

    def first(middle: Callable[[], None]) -> object:
        def one_by_one(*asked):
            outcome = perform(*asked)
            if asked[2] == "propose":
                middle()
            return outcome

        monkeypatch.setattr(applications, "perform", one_by_one)
        return meeting(viewer, numbers)

    told = crossing(app, first, lambda: preparing.perform(viewer, numbers[1], "remind", {"text": "请尽快"}))
    assert told[0] == {}
    assert not isinstance(told[1], Exception)


def test_a_notice_is_posted_in_all_its_cases_while_one_of_them_moves(app, two, monkeypatch):
    viewer, numbers = two
    paper_id = notice_of(db.session.query(Application).all(), viewer.person)
    monkeypatch.setattr(round_issuing.typesetting, "ready", lambda: None)
    monkeypatch.setattr(round_issuing.proofs, "signed", lambda _said: {})
    monkeypatch.setattr(round_issuing, "standing", lambda *_asked: [])

    def first(middle: Callable[[], None]) -> object:
        def posted(viewer, number: str, _prepared) -> None:
            applications.perform(viewer, number, "remind", {"text": "公示"})
            middle()

        monkeypatch.setattr(round_issuing, "posted", posted)
        return round_issuing.post(viewer, paper_id)

    told = crossing(app, first, lambda: preparing.perform(viewer, numbers[1], "remind", {"text": "请尽快"}))
    assert told[0] == 2
    assert not isinstance(told[1], Exception)


def notice_of(named: list[Application], officer: int) -> int:
    """A notice that names these cases; its number."""
    with writing():
        paper = numbering.reserve_for_round(named[0].round_id, "public_notice", clock.today())
        paper.status = "prepared"
        db.session.add(RoundPaper(paper_id=paper.id, prepared_by=officer))
        db.session.add_all(PaperCase(paper_id=paper.id, application_id=case.id) for case in named)
        return paper.id


def test_a_plan_is_made_anew_while_the_one_before_is_given_up(app, two):
    viewer, _numbers = two
    batch_id = planned(viewer)

    def first(middle: Callable[[], None]) -> None:
        with writing():
            bulk_plans.own(viewer, batch_id)
            middle()
            bulk_plans.discard(viewer, batch_id)

    assert not any(isinstance(one, Exception) for one in crossing(app, first, lambda: planned(viewer)))
