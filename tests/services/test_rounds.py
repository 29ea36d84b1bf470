"""Rounds: their parameters are versions, their window only grows, their budget never falls below what is awarded."""

from datetime import date, datetime

import pytest

from forms.base import defaults
from grants import clock
from grants.access import Viewer
from grants.database import writing
from grants.errors import Forbidden, Invalid, NotFound, Stale
from grants.extensions import db
from grants.models import Event, Posting, RoundTerms
from grants.programmes import PROGRAMMES
from grants.services import money, round_changes, rounds
from grants.services.parameters import differences, explained
from tests.counting import statements
from tests.factories import application, person, round_, viewer

NAMED = {"year": 2026, "name": "2026年度"}


def officer(programme=None):
    return viewer(person("officer", programme=programme))


def filled(programme="patent", year=2026, **given):
    return defaults(PROGRAMMES[programme].round_form, year) | {"appropriation": "100000.00"} | given


def opened(who, programme="patent", **given):
    with writing():
        return round_changes.open_round(who, programme, NAMED, filled(programme, **given)).id


def posted(round_id):
    found = db.session.query(Posting.amount).filter_by(round_id=round_id, account="appropriated")
    return [amount for (amount,) in found.order_by(Posting.id)]


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_the_defaults_make_a_round_and_its_parameters_are_python_values(app, programme):
    who = officer()
    made = rounds.find(who, opened(who, programme))
    terms = rounds.terms_of(programme, rounds.newest(made).values, made)
    assert (terms["year"], terms["appropriation"]) == (2026, 10_000_000)
    assert terms["closes_at"] == datetime(2026, 4, 30, 18, tzinfo=clock.ZONE)
    assert terms["closes_at"].tzinfo is clock.ZONE
    assert rounds.budget(made).appropriated == 10_000_000
    assert posted(made.id) == [10_000_000]
    assert [e.action for e in db.session.query(Event).filter_by(subject=f"round:{made.id}")] == ["open_round"]


def test_all_faults_of_a_round_are_told_at_once(app):
    bad = filled(closes_at="2026-01-01T00:00", notice_days="0", appropriation="abc")
    with pytest.raises(Invalid) as refused, writing():
        round_changes.open_round(officer(), "patent", {"year": 2026, "name": ""}, bad)
    assert set(refused.value.faults) == {"name", "closes_at", "notice_days", "appropriation"}


def test_two_rounds_of_one_name_are_refused(app):
    who = officer()
    opened(who)
    with pytest.raises(Invalid, match="请改名"), writing():
        round_changes.open_round(who, "patent", NAMED, filled())


@pytest.mark.parametrize(
    ("role", "programme"), [("leader", None), ("maker", None), ("auditor", None), ("officer", "studio")]
)
def test_only_the_programmes_officers_and_the_administrator_open_rounds(app, role, programme):
    with pytest.raises(Forbidden):
        opened(viewer(person(role, programme=programme)))


@pytest.mark.parametrize(("role", "seen"), [("applicant", 0), ("expert", 0), ("auditor", 1), ("checker", 1)])
def test_an_unpublished_round_is_seen_by_the_office_only(app, role, seen):
    hidden = opened(officer())
    who = viewer(person(role))
    assert len(rounds.listing(who)) == seen
    if not seen:
        with pytest.raises(NotFound):
            rounds.find(who, hidden)


def test_the_public_sees_published_rounds_without_budget_and_cases(app):
    who = officer()
    with writing():
        round_changes.publish(who, opened(who))
    (line,) = rounds.listing(Viewer())
    assert (line.phase, line.budget, line.cases) == ("open", None, {})


def test_a_change_is_a_new_version_and_cases_keep_theirs(app):
    who, case = officer(), application()
    made = case.round_id
    values = case.round.terms[-1].values | {"notice_days": 7}
    with writing():
        terms = round_changes.revise(who, made, values, "市总工会新规定", 1)
    assert terms.version == 2
    assert db.session.get(RoundTerms, case.terms_id).values["notice_days"] == 5
    told = differences("patent", case.terms.values, rounds.newest(case.round).values)
    assert [(one.label, one.before, one.after) for one in told] == [("公示天数", "5 个工作日", "7 个工作日")]


def test_a_change_needs_a_reason_and_the_version_it_was_made_from(app):
    who, made = officer(), round_()
    values = made.terms[-1].values
    with pytest.raises(Invalid) as refused, writing():
        round_changes.revise(who, made.id, values, "", 1)
    assert "reason" in refused.value.faults
    with pytest.raises(Stale), writing():
        round_changes.revise(who, made.id, values, "原因", 0)


@pytest.mark.parametrize(
    ("opens", "closes", "faulty"),
    [
        ("2026-03-01T09:00", "2026-05-31T18:00", set()),
        ("2026-02-01T09:00", "2026-04-30T18:00", set()),
        ("2026-03-02T09:00", "2026-04-30T18:00", {"opens_at"}),
        ("2026-03-01T09:00", "2026-04-30T17:59", {"closes_at"}),
    ],
)
def test_the_window_of_a_round_with_cases_only_grows(app, opens, closes, faulty):
    who, case = officer(), application()
    values = case.round.terms[-1].values | {"opens_at": opens, "closes_at": closes}
    if not faulty:
        with writing():
            round_changes.revise(who, case.round_id, values, "延长", 1)
        longer = rounds.terms_of("patent", case.terms.values, case.round)
        assert longer["closes_at"] == datetime.fromisoformat(closes).replace(tzinfo=clock.ZONE)
        return
    with pytest.raises(Invalid) as refused, writing():
        round_changes.revise(who, case.round_id, values, "缩短", 1)
    assert set(refused.value.faults) == faulty


def test_the_appropriation_moves_by_postings_and_not_below_what_is_awarded(app):
    who, case = officer(), application("releasing")
    event = db.session.query(Event).first()
    with writing():
        money.post(event, case.round_id, case, awarded=60_000_000)
    values = dict(case.round.terms[-1].values)
    with writing():
        round_changes.revise(who, case.round_id, values | {"appropriation": "700000.00"}, "调减", 1)
    assert posted(case.round_id) == [100_000_000, -30_000_000]
    less = values | {"appropriation": "599999.99", "notice_days": "0"}
    with pytest.raises(Invalid) as refused, writing():
        round_changes.revise(who, case.round_id, less, "", 2)
    assert "600,000.00" in refused.value.faults["appropriation"][0]
    assert set(refused.value.faults) == {"appropriation", "notice_days", "reason"}


@pytest.mark.parametrize(
    ("programme", "name", "expected"),
    [
        ("patent", "window_from", date(2026, 1, 1)),
        ("patent", "window_until", date(2026, 12, 31)),
        ("project", "latest_end", date(2029, 12, 31)),
        ("studio", "title_years", 3),
    ],
)
def test_next_years_round_is_this_years_shifted_by_a_year(app, programme, name, expected):
    who = officer()
    with writing():
        next_year = round_changes.clone(who, opened(who, programme))
    terms = rounds.terms_of(programme, rounds.newest(next_year).values, next_year)
    assert terms[name] == expected
    assert (next_year.year, next_year.name, next_year.published) == (2027, "2027年度", False)
    assert terms["opens_at"] == datetime(2027, 3, 1, 9, tzinfo=clock.ZONE)
    assert rounds.budget(next_year).appropriated == 10_000_000


def test_a_leap_day_becomes_the_last_of_february():
    assert round_changes.a_year_later(date(2028, 2, 29)) == date(2029, 2, 28)


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_every_parameter_is_explained_in_words(app, programme):
    told = explained(programme, round_(programme).terms[-1].values)
    shown = [one for _section, ones in told for one in ones]
    assert len(shown) == len(PROGRAMMES[programme].round_form.fields)
    assert all(one.label and one.value and one.hint for one in shown)


def test_listing_takes_three_statements_however_many_rounds(app):
    who = officer()
    for year in range(2010, 2020):
        round_(year=year)
    with statements() as seen:
        rounds.listing(who)
    assert len(seen) <= 3
