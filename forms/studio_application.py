"""职工创新工作室评选: what an enterprise tells of its studio, and what screening looks at."""

from collections.abc import Iterator
from typing import Any

from forms import fields as f
from forms.parts import (
    DECLARATION,
    LEVELS,
    NAMES,
    Data,
    Fault,
    Organisation,
    Payee,
    form,
    once,
)
from forms.sentences import N_, say

SECTIONS = (
    ("unit", N_("单位信息")),
    ("leader", N_("领军人")),
    ("members", N_("团队成员")),
    ("place", N_("场地与经费")),
    ("work", N_("制度与目标")),
    ("results", N_("创新成果")),
    ("benefit", N_("效益与人才培养")),
    ("payee", N_("收款账户")),
    ("attachments", N_("附件与声明")),
)
SEXES = (("female", N_("女")), ("male", N_("男")))
EDUCATION = (
    ("school", N_("高中（中专、技校）及以下")),
    ("college", N_("大专")),
    ("bachelor", N_("本科")),
    ("master", N_("硕士研究生")),
    ("doctor", N_("博士研究生")),
)
RESULT_KINDS = (
    ("patent", N_("专利")),
    ("process", N_("工法或操作法")),
    ("standard", N_("标准")),
    ("software", N_("软件著作权")),
    ("award", N_("获奖成果")),
    ("improvement", N_("技术革新或合理化建议")),
    ("paper", N_("论文")),
    ("other", N_("其他")),
)
CHECKLIST = (
    ("unit", N_("单位名称、信用代码与证照一致，未列入严重失信主体名单")),
    ("leader", N_("领军人证书、荣誉证明齐全，本人同意")),
    ("team", N_("团队人数符合规定，成员在本单位参保")),
    ("place", N_("有固定场地和设备，附照片")),
    ("rules", N_("制度齐全")),
    ("money", N_("单位经费和用途有据")),
    ("results", N_("近三年成果有证明材料")),
    ("benefit", N_("经济效益有测算依据和财务证明")),
    ("organ", N_("不是单位既有研发机构")),
    ("payee", N_("收款账户与单位或其工会名称一致")),
    ("endorsed", N_("单位工会已确认")),
)

MEMBER = form(
    name=f.ShortText(N_("姓名"), required=True, max_length=50),
    post=f.ShortText(N_("岗位"), required=True),
    skill=f.ShortText(N_("职称或技能等级")),
    duty=f.ShortText(N_("团队分工"), required=True),
    insured=f.YesNo(N_("在本单位参保"), required=True),
)
MONEY = form(
    year=f.Number(N_("年份"), required=True, minimum=2000, maximum=2100),
    amount=f.Money(N_("金额"), required=True, unit=N_("万元")),
    use=f.ShortText(N_("用途"), required=True, max_length=200),
)
RESULT = form(
    name=f.ShortText(N_("成果名称"), required=True),
    kind=f.Choice(N_("类别"), RESULT_KINDS, required=True),
    date=f.Date(N_("日期"), required=True),
    proof=f.Upload(N_("证明材料")),
)
PATENT = form(
    title=f.ShortText(N_("发明名称"), required=True, max_length=200),
    patent_number=f.PatentNumber(N_("专利号"), required=True),
    grant_date=f.Date(N_("授权公告日")),
)
APPRENTICE = form(
    name=f.ShortText(N_("徒弟姓名"), required=True, max_length=50),
    master=f.ShortText(N_("师傅姓名"), required=True, max_length=50),
    since=f.Month(N_("结对时间"), required=True),
    progress=f.ShortText(N_("成效"), max_length=200, hint=N_("晋级、获奖等")),
)
EQUIPMENT = form(
    name=f.ShortText(N_("设备名称"), required=True),
    count=f.Number(N_("数量"), required=True, minimum=1, maximum=100000),
    use=f.ShortText(N_("用途")),
)
TITLE_HELD = form(
    name=f.ShortText(N_("称号"), required=True),
    granted_by=f.ShortText(N_("授予单位"), required=True),
    year=f.Number(N_("年份"), required=True, minimum=1949, maximum=2100),
)


def benefit_founded(data: Data) -> Iterator[Fault]:
    """A benefit reported rests on a calculation and the finance department's certificate."""
    if not data.get("economic_benefit"):
        return
    if "benefit_basis" in data and not data["benefit_basis"]:
        yield "benefit_basis", say(N_("填报经济效益的，请填写“效益测算依据”。"))
    if "finance_certificate" in data and not data["finance_certificate"]:
        yield "finance_certificate", say(N_("填报经济效益的，请上传“财务部门证明”。"))


class Application(Organisation, Payee):
    """What an enterprise tells of its studio."""

    SECTIONS = SECTIONS
    RULES: tuple[Any, ...] = (once("members", "name", "post"), benefit_founded)

    title = f.ShortText(
        N_("工作室名称"),
        section="unit",
        required=True,
        max_length=60,
        hint=N_("不带单位名称，例如“张三创新工作室”"),
    )
    level = f.Choice(N_("申报级别"), LEVELS, section="unit", required=True)
    founded_on = f.Date(N_("工作室成立日期"), section="unit", required=True)
    union_chair = f.ShortText(N_("单位工会主席"), section="unit", required=True, max_length=50)
    is_research_organ = f.YesNo(N_("工作室是单位既有研发机构"), section="unit", required=True, rule="S2")
    dishonest_listed = f.YesNo(N_("单位列入严重失信主体名单"), section="unit", required=True, rule="S4")

    leader_name = f.ShortText(N_("姓名"), section="leader", required=True, max_length=50, rule="S1")
    leader_sex = f.Choice(N_("性别"), SEXES, section="leader", required=True)
    leader_birth_month = f.Month(N_("出生年月"), section="leader", required=True)
    leader_education = f.Choice(N_("学历"), EDUCATION, section="leader", required=True)
    leader_skill = f.ShortText(N_("职称或技能等级"), section="leader", required=True)
    leader_post = f.ShortText(N_("岗位职务"), section="leader", required=True)
    leader_phone = f.Mobile(N_("手机号"), section="leader", required=True)
    leader_honours = f.LongText(N_("主要荣誉和业绩"), section="leader", required=True)
    leader_consent = f.YesNo(N_("领军人本人同意申报"), section="leader", required=True, rule="S3")
    leader_files = f.Upload(N_("领军人证书"), section="leader", required=True)

    members = f.Rows(
        N_("成员"),
        MEMBER,
        section="members",
        min_rows=1,
        max_rows=100,
        rule="S1",
        hint=N_("领军人以外的成员；人数下限见本批次规定"),
        by_round=N_("领军人以外的成员，本批次要求至少 %(team_minimum)s 人"),
        brief=N_("团队成员人数"),
    )
    member_files = f.Upload(N_("成员证书"), section="members")
    insurance_proof = f.Upload(N_("成员参保证明"), section="members", required=True)

    address = f.ShortText(N_("场地地址"), section="place", required=True, max_length=200)
    area = f.Number(N_("场地面积"), section="place", required=True, maximum=1000000, places=2, unit="m²")
    photographs = f.Upload(N_("场地照片"), section="place", required=True, accept=("jpg", "png"))
    equipment = f.Rows(N_("主要设备"), EQUIPMENT, section="place", max_rows=100)
    money = f.Rows(N_("单位投入经费"), MONEY, section="place", min_rows=1, hint=N_("近三年，每年至少一行"))

    rules_list = f.Rows(N_("制度清单"), NAMES, section="work", min_rows=1)
    rules_files = f.Upload(N_("制度文本"), section="work", required=True)
    direction = f.LongText(N_("攻关方向"), section="work", required=True)
    goals = f.LongText(N_("工作目标和计划"), section="work", required=True)
    activity_files = f.Upload(N_("活动记录和照片"), section="work", required=True)

    results = f.Rows(N_("近三年成果"), RESULT, section="results", min_rows=1, max_rows=100)
    patents = f.Rows(N_("专利"), PATENT, section="results", max_rows=200)

    economic_benefit = f.Money(
        N_("近三年经济效益"), section="benefit", required=True, unit=N_("万元"), hint=N_("没有的填 0")
    )
    benefit_basis = f.LongText(N_("效益测算依据"), section="benefit", hint=N_("填报经济效益的必填"))
    finance_certificate = f.Upload(N_("财务部门证明"), section="benefit")
    social_benefit = f.LongText(N_("社会效益"), section="benefit", required=True)
    apprentices = f.Rows(N_("师带徒"), APPRENTICE, section="benefit", max_rows=100)
    training = f.LongText(N_("培训情况"), section="benefit", required=True, hint=N_("场次、人次、内容和成效"))
    titles_held = f.Rows(N_("已获称号"), TITLE_HELD, section="benefit")

    licence = f.Upload(N_("营业执照"), section="attachments", required=True)
    other_files = f.Upload(N_("其他材料"), section="attachments")
    declaration = f.Declaration(DECLARATION, section="attachments")
