"""职工创新项目助推: what a studio asks for its project, and what screening looks at."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from forms import fields as f
from forms.money import format_yuan
from forms.parts import DECLARATION, GRADES, LEVELS, Data, Fault, Organisation, Payee, form, in_order, once
from forms.sentences import N_, say

SECTIONS = (
    ("unit", N_("单位信息")),
    ("project", N_("项目与团队")),
    ("content", N_("攻关内容")),
    ("targets", N_("目标与进度")),
    ("money", N_("经费")),
    ("payee", N_("收款账户")),
    ("attachments", N_("附件与声明")),
)
PRIORITIES = (
    ("gap", N_("技术含量高，填补空白，助力转型升级")),
    ("process", N_("解决生产工艺中的实际难题")),
    ("training", N_("培养职工技能的作用强")),
)
SPENDING = (
    ("people", N_("人员费")),
    ("material", N_("材料费")),
    ("energy", N_("燃料动力费")),
    ("test", N_("试验费")),
    ("meeting", N_("会议费")),
    ("travel", N_("差旅费")),
    ("equipment", N_("设备费")),
    ("management", N_("管理费")),
    ("other", N_("其他")),
)
MONEY_SOURCES = (("boost", N_("助推资金")), ("unit", N_("单位自筹")), ("other", N_("其他来源")))
CHECKLIST = (
    ("unit", N_("单位名称、信用代码与证照一致")),
    ("studio", N_("工作室已命名且在命名期内")),
    ("approval", N_("单位立项文件齐全，编号、日期与填报一致")),
    ("startup", N_("启动资金凭证齐全，金额与填报一致")),
    ("term", N_("项目期限符合规定")),
    ("budget", N_("预算各项合计与总额一致，用途符合规定")),
    ("finished", N_("没有未结的助推项目")),
    ("payee", N_("收款账户与单位或其工会名称一致")),
    ("endorsed", N_("单位工会已确认")),
)


def shares_add_up(data: Data) -> Iterator[Fault]:
    """The members' shares of the work make the whole."""
    total = sum((row["share"] for row in data.get("members") or ()), Decimal(0))
    if data.get("members") and total != 100:
        yield "members", say(N_("成员承担比例合计应为 100%%，现为 %(total)s%%。"), total=f"{total:f}")


def budget_adds_up(data: Data) -> Iterator[Fault]:
    """What the budget takes from the boost is the sum asked for."""
    rows, amount = data.get("budget") or (), data.get("amount")
    boost = sum(row["amount"] for row in rows if row["source"] == "boost")
    if rows and amount is not None and boost != amount:
        sentence = N_("预算中助推资金合计 %(boost)s 元，与申请金额 %(amount)s 元不一致。请改正其中一处。")
        yield "budget", say(sentence, boost=format_yuan(boost), amount=format_yuan(amount))


def timetable_in_order(data: Data) -> Iterator[Fault]:
    """Each step of the timetable ends after it starts, within the project."""
    starts, ends = data.get("starts_on"), data.get("ends_on")
    for index, row in enumerate(data.get("timetable") or ()):
        if row["until"] < row["since"]:
            yield f"timetable-{index}-until", say(N_("这一阶段的结束日期早于开始日期。"))
        elif (starts and row["since"] < starts) or (ends and row["until"] > ends):
            yield f"timetable-{index}-until", say(N_("这一阶段超出了项目的起止日期。"))


class Application(Organisation, Payee):
    """What a studio asks for its project."""

    SECTIONS = SECTIONS
    RULES: tuple[Any, ...] = (
        in_order(("approved_on", N_("立项日期")), ("ends_on", N_("计划完成日期"))),
        in_order(("starts_on", N_("开始日期")), ("ends_on", N_("计划完成日期"))),
        once("members", "name", "post"),
        shares_add_up,
        budget_adds_up,
        timetable_in_order,
    )

    title = f.ShortText(
        N_("项目名称"), section="project", required=True, max_length=30, hint=N_("不超过 30 字")
    )
    studio_name = f.ShortText(
        N_("工作室名称"), section="project", required=True, rule="J1", hint=N_("与命名文件一致")
    )
    studio_level = f.Choice(N_("工作室级别"), LEVELS, section="project", required=True, rule="J1")
    studio_named_year = f.Number(N_("命名年份"), section="project", required=True, minimum=2000, maximum=2100)
    leader_name = f.ShortText(N_("项目负责人"), section="project", required=True, max_length=50)
    leader_phone = f.Mobile(N_("负责人手机号"), section="project", required=True)
    members = f.Rows(
        N_("项目成员"),
        form(
            name=f.ShortText(N_("姓名"), required=True, max_length=50),
            post=f.ShortText(N_("岗位"), required=True),
            share=f.Percent(N_("承担比例"), required=True),
        ),
        section="project",
        min_rows=1,
        hint=N_("含负责人；各人承担比例合计 100%"),
    )
    approval_number = f.ShortText(N_("立项编号"), section="project", required=True, rule="J2", max_length=60)
    approved_on = f.Date(N_("立项日期"), section="project", required=True, rule="J2")
    starts_on = f.Date(N_("开始日期"), section="project", required=True)
    ends_on = f.Date(
        N_("计划完成日期"),
        section="project",
        required=True,
        rule="J3",
        by_round=N_("自立项日期起不超过 %(term_months)s 个月，最迟 %(latest_end)s"),
    )
    unfinished_project = f.YesNo(N_("有未结的助推项目"), section="project", required=True, rule="J4")
    priorities = f.Choices(N_("符合的优先方向"), PRIORITIES, section="content", required=True)
    problem = f.LongText(N_("目前存在的问题"), section="content", required=True)
    route = f.LongText(N_("技术路线"), section="content", required=True, max_length=5000)
    innovation_points = f.Rows(
        N_("创新点"),
        form(text=f.ShortText(N_("创新点"), required=True, max_length=50)),
        section="content",
        min_rows=1,
        max_rows=3,
        hint=N_("不超过 3 条，每条不超过 50 字"),
    )
    targets_technical = f.LongText(N_("技术目标"), section="targets", required=True)
    targets_economic = f.LongText(N_("经济目标"), section="targets", required=True)
    targets_ip = f.LongText(N_("知识产权目标"), section="targets", required=True)
    targets_people = f.LongText(N_("人才培养目标"), section="targets", required=True)
    timetable = f.Rows(
        N_("进度安排"),
        form(
            since=f.Date(N_("自"), required=True),
            until=f.Date(N_("至"), required=True),
            work=f.LongText(N_("工作内容"), required=True, max_length=300),
        ),
        section="targets",
        min_rows=1,
    )
    startup_amount = f.Money(
        N_("单位启动资金"), section="money", required=True, rule="J2", hint=N_("已拨付的，没有的填 0")
    )
    startup_voucher = f.Upload(N_("启动资金凭证"), section="money", required=True, rule="J2")
    grade = f.Choice(
        N_("申请档次"),
        GRADES,
        section="money",
        required=True,
        rule="J5",
        hint=N_("标准见本批次规定"),
        by_round=N_("本批次最高：%(grades)s"),
    )
    amount = f.Money(N_("申请金额"), section="money", required=True, minimum=1, rule="J5")
    budget = f.Rows(
        N_("经费预算"),
        form(
            source=f.Choice(N_("来源"), MONEY_SOURCES, required=True),
            spending=f.Choice(N_("用途"), SPENDING, required=True),
            amount=f.Money(N_("金额"), required=True),
            basis=f.ShortText(N_("测算说明"), max_length=200),
        ),
        section="money",
        min_rows=1,
        hint=N_("来源为助推资金的各项合计须等于申请金额"),
    )
    licence = f.Upload(N_("营业执照"), section="attachments", required=True)
    approval_file = f.Upload(N_("立项文件"), section="attachments", required=True)
    benefit_certificate = f.Upload(
        N_("财务部门效益证明"), section="attachments", hint=N_("评审经济效益的依据")
    )
    other_files = f.Upload(N_("其他材料"), section="attachments")
    declaration = f.Declaration(DECLARATION, section="attachments")
