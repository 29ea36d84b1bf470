"""The parameters every round (批次) has, each with its effect in words."""

from collections.abc import Iterator

from forms import fields as f
from forms.base import Form
from forms.parts import Data, Fault, form
from forms.sentences import N_, say

SECTIONS = (
    ("time", N_("时间")),
    ("money", N_("资金")),
    ("eligibility", N_("申报条件")),
    ("review", N_("评审")),
    ("after", N_("公示与后续")),
)
DESIGNS = (("classic", N_("典雅：编织花边")), ("modern", N_("简雅：红色流纹")))
SOURCES = (("union", N_("工会经费")), ("fiscal", N_("财政资金")))


def opens_first(data: Data) -> Iterator[Fault]:
    """Applications open before they close."""
    opens, closes = data.get("opens_at"), data.get("closes_at")
    if opens and closes and closes <= opens:
        yield "closes_at", say(N_("截止时间须晚于开放时间。"))


class RoundForm(Form):
    """Parameters of any programme's round."""

    SECTIONS = SECTIONS
    RULES = (opens_first,)

    opens_at = f.DateTime(
        N_("开放时间"),
        section="time",
        required=True,
        default=lambda year: f"{year}-03-01T09:00",
        hint=N_("北京时间；从这一刻起可以提交申报"),
    )
    closes_at = f.DateTime(
        N_("截止时间"),
        section="time",
        required=True,
        default=lambda year: f"{year}-04-30T18:00",
        hint=N_("北京时间，通常为 18:00；晚一秒也不能提交，被退回补正的除外"),
    )
    correction_days = f.Number(
        N_("补正天数"),
        section="time",
        required=True,
        default=10,
        minimum=1,
        maximum=90,
        unit=N_("天"),
        hint=N_("退回补正时建议的期限"),
    )
    appropriation = f.Money(
        N_("预算总额"),
        section="money",
        required=True,
        hint=N_("本批次建议、审定、拨付的金额合计不得超过此数"),
    )
    source_of_funds = f.Choice(
        N_("资金来源"),
        SOURCES,
        section="money",
        required=True,
        default="union",
        hint=N_("写入文书；使用财政资金时另受费用上限约束"),
    )
    notice_days = f.Number(
        N_("公示天数"),
        section="after",
        required=True,
        default=5,
        minimum=1,
        maximum=30,
        unit=N_("个工作日"),
        hint=N_("首日计入，按国务院放假安排计算"),
    )
    certificate_design = f.Choice(
        N_("证书样式"),
        DESIGNS,
        section="after",
        required=True,
        default="classic",
        hint=N_("命名证书、项目助推证书和奖励通知书用此样式"),
    )


class ReviewedRound(RoundForm):
    """Parameters of a round whose cases are scored by experts."""

    pass_mark = f.Points(
        N_("及格线"),
        section="review",
        required=True,
        default="60",
        hint=N_("总分低于此数的，不建议通过；年度考核同此线"),
    )
    grade_lines = f.Rows(
        N_("分档线"),
        form(
            name=f.ShortText(N_("等次"), required=True, max_length=10),
            points=f.Points(N_("起点分"), required=True),
        ),
        section="review",
        max_rows=5,
        default=[{"name": "良好", "points": "75"}, {"name": "优秀", "points": "85"}],
        hint=N_("总分达到起点分的，评审汇总中列为该等次"),
    )
    experts_per_case = f.Number(
        N_("每件评审专家数"),
        section="review",
        required=True,
        default=3,
        minimum=1,
        maximum=15,
        unit=N_("人"),
        hint=N_("指派满此数、且全部提交评分后，评审才算完成"),
    )
    drop_extremes_from = f.Number(
        N_("去掉最高最低分的起始人数"),
        section="review",
        required=True,
        default=5,
        minimum=3,
        maximum=16,
        unit=N_("人"),
        hint=N_("评分专家达到此数时，去掉一个最高分和一个最低分后取平均"),
    )
