"""职工创新项目助推: the forms of a project boosted in two tranches."""

from collections.abc import Iterator
from typing import Any

from forms import evidence, rubrics
from forms import fields as f
from forms.base import Form
from forms.common import reported, shared
from forms.deciding import presentation
from forms.parts import AWARDS, GRADES, INDUSTRIES, LEVELS, Data, Fault, form, in_order, reason
from forms.project_application import CHECKLIST, MONEY_SOURCES, SECTIONS, SPENDING, Application
from forms.reviewing import review_sheet
from forms.rounds import ReviewedRound
from forms.screening import assignment
from forms.sentences import N_, say

RUBRIC = rubrics.PROJECT
EVIDENCE = evidence.PROJECT
REPORT_SECTIONS = (("work", N_("完成情况")), ("accounts", N_("经费决算")), ("results", N_("成果与效益")))
MET = (("met", N_("完成")), ("partly", N_("部分完成")), ("not_met", N_("未完成")))
TARGETS = (
    ("technical", N_("技术目标")),
    ("economic", N_("经济目标")),
    ("ip", N_("知识产权目标")),
    ("people", N_("人才培养目标")),
)


class Report(Form):
    """The final report: what was reached, where the money went, what came of it."""

    SECTIONS = REPORT_SECTIONS
    RULES: tuple[Any, ...] = (
        in_order(("started_on", N_("实际开始日期")), ("finished_on", N_("实际完成日期"))),
    )

    started_on = f.Date(N_("实际开始日期"), section="work", required=True)
    finished_on = f.Date(N_("实际完成日期"), section="work", required=True)
    summary = f.LongText(N_("项目总结"), section="work", required=True, max_length=5000)
    targets = f.Rows(
        N_("目标完成情况"),
        form(
            target=f.Choice(N_("目标"), TARGETS, required=True),
            met=f.Choice(N_("完成情况"), MET, required=True),
            explanation=f.LongText(N_("说明"), required=True, max_length=500),
        ),
        section="work",
        min_rows=1,
        key="target",
    )
    accounts = f.Rows(
        N_("经费决算"),
        form(
            source=f.Choice(N_("来源"), MONEY_SOURCES, required=True),
            spending=f.Choice(N_("用途"), SPENDING, required=True),
            amount=f.Money(N_("金额"), required=True),
        ),
        section="accounts",
        min_rows=1,
        hint=N_("按来源和用途列出实际支出"),
    )
    unspent = f.Money(N_("助推资金结余"), section="accounts", required=True, hint=N_("没有的填 0"))
    enterprise_investment = f.Money(N_("单位累计投入"), section="accounts", required=True)
    vouchers = f.Upload(N_("支出凭证"), section="accounts", required=True)
    results = f.Rows(
        N_("项目成果"),
        form(
            name=f.ShortText(N_("名称"), required=True),
            kind=f.ShortText(N_("类别"), required=True, hint=N_("专利、论文、工法、标准、软件等")),
            date=f.Date(N_("日期"), required=True),
        ),
        section="results",
    )
    benefit = f.Money(
        N_("经济效益"), section="results", required=True, unit=N_("万元"), hint=N_("没有的填 0")
    )
    benefit_certificate = f.Upload(N_("财务部门效益证明"), section="results")
    municipal_money = f.Money(N_("获市级助推资金"), section="results", hint=N_("没有的不填"))
    municipal_award = f.Choice(
        N_("获首都职工自主创新成果奖"), AWARDS, section="results", hint=N_("没有的不选")
    )
    trained = f.Number(N_("培养职工人数"), section="results", required=True, unit=N_("人"))
    attachments = f.Upload(N_("成果材料"), section="results")


def interim() -> dict[str, Form]:
    """The interim report and its judgement."""
    return {
        "report_interim": form(
            progress=f.LongText(N_("进展情况"), required=True, max_length=5000),
            spent=f.Money(N_("已支出助推资金"), required=True),
            problems=f.LongText(N_("问题和调整建议")),
            attachments=f.Upload(N_("进展材料")),
        ),
        "accept_interim": form(
            opinion=f.LongText(N_("审核意见"), required=True, max_length=500),
            satisfactory=f.YesNo(N_("进展符合要求"), required=True),
        ),
    }


def register() -> Form:
    """A project boosted before this system kept the records."""
    return form(
        title=f.ShortText(N_("项目名称"), required=True),
        org_name=f.ShortText(N_("单位名称"), required=True),
        uscc=f.Uscc(N_("统一社会信用代码")),
        uscc_reason=reason(N_("信用代码情况说明")),
        industry=f.Choice(N_("所属主导产业"), INDUSTRIES),
        studio_name=f.ShortText(N_("工作室名称")),
        studio_level=f.Choice(N_("工作室级别"), LEVELS),
        leader_name=f.ShortText(N_("项目负责人"), max_length=50),
        awarded_on=f.Date(N_("批准日期"), required=True),
        grade=f.Choice(N_("助推档次"), GRADES),
        amount=f.Money(N_("助推金额"), required=True),
        union_money=f.Money(N_("工会投入资金"), hint=N_("各级工会合计；不填的按助推金额统计")),
        enterprise_investment=f.Money(N_("单位累计投入"), unit=N_("万元")),
        benefit=f.Money(N_("企业报告的经济效益"), unit=N_("万元")),
        municipal_money=f.Money(N_("获市级助推资金"), hint=N_("没有的不填")),
        municipal_award=f.Choice(N_("获首都职工自主创新成果奖"), AWARDS, hint=N_("没有的不选")),
        document_number=f.ShortText(N_("文号"), max_length=60),
        note=f.LongText(N_("备注"), max_length=500),
    )


def grades_differ(data: Data) -> Iterator[Fault]:
    """A grade has one sum."""
    grades = [row["grade"] for row in data.get("grades") or ()]
    for index, grade in enumerate(grades):
        if grade in grades[:index]:
            yield f"grades-{index}-grade", say(N_("同一档次只能有一行。"))


class ProjectRound(ReviewedRound):
    """Parameters of a year's project boost (municipal model)."""

    RULES: tuple[Any, ...] = (grades_differ,)

    grades = f.Rows(
        N_("助推档次"),
        form(
            grade=f.Choice(N_("档次"), GRADES, required=True),
            amount=f.Money(N_("金额"), required=True, minimum=1),
        ),
        section="money",
        min_rows=1,
        max_rows=len(GRADES),
        default=[
            {"grade": "first", "amount": "100000.00"},
            {"grade": "second", "amount": "50000.00"},
            {"grade": "third", "amount": "30000.00"},
        ],
        hint=N_("各档的最高金额；申请和建议金额不得超过所选档次"),
    )
    split_first_percent = f.Percent(
        N_("首期拨款比例"),
        section="money",
        required=True,
        places=0,
        minimum=1,
        maximum=99,
        default=60,
        hint=N_("其余为尾款，验收通过后拨付"),
    )
    term_months = f.Number(
        N_("项目最长期限"),
        section="eligibility",
        required=True,
        default=24,
        minimum=1,
        maximum=60,
        unit=N_("个月"),
        hint=N_("自立项日期起算"),
    )
    latest_end = f.Date(
        N_("最迟完成日期"),
        section="eligibility",
        required=True,
        default=lambda year: f"{year + 2}-12-31",
        hint=N_("通常为计划年度后第二年的 12 月 31 日"),
    )


FORMS: dict[str, Form] = {
    "submit": Application(),
    **shared(SECTIONS, CHECKLIST, grade=f.Choice(N_("建议档次"), GRADES)),
    **assignment(),
    "review": review_sheet(RUBRIC),
    **presentation(),
    **interim(),
    "report": Report(),
    **reported(REPORT_SECTIONS),
    "register": register(),
}
ROUND = ProjectRound()
