"""职工创新工作室评选: the parameters of a year's evaluation."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from forms import fields as f
from forms.parts import Data, Fault
from forms.rounds import ReviewedRound
from forms.sentences import N_, say


def weights_add_up(data: Data) -> Iterator[Fault]:
    """The layers of scoring make the whole."""
    weights = [data.get(name) for name in ("weight_review", "weight_visit", "weight_presentation")]
    if None in weights:
        return
    total = sum((weight for weight in weights if weight is not None), Decimal(0))
    if total != 100:
        sentence = N_("专家评审、实地考察、现场答辩的权重合计应为 100%%，现为 %(total)s%%。")
        yield "weight_review", say(sentence, total=f"{total:f}")


class StudioRound(ReviewedRound):
    """Parameters of a year's studio evaluation; defaults of the house where no public rule was found."""

    RULES: tuple[Any, ...] = (weights_add_up,)

    one_off = f.Money(
        N_("一次性助推资金"),
        section="money",
        required=True,
        default="50000.00",
        hint=N_("每个命名工作室的标准"),
    )
    reconfirm_amount = f.Money(
        N_("复评资金"), section="money", required=True, default="30000.00", hint=N_("复评确认后的标准")
    )
    team_minimum = f.Number(
        N_("团队人数下限"),
        section="eligibility",
        required=True,
        default=3,
        minimum=1,
        maximum=100,
        unit=N_("人"),
        hint=N_("成员少于此数的不能提交"),
    )
    weight_review = f.Percent(
        N_("专家评审权重"),
        section="review",
        required=True,
        places=0,
        default=60,
        hint=N_("三项权重合计 100%"),
    )
    weight_visit = f.Percent(
        N_("实地考察权重"),
        section="review",
        required=True,
        places=0,
        default=30,
        hint=N_("三项权重合计 100%"),
    )
    weight_presentation = f.Percent(
        N_("现场答辩权重"),
        section="review",
        required=True,
        places=0,
        default=10,
        hint=N_("未安排答辩的，其余两项按比例折算"),
    )
    title_years = f.Number(
        N_("称号年限"),
        section="after",
        required=True,
        default=3,
        minimum=1,
        maximum=10,
        unit=N_("年"),
        hint=N_("自命名之日起；期满前复评确认，否则到期"),
    )
    report_month = f.Number(
        N_("年度报告截止月份"),
        section="after",
        required=True,
        default=3,
        minimum=1,
        maximum=12,
        hint=N_("1 至 12；上一年度的报告，最迟在次年这个月的最后一天提交"),
    )
    excellent_share_percent = f.Percent(
        N_("年度考核优秀比例上限"),
        section="after",
        required=True,
        places=0,
        default=20,
        hint=N_("优秀数不超过被考核数的这一比例"),
    )
    mending_months = f.Number(
        N_("整改期限"),
        section="after",
        required=True,
        default=3,
        minimum=1,
        maximum=24,
        unit=N_("个月"),
        hint=N_("考核不合格的，期满仍不合格即撤销称号"),
    )
