"""What each kind of paper is told: plain data, with dates as ISO text and sums as integer fen.

Layouts and what must stand on them: GB/T 9704-2012 for letters, the office's practice for the rest.
"""

from typing import Any

from marshmallow import Schema, ValidationError, validates_schema

from forms.sentences import N_, say
from grants.rendering import fields as f


class Contact(f.Context):
    """Whom to ask: the office's, never a private person's own number."""

    office = f.text(N_("联系部门"))
    person = f.text(N_("联系人"), 20, optional=True)
    phone = f.text(N_("联系电话"), 40)
    address = f.text(N_("联系地址"), 80, optional=True)
    email = f.text(N_("电子邮箱"), 80, optional=True)


class Paper(f.Context):
    """What every paper bears."""

    issuer = f.text(N_("发文机关"), 26)
    dated = f.day(N_("成文日期"))
    verify_url = f.shaped(
        N_("核验网址"), f.WEB_ADDRESS, N_("“%(field)s”须以 http:// 或 https:// 开头，不含空格和汉字。")
    )
    code = f.shaped(N_("验证码"), f.CODE, N_("“%(field)s”须是 6 至 24 位字母、数字或短横线。"))


def reference(*, optional: bool = False) -> Any:
    """发文字号: hexagonal brackets, no 第, no leading zero (GB/T 9704-2012, 7.2.5)."""
    rule = N_("“%(field)s”须形如 京开工创字〔2026〕12号：年份用六角括号，序号不编虚位、不加“第”字。")
    return f.shaped(N_("发文字号"), f.REFERENCE, rule, optional=optional)


class Letter(Paper):
    """An official letter within one programme and year."""

    programme_name = f.text(N_("项目名称"), 20)
    year = f.whole(N_("年度"), 2000, 2999)
    number = reference()
    contact = f.part(N_("联系方式"), Contact)


class NamingCertificate(Paper):
    """Names a studio; `title` is what it is named, such as 区级职工创新工作室."""

    number = f.text(N_("证书编号"), 40)
    title = f.text(N_("命名称号"), 40)
    studio = f.text(N_("工作室名称"), 40)
    unit = f.text(N_("所在单位"), 60)
    leader = f.text(N_("领军人"), 20)
    starts_on = f.day(N_("有效期起"))
    ends_on = f.day(N_("有效期止"))
    basis = f.text(N_("命名依据"), 60, optional=True)

    @validates_schema(skip_on_field_errors=True)
    def term_runs_forward(self, data: dict, **_options: Any) -> None:
        in_order(data["starts_on"], data["ends_on"], N_("有效期"))


class RewardNotice(Letter):
    """Tells the first inventor of the reward; `account` is printed masked."""

    person = f.text(N_("获奖人"), 30)
    unit = f.text(N_("所在单位"), 60)
    patent_title = f.text(N_("专利名称"), 120)
    patent_number = f.text(N_("专利号"), 30)
    granted_on = f.day(N_("授权公告日"))
    inventors = f.rows(N_("发明人"), f.text(N_("发明人"), 40), 100)
    amount = f.fen(N_("奖励金额"))
    fund_source = f.text(N_("资金来源"), 30)
    account = f.text(N_("收款账号"), 40, optional=True)


class Payee(f.Context):
    account_name = f.text(N_("收款户名"), 60)
    bank = f.text(N_("开户银行"), 60)
    account = f.text(N_("收款账号"), 40)


class FundingLetter(Letter):
    """Tells the unit and finance what is paid to whom, on what basis and for what."""

    addressee = f.text(N_("主送单位"))
    subject = f.text(N_("拨款事项"), 120)
    basis = f.rows(N_("拨款依据"), f.text(N_("拨款依据"), 120), 10)
    payee = f.part(N_("收款人"), Payee)
    awarded = f.fen(N_("核定总额"))
    amount = f.fen(N_("本次拨付金额"))
    tranche = f.whole(N_("期次"), 1, 20)
    tranches = f.whole(N_("总期数"), 1, 20)
    fund_source = f.text(N_("资金来源"), 30)
    purpose = f.text(N_("资金用途"), 200)
    duties = f.rows(N_("其他义务"), f.text(N_("其他义务"), 300), 10, least=0)
    receipt_by = f.day(N_("回执期限"))
    handler = f.text(N_("经办人"), 30)
    checker = f.text(N_("复核人"), 30)
    approver = f.text(N_("批准人"), 30)
    copies_to = f.rows(N_("抄送"), f.text(N_("抄送")), 10, least=0)

    @validates_schema(skip_on_field_errors=True)
    def part_is_not_more_than_the_whole(self, data: dict, **_options: Any) -> None:
        if data["amount"] > data["awarded"]:
            raise ValidationError([say(N_("本次拨付金额大于核定总额。"))], "amount")
        if data["tranche"] > data["tranches"]:
            raise ValidationError([say(N_("期次大于总期数。"))], "tranche")


def public(label: str, longest: int = 60, *, optional: bool = True) -> Any:
    """A text that everybody reads, and which so never carries a personal number."""
    return f.text(label, longest, f.impersonal(label), optional=optional)


class Award(f.Context):
    """A line of the list: `person` leads or invented first, `reference` is the patent number or studio."""

    name = public(N_("名称"), 120, optional=False)
    unit = public(N_("申报单位"), optional=False)
    person = public(N_("人员"), 30)
    reference = public(N_("编号"), 40)
    grade = public(N_("等级"), 30)
    amount = f.fen(N_("拟助推金额"), optional=True)


class PublicNotice(Letter):
    """What the public may object to, from the first day to the last."""

    number = reference(optional=True)
    title = public(N_("标题"), 60)
    basis = f.rows(N_("公示依据"), public(N_("公示依据"), 120, optional=False), 10)
    awards = f.rows(N_("公示名单"), Award, 2000)
    starts_on = f.day(N_("公示起始日"))
    ends_on = f.day(N_("公示截止日"))
    working_days = f.whole(N_("公示工作日数"), 1, 60)

    @validates_schema(skip_on_field_errors=True)
    def days_run_forward(self, data: dict, **_options: Any) -> None:
        in_order(data["starts_on"], data["ends_on"], N_("公示期"))


class RefusalLetter(Letter):
    """Says no, with reasons, the rules and the remedy; `decision` is 不予受理, 不予通过, 撤销命名 …"""

    addressee = f.text(N_("主送单位"))
    subject = f.text(N_("申报事项"), 120)
    case_number = f.text(N_("受理编号"), 40)
    decision = f.text(N_("决定"), 10)
    reasons = f.rows(N_("理由"), f.text(N_("理由"), 500), 30)
    rules = f.rows(N_("依据"), f.text(N_("依据"), 300), 30)
    remedy = f.text(N_("救济途径"), 500)


class Answer(f.Context):
    label = f.text(N_("栏目"), 40)
    value = f.blank_text(N_("内容"), 5000)


class Table(f.Context):
    heads = f.rows(N_("表头"), f.text(N_("表头"), 40), 12)
    lines = f.rows(N_("表格"), f.rows(N_("表格"), f.blank_text(N_("表格内容"), 500), 12), 500, least=0)


class Section(f.Context):
    title = f.text(N_("栏目"), 40)
    answers = f.rows(N_("栏目"), Answer, 200, least=0)
    tables = f.rows(N_("表格"), Table, 20, least=0)


class ApplicationForm(Paper):
    """The application as it is printed to be stamped; `opinions` are the captions of the boxes to sign in."""

    title = f.text(N_("标题"), 60)
    case_number = f.text(N_("编号"), 40)
    unit = f.text(N_("申报单位"))
    sections = f.rows(N_("栏目"), Section, 40)
    declaration = f.text(N_("承诺"), 500)
    opinions = f.rows(N_("意见栏"), f.text(N_("意见栏"), 30), 4)


def in_order(first: Any, last: Any, label: str) -> None:
    if last < first:
        raise ValidationError([say(N_("“%(field)s”的截止日早于起始日。"), field=label)], "ends_on")


SCHEMAS: dict[str, Schema] = {
    "naming_certificate": NamingCertificate(),
    "reward_notice": RewardNotice(),
    "funding_letter": FundingLetter(),
    "public_notice": PublicNotice(),
    "refusal_letter": RefusalLetter(),
    "application_form": ApplicationForm(),
}
