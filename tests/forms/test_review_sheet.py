"""The review sheet: bands that overlap, "not answered" that is never zero, deductions and bonus."""

from decimal import Decimal

import pytest

from forms import project, studio
from forms.base import check
from forms.reviewing import sheet_total
from tests.forms.samples import answers

SHEETS = [("project", project), ("studio", studio)]


def sheet(programme="project", **first):
    raw = answers(programme, "review")
    raw["scores"][0] |= first
    return raw


def test_the_rubrics_have_a_hundred_points_in_the_proportions_published():
    assert [c.maximum for c in studio.RUBRIC] == [15, 10, 10, 20, 20, 15, 10]
    assert [c.maximum for c in project.RUBRIC] == [30, 30, 20, 20]


@pytest.mark.parametrize(("programme", "module"), SHEETS)
def test_bands_cover_every_criterion_from_zero_to_its_maximum_and_overlap(programme, module):
    for criterion in module.RUBRIC:
        best, *rest = criterion.bands
        assert (best.high, rest[-1].low) == (criterion.maximum, 0)
        assert all(lower.high > upper.low for upper, lower in zip(criterion.bands, rest, strict=False))
        assert all(band.anchor for band in criterion.bands)


@pytest.mark.parametrize(
    ("band", "points"), [("best", "26"), ("good", "26.5"), ("good", "20"), ("poor", "0")]
)
def test_any_number_inside_the_band_chosen_is_right(band, points):
    assert check(project.FORMS["review"], sheet(band=band, points=points))[1] == {}


@pytest.mark.parametrize(
    ("change", "path", "sentence"),
    [
        ({"points": "28"}, "scores-0-points", "得分应在 20 至 27 之间"),
        ({"points": None}, "scores-0-points", "未评不等于零分"),
        ({"band": None}, "scores-0-band", "请选择“技术先进与创新程度”的档次"),
        ({"answer": "not_answered"}, "scores-0-answer", "请清空档次和得分"),
        ({"answer": "not_answered", "band": None, "points": None}, "scores-0-reason", "未评，请写明原因"),
    ],
)
def test_a_line_that_contradicts_itself_is_refused(change, path, sentence):
    assert sentence in check(project.FORMS["review"], sheet(**change))[1][path][0]


def test_every_criterion_stands_on_the_sheet_once():
    raw = sheet()
    raw["scores"].pop()
    assert "“培养职工技能”应恰好有一行" in check(project.FORMS["review"], raw)[1]["scores"][0]


def test_not_answered_is_left_out_of_the_points_and_of_the_maximum():
    raw = sheet(answer="not_answered", band=None, points=None, reason="不属本人专业")
    values, faults = check(project.FORMS["review"], raw)
    assert faults == {}
    assert sheet_total(project.RUBRIC, values) == (Decimal(27 + 18 + 18), Decimal(70))


def test_a_sheet_with_nothing_answered_has_no_total_and_is_refused():
    raw = answers("project", "review")
    for row in raw["scores"]:
        row |= {"answer": "not_answered", "band": None, "points": None, "reason": "回避"}
    assert "至少应评一项" in check(project.FORMS["review"], raw)[1]["scores"][0]
    assert sheet_total(project.RUBRIC, raw) is None
    assert sheet_total(project.RUBRIC, {}) is None


def test_bonus_may_lift_a_sheet_above_a_hundred_and_deductions_never_below_zero():
    raw = sheet()
    for row, criterion in zip(raw["scores"], project.RUBRIC, strict=True):
        row |= {"band": "best", "points": str(criterion.maximum)}
    raw["bonus"] = [{"reason": "获省部级奖", "points": "5"}]
    values, faults = check(project.FORMS["review"], raw)
    assert faults == {}
    assert sheet_total(project.RUBRIC, values).points == 105
    values["deductions"] = [{"reason": "材料不实", "points": Decimal(200)}]
    assert sheet_total(project.RUBRIC, values).points == 0
