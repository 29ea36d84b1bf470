"""Reminders before a period ends: to the unit, at five and at two working days, once each."""

from datetime import date, datetime

import pytest

from grants import clock
from grants.database import writing
from grants.extensions import db
from grants.models import Message, Paper
from grants.programmes import PROGRAMMES
from grants.services import message_writing, reminders, wordings
from tests.factories import application, kept, organisation, person, round_

TOLD = "含今天还有{}个工作日"


def on(day: str) -> datetime:
    return datetime.fromisoformat(f"{day} 09:00").replace(tzinfo=clock.ZONE)


def reminded(day: str) -> list[str]:
    """What was told on this morning, and only then."""
    before = db.session.query(Message).count()
    with clock.at(on(day)), writing():
        reminders.send()
        reminders.send()
        message_writing.write_out()
    return [message.body for message in db.session.query(Message).order_by(Message.id)][before:]


@pytest.fixture
def unit(app):
    made = organisation()
    person("applicant", made)
    person("applicant")
    person("officer")
    return made


# 2026-10-01 to 10-07 are off, 10-10 is worked: five working days before 10-12 is 09-30.
@pytest.mark.parametrize(
    ("day", "left"),
    [
        ("2026-09-29", None),
        ("2026-09-30", 5),
        ("2026-10-03", None),
        ("2026-10-08", 4),
        ("2026-10-10", 2),
        ("2026-10-13", None),
    ],
)
def test_the_unit_is_reminded_in_working_days(unit, day, left):
    application("correcting", None, unit, due_on=date(2026, 10, 12))
    told = reminded(day)
    assert [TOLD.format(left) in body for body in told] == ([True] if left else [])


def test_each_occasion_is_told_once(unit):
    application("mending", round_("studio"), unit, due_on=date(2026, 9, 18))
    days = [f"2026-09-{day}" for day in range(11, 19)]
    told = [len(reminded(day)) for day in days]
    assert [day for day, count in zip(days, told, strict=True) if count] == ["2026-09-14", "2026-09-17"]


def test_a_draft_is_reminded_of_the_rounds_end(unit):
    made = round_()
    made.closes_at = datetime(2026, 9, 18, 18, tzinfo=clock.ZONE)
    application("draft", made, unit)
    application("screening", made, unit)
    (body,) = reminded("2026-09-17")
    assert "还没有提交，本批次2026-09-18截止" in body
    assert TOLD.format(2) in body


def test_no_one_is_reminded_of_a_notice_or_an_ended_case(unit):
    for state in ("noticing", "closed", "revoked"):
        application(state, round_("studio", name=state), unit, due_on=date(2026, 9, 18))
    assert reminded("2026-09-17") == []


def days_given() -> set[tuple[str, str]]:
    """(programme, state) of every day a form gives the unit: where the act leads, or where the case stays."""
    return {
        (slug, state)
        for slug, programme in PROGRAMMES.items()
        for row in programme.workflow.actions
        if {"due_on", "repay_by"}
        & set(programme.forms[row.name].fields if row.name in programme.forms else ())
        for state in ((row.dest,) if row.dest else row.sources)
    }


def test_every_day_of_every_programme_is_brought_to_mind_in_words_of_its_own():
    given = days_given() | {(slug, "running") for slug in PROGRAMMES}  # a term runs in each
    assert {slug for slug, _state in given} == set(PROGRAMMES)
    for slug, state in sorted(given):
        assert state in reminders.REMINDED, (slug, state)
        assert (f"due_{state}", "unit") in wordings.kinds(PROGRAMMES[slug]), (slug, state)
    for slug in PROGRAMMES:
        assert {("closing", "unit"), ("unread", "unit")} <= set(wordings.kinds(PROGRAMMES[slug]))


# A letter sent on Wednesday 04-01: 04-04 to 04-06 are off, so three working days later is 04-07, ten 04-16.
def test_a_letter_nobody_opened_is_brought_to_mind_twice(unit):
    case = application("releasing", None, unit)
    kept(
        Paper(
            application_id=case.id, round_id=case.round_id, kind="reward_notice", series="通", year=2026, serial=1,
            number="京开工创通字〔2026〕1号", code="ABCDEFGHJK", status="released", digest="0" * 64, basis="0" * 64,
            record={}, context={}, prepared_at=on("2026-04-01"), released_at=on("2026-04-01"),
        )
    )  # fmt: skip
    days = ["2026-04-03", "2026-04-07", "2026-04-08", "2026-04-15", "2026-04-16", "2026-04-17"]
    assert [day for day in days if reminded(day)] == ["2026-04-07", "2026-04-16"]
