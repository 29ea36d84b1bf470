"""The review sheet made from a rubric, and its total."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from forms import fields as f
from forms.base import Form
from forms.parts import Data, Fault, Rule, form
from forms.rubrics import BANDS, Rubric
from forms.sentences import N_, Sentence, say

ANSWERS = (("answered", N_("评分")), ("not_answered", N_("未评")))
RECOMMENDATIONS = (
    ("recommend", N_("推荐")),
    ("reserve", N_("有保留地推荐")),
    ("reject", N_("不推荐")),
)


class SheetTotal(NamedTuple):
    """Points given, and the maximum of the criteria that were answered."""

    points: Decimal
    out_of: Decimal


def sheet_total(rubric: Rubric, values: Mapping[str, Any]) -> SheetTotal | None:
    """The total of a review sheet: answered criteria less deductions plus bonus, never below zero.

    "Not answered" is no zero: such a criterion is left out of the points and of `out_of`, and the total is
    not scaled up; whoever compares sheets sees both numbers. Bonus items may lift the points above 100.
    None if nothing was answered.
    """
    answered = {
        row["criterion"]: row["points"]
        for row in values.get("scores") or ()
        if row.get("answer") == "answered" and row.get("points") is not None
    }
    if not answered:
        return None
    points = sum(answered.values(), Decimal(0))
    points -= sum((row["points"] for row in values.get("deductions") or ()), Decimal(0))
    points += sum((row["points"] for row in values.get("bonus") or ()), Decimal(0))
    out_of = sum((c.maximum for c in rubric if c.key in answered), Decimal(0))
    return SheetTotal(max(points, Decimal(0)), out_of)


def panel_points(totals: Sequence[Decimal], drop_from: int) -> Decimal | None:
    """What a panel's totals come to, to two places: their mean, from `drop_from` sheets up without the highest and
    the lowest. None where nothing was judged."""
    counted = sorted(totals)[1:-1] if len(totals) >= drop_from else totals
    if not counted:
        return None
    return (sum(counted, Decimal(0)) / len(counted)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def in_bands(rubric: Rubric) -> Rule:
    """A rule: an answered criterion has a band and points inside it, one not answered has a reason."""
    criteria = {criterion.key: criterion for criterion in rubric}

    def rule(data: Data) -> Iterator[Fault]:
        rows = data.get("scores") or ()
        for index, row in enumerate(rows):
            criterion = criteria[row["criterion"]]
            for name, sentence in _row_faults(criterion, row):
                yield f"scores-{index}-{name}", sentence
        if rows and all(row["answer"] == "not_answered" for row in rows):
            yield "scores", say(N_("至少应评一项；无法评审的，请在利益申报中说明或联系项目办。"))

    return rule


def _row_faults(criterion: Any, row: Data) -> Iterator[tuple[str, Sentence]]:
    label = criterion.label
    if row["answer"] == "not_answered":
        if row["points"] is not None or row["band"]:
            yield "answer", say(N_("“%(label)s”选了“未评”，请清空档次和得分，或改为“评分”。"), label=label)
        if not row["reason"]:
            yield "reason", say(N_("“%(label)s”未评，请写明原因。"), label=label)
        return
    band = criterion.band(row["band"])
    if band is None:
        yield "band", say(N_("请选择“%(label)s”的档次。"), label=label)
    if row["points"] is None:
        yield "points", say(N_("请填写“%(label)s”的得分；不评的请选“未评”，未评不等于零分。"), label=label)
    elif band and not band.low <= row["points"] <= band.high:
        sentence = N_("“%(label)s”选了“%(band)s”，得分应在 %(low)s 至 %(high)s 之间。")
        yield "points", say(sentence, label=label, band=band.label, low=band.low, high=band.high)


def review_sheet(rubric: Rubric) -> Form:
    """The sheet an expert fills in alone."""
    score = form(
        criterion=f.Choice(N_("评审项目"), [(c.key, c.label) for c in rubric], required=True),
        answer=f.Choice(N_("是否评分"), ANSWERS, required=True),
        band=f.Choice(N_("档次"), BANDS),
        points=f.Points(N_("得分"), hint=N_("所选档次范围内的任意分数，可有两位小数")),
        reason=f.LongText(N_("理由"), max_length=500),
    )
    extra = form(
        reason=f.ShortText(N_("事由"), required=True, max_length=200),
        points=f.Points(N_("分数"), required=True, maximum=20),
    )
    return form(
        (in_bands(rubric),),
        scores=f.Rows(N_("评分"), score, min_rows=1, key="criterion"),
        deductions=f.Rows(N_("扣分项"), extra, max_rows=10, hint=N_("从总分中扣除；没有的不填")),
        bonus=f.Rows(N_("加分项"), extra, max_rows=10, hint=N_("可使总分超过 100；没有的不填")),
        comment=f.LongText(N_("评语"), required=True),
        recommendation=f.Choice(N_("评审意见"), RECOMMENDATIONS, required=True),
    )
