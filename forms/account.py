"""What the pages of accounts, people and organisations ask. No case, no workflow: forms all the same."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from forms import fields as f
from forms.base import Form
from forms.parts import INDUSTRIES, PAYEE_KINDS, form, in_order, payee_fits, reason
from forms.question import Question
from forms.sentences import N_, Sentence, say

ROLES = (
    ("officer", N_("项目办工作人员")),
    ("expert", N_("评审专家")),
    ("leader", N_("审批领导")),
    ("maker", N_("财务经办")),
    ("checker", N_("财务复核")),
    ("auditor", N_("审计")),
    ("admin", N_("系统管理员")),
)
UNIT_ROLES = (("applicant", N_("申报人")), ("endorser", N_("单位工会确认人")))
DAYS = (("30", N_("30 天")), ("90", N_("90 天")), ("180", N_("180 天")), ("365", N_("一年")))
_ADDRESS = re.compile(r"[^@\s<>\"',;]+@[^@\s<>\"',;.]+(\.[^@\s<>\"',;.]+)+")


class Email(f.Text):
    """A mail address, kept in small letters; what a Chinese keyboard makes wide (＠) is made narrow. Only what every
    mail server carries is one: no character beyond ASCII."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, max_length=254, inputmode="email", **kwargs)

    def parse(self, value: Any) -> str:
        address = unicodedata.normalize("NFKC", super().parse(value)).lower()
        if not (address.isascii() and _ADDRESS.fullmatch(address)):
            raise ValueError(say(N_("“%(label)s”不是有效的邮箱，例如 name@example.com。"), label=self.label))
        return address


class Password(Question):
    """A password as it was typed, blanks and all; never shown again. What makes one weak is judged elsewhere."""

    kind = "password"

    def parse(self, value: Any) -> str:
        if not isinstance(value, str) or len(value) > 1000:
            raise ValueError(say(N_("“%(label)s”过长。"), label=self.label))
        return value

    def shown(self, raw: Any) -> Any:
        return ""


class Listed(f.Text):
    """One of the choices that only the caller knows, who also judges it."""

    kind = "choice"

    def __init__(self, label: str, options: str, **kwargs: Any) -> None:
        super().__init__(label, options=options, **kwargs)
        self.look.pop("max_length")


def same_twice(data: Mapping[str, Any]) -> Iterator[tuple[str, Sentence]]:
    if data.get("password") and data.get("password_again") and data["password"] != data["password_again"]:
        yield "password_again", say(N_("两次输入的密码不一样，请重新输入。"))


def unit_if_of_unit(data: Mapping[str, Any]) -> Iterator[tuple[str, Sentence]]:
    """A role of an organisation names its code; a role of the office has none."""
    if data.get("role") in dict(UNIT_ROLES) and "uscc" in data and not data["uscc"]:
        yield "uscc", say(N_("单位人员请填写单位的统一社会信用代码。"))
    if data.get("role") in dict(ROLES) and data.get("uscc"):
        yield "uscc", say(N_("工会机关人员和专家不填单位代码，请删去。"))


_NEW = {
    "password": Password(
        N_("新密码"),
        required=True,
        hint=N_("至少 12 个字符，可以是几个不相干的词"),
        autocomplete="new-password",
    ),
    "password_again": Password(N_("再输一次"), required=True, autocomplete="new-password"),
}
_NAME = f.ShortText(N_("姓名"), required=True, max_length=80, autocomplete="name")
_EMAIL = Email(N_("邮箱"), required=True, autocomplete="email")
_REASON = f.ShortText(N_("事由"), required=True, max_length=200, hint=N_("记入日志"))
_DATES = (("starts_on", N_("开始日期")), ("ends_on", N_("结束日期")))

SIGN_IN = form(
    email=Email(N_("邮箱"), required=True, autocomplete="username"),
    password=Password(N_("密码"), required=True, autocomplete="current-password"),
)
CODE = form(
    code=f.ShortText(
        N_("动态口令"),
        required=True,
        max_length=40,
        autocomplete="one-time-code",
        hint=N_("手机动态口令应用上的 6 位数字，或一个恢复码"),
    )
)
FIRST_CODE = form(
    code=f.ShortText(
        N_("动态口令"),
        required=True,
        max_length=12,
        autocomplete="one-time-code",
        inputmode="numeric",
        hint=N_("扫描二维码后，应用显示的 6 位数字"),
    )
)
"""Of setting up the second factor, when there are no recovery codes yet."""

FORGOT = form(email=_EMAIL)
NEW_PASSWORD = form((same_twice,), **_NEW)
CHANGE_PASSWORD = form(
    (same_twice,),
    current_password=Password(N_("现在的密码"), required=True, autocomplete="current-password"),
    **_NEW,
)
JOIN = form((same_twice,), name=_NAME, **_NEW)
"""Of an invitation, for somebody without an account."""

REGISTER = form(
    uscc=f.Uscc(N_("统一社会信用代码"), required=True),
    uscc_reason=reason(N_("信用代码情况说明")),
    org_name=f.ShortText(
        N_("单位名称"), required=True, hint=N_("与公章一致的法定全称"), autocomplete="organization"
    ),
    role=f.Choice(N_("您在单位的职责"), UNIT_ROLES, required=True, default="applicant"),
    name=_NAME,
    email=_EMAIL,
)
INVITE = form(
    (unit_if_of_unit,),
    email=_EMAIL,
    name=_NAME,
    role=f.Choice(N_("角色"), ROLES + UNIT_ROLES, required=True),
    uscc=f.Uscc(N_("单位的统一社会信用代码"), hint=N_("仅单位人员填写，单位须已登记")),
    programme=Listed(N_("限于项目类别"), "programmes", hint=N_("不选为全部")),
)
INVITE_COLLEAGUE = form(
    email=_EMAIL, name=_NAME, role=f.Choice(N_("职责"), UNIT_ROLES, required=True, default="applicant")
)
MEMBERSHIP = form(
    (unit_if_of_unit, in_order(*_DATES)),
    role=f.Choice(N_("角色"), ROLES + UNIT_ROLES, required=True),
    uscc=f.Uscc(N_("单位的统一社会信用代码"), hint=N_("仅单位人员填写，单位须已登记")),
    programme=Listed(N_("限于项目类别"), "programmes", hint=N_("不选为全部")),
    starts_on=f.Date(N_("开始日期"), required=True),
    ends_on=f.Date(N_("结束日期"), hint=N_("最后一天；不填为长期")),
)
REASON = form(reason=_REASON)
DELEGATION = form(
    (in_order(*_DATES),),
    role=Listed(N_("委托的角色"), "roles", required=True),
    to=Listed(N_("委托给"), "people", required=True),
    starts_on=f.Date(N_("开始日期"), required=True),
    ends_on=f.Date(N_("结束日期"), required=True, hint=N_("最后一天，最长一年")),
    reason=_REASON,
)
TOKEN = form(
    name=f.ShortText(N_("用途"), required=True, max_length=80, hint=N_("例如：单位办公系统")),
    days=f.Choice(N_("有效期"), DAYS, required=True, default="90"),
)
EXPERTISE = form(industries=f.Choices(N_("专业领域"), INDUSTRIES, hint=N_("可以选几项")))
UNMASK = form(field=Listed(N_("要查看的内容"), "masked", required=True), reason=_REASON)


class Profile(Form):
    """What an organisation is asked once and every form takes over. The code and the name stand apart."""

    SECTIONS = (("unit", N_("单位")), ("payee", N_("收款账户")))
    RULES = (payee_fits,)

    org_name = f.ShortText(
        N_("单位名称"), section="unit", required=True, hint=N_("与公章一致的法定全称"), max_length=120
    )
    industry = f.Choice(N_("所属主导产业"), INDUSTRIES, section="unit")
    org_founded_on = f.Date(N_("成立日期"), section="unit")
    union_chair = f.ShortText(N_("工会主席"), section="unit", max_length=50)
    contact_name = f.ShortText(N_("联系人"), section="unit", max_length=50, autocomplete="name")
    contact_phone = f.Phone(N_("联系电话"), section="unit")
    org_address = f.ShortText(N_("单位地址"), section="unit", max_length=200, autocomplete="street-address")
    payee_kind = f.Choice(N_("收款方"), PAYEE_KINDS, section="payee")
    payee_name = f.ShortText(N_("户名"), section="payee", hint=N_("与银行预留名称逐字一致"))
    payee_bank = f.ShortText(N_("开户行"), section="payee", hint=N_("写到支行"))
    payee_account = f.BankAccount(N_("银行账号"), section="payee")
    payee_uscc = f.Uscc(
        N_("工会统一社会信用代码"), section="payee", hint=N_("仅收款方为企业工会时填写，见工会法人资格证书")
    )
    payee_uscc_reason = reason(N_("工会信用代码情况说明"), "payee")


PROFILE = Profile()
