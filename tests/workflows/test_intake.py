"""From draft to acceptance: the window to the second, corrections in time, all faults at once."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from tests.workflows.factories import (
    BEIJING,
    CLOSES,
    FACTS,
    WORKFLOWS,
    actor,
    applying,
    case,
    deed,
    sentences,
)

PATENT = WORKFLOWS["patent"]
SECOND = timedelta(seconds=1)
OPENS = datetime(2026, 3, 1, 9, 0, tzinfo=BEIJING)
RETURNED = deed("return_for_correction", 3, due_on=date(2026, 5, 10))


def at(year, month, day, hour=10):
    return datetime(year, month, day, hour, tzinfo=BEIJING)


@pytest.mark.parametrize("now", [OPENS, CLOSES - SECOND, CLOSES])
def test_within_the_window_submission_is_taken(now):
    assert sentences(PATENT, "submit", replace(applying("patent"), now=now)) == []


def test_one_second_late_is_late():
    late = replace(applying("patent"), now=CLOSES + SECOND)
    assert sentences(PATENT, "submit", late) == [
        "本批次已于2026-04-30 18:00:00截止，现在是2026-04-30 18:00:01，不能再提交。"
    ]


def test_one_second_early_is_early():
    early = replace(applying("patent"), now=OPENS - SECOND)
    assert sentences(PATENT, "submit", early) == ["本批次尚未开放：2026-03-01 09:00:00起受理申报。"]


def test_the_button_is_grey_after_the_window_before_anything_is_filled_in():
    late = case("patent", "draft", actor=actor("applicant"), now=CLOSES + SECOND)
    submit = next(c for c in PATENT.choices(late) if c.action.name == "submit")
    assert not submit.open
    assert submit.reasons[0].rule == "A1"


@pytest.mark.parametrize(("now", "taken"), [(at(2026, 5, 10, 23), True), (at(2026, 5, 11, 0), False)])
def test_a_returned_case_comes_back_through_the_last_day_given_even_after_closing(now, taken):
    back = replace(applying("patent"), state="correcting", now=now, deeds=(RETURNED,))
    told = [] if taken else ["补正期限为2026-05-10，已经超过，请联系项目办。"]
    assert sentences(PATENT, "submit", back) == told


def test_an_extension_is_counted_instead():
    more = deed("extend", 4, due_on=date(2026, 5, 20))
    back = replace(applying("patent"), state="correcting", now=at(2026, 5, 20), deeds=(RETURNED, more))
    assert sentences(PATENT, "submit", back) == []


@pytest.mark.parametrize(
    ("due_on", "told"),
    [
        (date(2026, 5, 11), []),
        (date(2026, 5, 10), ["新期限须晚于原期限2026-05-10。"]),
        (date(2026, 4, 1), ["期限2026-04-01早于今天，请填写今天或以后的日期。", "新期限须晚于原期限2026-05-10。"]),
    ],
)  # fmt: skip
def test_an_extension_ends_later_than_before(due_on, told):
    asked = case("patent", "correcting", deeds=(RETURNED,), posted={"due_on": due_on})
    assert sentences(PATENT, "extend", asked) == told


def test_without_a_deadline_there_is_nothing_to_extend():
    withheld = case("patent", "correcting", deeds=(deed("withhold", 2),))
    assert sentences(PATENT, "extend", withheld) == ["本案没有可以延长的期限。"]


def test_a_correction_is_not_due_yesterday():
    asked = case("patent", "screening", posted={"due_on": date(2026, 4, 19)})
    assert sentences(PATENT, "return_for_correction", asked) == [
        "期限2026-04-19早于今天，请填写今天或以后的日期。"
    ]


@pytest.mark.parametrize(
    ("deeds", "now", "told"),
    [
        ((RETURNED,), at(2026, 5, 11), []),
        ((RETURNED,), at(2026, 5, 10), ["补正期限为2026-05-10（含当日），期满前不能不予受理。"]),
        ((), at(2026, 5, 11), ["本案由本单位退回修改，没有补正期限，不能不予受理。"]),
    ],
)
def test_a_case_under_correction_is_declined_once_its_period_has_passed(deeds, now, told):
    assert sentences(PATENT, "decline", case("patent", "correcting", deeds=deeds, now=now)) == told


@pytest.mark.parametrize(
    ("met", "told"),
    [
        (("met", "not_applicable"), []),
        (
            ("met", "not_met"),
            ["形式审查清单中有1项不符合，不能受理；请退回补正或不予受理。"],
        ),
    ],
)
def test_only_a_case_without_open_items_is_accepted(met, told):
    asked = case("patent", "screening", posted={"checklist": [{"met": answer} for answer in met]})
    assert sentences(PATENT, "accept", asked) == told


def test_the_union_confirms_or_does_not_endorse():
    asked = case("patent", "endorsing", actor=actor("endorser"), posted={"confirmed": False})
    assert sentences(PATENT, "endorse", asked) == ["请确认已核对申报材料并同意申报。"]


def test_an_award_of_the_past_is_registered_only_when_it_was_imported():
    past = replace(FACTS["patent"], origin="imported")
    assert sentences(PATENT, "register", case("patent", "draft")) == ["只有导入的往届成果可以直接登记。"]
    assert PATENT.step("register", case("patent", "draft", facts=past)) == "closed"
    assert WORKFLOWS["studio"].step("register", case("studio", "draft", facts=past)) == "running"
