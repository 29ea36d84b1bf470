"""What papers have in common: who issues them, when, their number and whom to ask."""

from typing import Any

from marshmallow import ValidationError

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


def public(label: str, longest: int = 60, *, optional: bool = True) -> Any:
    """A text that everybody reads, and which so never carries a personal number."""
    return f.text(label, longest, f.impersonal(label), optional=optional)


def in_order(first: Any, last: Any, label: str) -> None:
    if last < first:
        raise ValidationError([say(N_("“%(field)s”的截止日早于起始日。"), field=label)], "ends_on")
