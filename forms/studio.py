"""职工创新工作室评选: the forms of a studio's evaluation, naming and yearly assessment."""

from typing import Any

from forms import evidence, rubrics
from forms import fields as f
from forms.base import Form
from forms.common import shared
from forms.deciding import presentation, visiting
from forms.parts import INDUSTRIES, LEVELS, form, needed_if, reason
from forms.reviewing import review_sheet
from forms.screening import assignment
from forms.sentences import N_
from forms.studio_application import APPRENTICE, CHECKLIST, MONEY, PATENT, RESULT, SECTIONS, Application
from forms.studio_round import StudioRound

RUBRIC = rubrics.STUDIO
EVIDENCE = evidence.STUDIO
ASSESSED = (("excellent", N_("优秀")), ("qualified", N_("合格")), ("failed", N_("不合格")))
REPORT_SECTIONS = (("work", N_("年度工作")), ("results", N_("成果与效益")), ("money", N_("经费")))


class Report(Form):
    """The yearly report of a named studio."""

    SECTIONS = REPORT_SECTIONS
    RULES: tuple[Any, ...] = (
        needed_if("leader_change", N_("领军人变动情况"), "leader_changed", True, N_("领军人有变动的")),
    )

    year = f.Number(
        N_("报告年度"),
        section="work",
        required=True,
        minimum=2000,
        maximum=2100,
        hint=N_("最迟在次年批次规定的月份的最后一天提交"),
        by_round=N_("最迟在次年 %(report_month)s 月的最后一天提交"),
        rule="S8",
    )
    summary = f.LongText(N_("年度工作总结"), section="work", required=True, max_length=5000)
    leader_changed = f.YesNo(N_("领军人有变动（退休、调离等）"), section="work", required=True)
    leader_change = f.LongText(N_("领军人变动情况"), section="work", max_length=500, hint=N_("有变动的必填"))
    team_size = f.Number(N_("团队人数"), section="work", required=True, maximum=1000, unit=N_("人"))
    projects = f.LongText(N_("攻关项目和进展"), section="work", required=True)
    apprentices = f.Rows(N_("师带徒"), APPRENTICE, section="work", max_rows=100)
    trained = f.Number(N_("培训人次"), section="work", required=True, unit=N_("人次"))
    results = f.Rows(N_("本年度成果"), RESULT, section="results", max_rows=100)
    patents = f.Rows(N_("本年度授权专利"), PATENT, section="results", max_rows=200)
    municipal_awards = f.Number(
        N_("获首都职工自主创新成果奖项数"),
        section="results",
        maximum=100,
        unit=N_("项"),
        hint=N_("已按创新项目登记的不重复计算"),
    )
    benefit = f.Money(
        N_("本年度经济效益"), section="results", required=True, unit=N_("万元"), hint=N_("没有的填 0")
    )
    benefit_certificate = f.Upload(N_("财务部门证明"), section="results")
    money = f.Rows(N_("单位投入经费"), MONEY, section="money")
    enterprise_investment = f.Money(N_("单位本年度投入合计"), section="money", required=True, unit=N_("万元"))
    union_money_spent = f.Money(
        N_("已使用工会资金"), section="money", required=True, unit=N_("万元"), hint=N_("没有的填 0")
    )
    plan = f.LongText(N_("下年度计划"), section="work", required=True)
    attachments = f.Upload(N_("活动记录、成果等材料"), section="results")


def term() -> dict[str, Form]:
    """While the title lasts: assessment, a new leader, re-confirmation."""
    return {
        "assess": form(
            year=f.Number(N_("考核年度"), required=True, minimum=2000, maximum=2100),
            points=f.Points(N_("考核得分"), required=True),
            grade=f.Choice(N_("考核等次"), ASSESSED, required=True),
            findings=f.LongText(N_("考核意见"), required=True),
        ),
        "change_leader": form(
            leader_name=f.ShortText(N_("新领军人"), required=True, max_length=50),
            leader_post=f.ShortText(N_("岗位职务"), required=True),
            leader_skill=f.ShortText(N_("职称或技能等级"), required=True),
            leader_phone=f.Mobile(N_("手机号"), required=True),
            leader_consent=f.YesNo(N_("新领军人本人同意"), required=True, rule="S3"),
            reasons=f.LongText(N_("变更原因"), required=True, max_length=500),
            leader_files=f.Upload(N_("新领军人证书"), required=True),
        ),
        "reconfirm": form(
            points=f.Points(N_("复评得分"), required=True),
            term_years=f.Number(N_("续任年限"), required=True, minimum=1, maximum=10, unit=N_("年")),
            amount=f.Money(N_("复评资金"), required=True, hint=N_("不拨款的填 0")),
            opinion=f.LongText(N_("复评意见"), required=True),
        ),
    }


def mending() -> dict[str, Form]:
    """A failed assessment is mended within its period."""
    return {
        "order_mending": form(
            reasons=f.LongText(N_("整改原因和要求"), required=True),
            due_on=f.Date(N_("整改期限"), required=True),
        ),
        "report_mending": form(
            measures=f.LongText(N_("整改措施和结果"), required=True), proof=f.Upload(N_("整改证明"))
        ),
        "pass_mending": form(opinion=f.LongText(N_("整改验收意见"), required=True)),
    }


def register() -> Form:
    """A studio named before this system kept the records."""
    return form(
        title=f.ShortText(N_("工作室名称"), required=True, max_length=60),
        level=f.Choice(N_("级别"), LEVELS, required=True),
        org_name=f.ShortText(N_("单位名称"), required=True),
        uscc=f.Uscc(N_("统一社会信用代码")),
        uscc_reason=reason(N_("信用代码情况说明")),
        industry=f.Choice(N_("所属主导产业"), INDUSTRIES),
        leader_name=f.ShortText(N_("领军人"), max_length=50),
        awarded_on=f.Date(N_("命名日期"), required=True),
        term_until=f.Date(N_("称号有效期至")),
        amount=f.Money(N_("一次性助推资金"), required=True, hint=N_("没有的填 0")),
        union_money=f.Money(N_("工会投入资金"), hint=N_("各级工会合计；不填的按一次性助推资金统计")),
        enterprise_investment=f.Money(N_("单位累计投入"), unit=N_("万元")),
        benefit=f.Money(N_("企业报告的经济效益"), unit=N_("万元")),
        municipal_awards=f.Number(
            N_("获首都职工自主创新成果奖项数"), maximum=100, hint=N_("已按创新项目登记的不重复计算")
        ),
        document_number=f.ShortText(N_("文号"), max_length=60),
        note=f.LongText(N_("备注"), max_length=500),
    )


FORMS: dict[str, Form] = {
    "submit": Application(),
    **shared(SECTIONS, CHECKLIST, level=f.Choice(N_("建议级别"), LEVELS)),
    **assignment(),
    "review": review_sheet(RUBRIC),
    **visiting(),
    **presentation(),
    "report": Report(),
    **term(),
    **mending(),
    "register": register(),
}
ROUND = StudioRound()
