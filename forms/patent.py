"""职工专利助推: the forms of the reward for a granted service invention."""

from typing import Any

from forms import evidence
from forms import fields as f
from forms.base import Form
from forms.common import reported, shared
from forms.parts import INDUSTRIES, form, in_order, reason
from forms.patent_application import CHECKLIST, SECTIONS, Application
from forms.patent_numbers import KINDS
from forms.rounds import RoundForm
from forms.sentences import N_

EVIDENCE = evidence.PATENT
REPORT_SECTIONS = (("main", N_("实施报告")),)


def report() -> Form:
    """Implementation report: how the patent is used a while after the reward."""
    return form(
        (in_order(("period_from", N_("报告期起")), ("period_until", N_("报告期止"))),),
        period_from=f.Date(N_("报告期起"), required=True),
        period_until=f.Date(N_("报告期止"), required=True),
        implementation=f.LongText(N_("实施应用情况"), required=True, hint=N_("用在哪里，效果如何")),
        benefit=f.Money(N_("报告期经济效益"), required=True, unit=N_("万元"), hint=N_("没有的填 0")),
        in_force=f.YesNo(N_("专利权仍然有效"), required=True),
        still_employed=f.YesNo(N_("第一发明人仍在本单位工作"), required=True),
        received=f.YesNo(N_("第一发明人已收到奖励"), required=True),
        problems=f.LongText(N_("问题和建议")),
        proof=f.Upload(N_("应用证明")),
    )


def register() -> Form:
    """A patent rewarded before this system kept the records."""
    return form(
        title=f.ShortText(N_("发明名称"), required=True, max_length=200),
        patent_number=f.PatentNumber(N_("专利号"), required=True),
        grant_date=f.Date(N_("授权公告日")),
        first_inventor_name=f.ShortText(N_("第一发明人"), required=True, max_length=50),
        org_name=f.ShortText(N_("单位名称"), required=True),
        uscc=f.Uscc(N_("统一社会信用代码")),
        uscc_reason=reason(N_("信用代码情况说明")),
        industry=f.Choice(N_("所属主导产业"), INDUSTRIES),
        awarded_on=f.Date(N_("奖励日期"), required=True),
        amount=f.Money(N_("奖励金额"), required=True),
        benefit=f.Money(N_("企业报告的经济效益"), unit=N_("万元")),
        document_number=f.ShortText(N_("文号"), max_length=60),
        note=f.LongText(N_("备注"), max_length=500),
    )


class PatentRound(RoundForm):
    """Parameters of a year's patent boost (domain rules: municipal model)."""

    RULES: tuple[Any, ...] = (
        in_order(("window_from", N_("授权公告日自")), ("window_until", N_("授权公告日至"))),
    )

    amount = f.Money(
        N_("每件奖励金额"), section="money", required=True, default="3000.00", hint=N_("审定金额须与此一致")
    )
    max_per_person = f.Number(
        N_("每人奖励件数上限"),
        section="eligibility",
        required=True,
        default=1,
        minimum=1,
        maximum=20,
        unit=N_("件"),
        hint=N_("同一第一发明人在本批次的件数"),
    )
    kinds = f.Choices(
        N_("可奖励的专利种类"),
        KINDS,
        section="eligibility",
        required=True,
        default=["1", "8"],
        hint=N_("由专利号中的种类数字判断；未选的种类不能提交"),
    )
    window_from = f.Date(
        N_("授权公告日自"),
        section="eligibility",
        required=True,
        default=lambda year: f"{year - 1}-01-01",
        hint=N_("含当日；通常为上一自然年的第一天"),
    )
    window_until = f.Date(
        N_("授权公告日至"),
        section="eligibility",
        required=True,
        default=lambda year: f"{year - 1}-12-31",
        hint=N_("含当日；通常为上一自然年的最后一天"),
    )
    fee_cap_on = f.YesNo(
        N_("启用费用上限"),
        section="money",
        required=True,
        default=False,
        hint=N_("启用后，各类资助合计不得超过官方规定费用的百分之五十（国知发保字〔2021〕1号）"),
    )


FORMS: dict[str, Form] = {
    "submit": Application(),
    **shared(SECTIONS, CHECKLIST),
    "report": report(),
    **reported(REPORT_SECTIONS),
    "register": register(),
}
ROUND = PatentRound()
