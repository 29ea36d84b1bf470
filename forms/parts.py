"""Parts that several forms share: the unit, the payee, choices, and rules across fields."""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from forms import fields as f
from forms.base import Form
from forms.sentences import N_, Sentence, say

Data = Mapping[str, Any]
Fault = tuple[str, Sentence]
Rule = Callable[[Data], Iterator[Fault]]

INDUSTRIES = (
    ("it", N_("新一代信息技术")),
    ("vehicle", N_("新能源汽车和智能网联汽车")),
    ("bio", N_("生物技术和大健康")),
    ("robot", N_("机器人和智能制造")),
    ("other", N_("其他")),
)
LEVELS = (("district", N_("区级")), ("municipal", N_("市级")), ("model", N_("劳模")))
GRADES = (("first", N_("一档")), ("second", N_("二档")), ("third", N_("三档")))
AWARDS = (
    ("special", N_("特等奖")),
    ("first", N_("一等奖")),
    ("second", N_("二等奖")),
    ("third", N_("三等奖")),
    ("other", N_("其他奖项")),
)
"""Grades of 首都职工自主创新成果奖, as statistics count them."""


def form(rules: tuple[Rule, ...] = (), /, **fields: Any) -> Form:
    """An instance of a form of these fields under one heading; most actions need no more."""
    parts: dict[str, Any] = {**fields, "RULES": rules}
    made: Any = Form.from_dict(parts)
    return made()


def reason(label: str, section: str = "") -> f.LongText:
    """The companion of a field whose warning may be confirmed."""
    hint = N_("仅在核对原件无误而系统仍提示校验不符时填写；不要在此写出号码本身")
    return f.LongText(label, section=section, hint=hint, max_length=200)


def in_order(*names: tuple[str, str]) -> Rule:
    """A rule: these days (name, label), where given, do not run backwards."""

    def rule(data: Data) -> Iterator[Fault]:
        for (early, early_label), (late, late_label) in pairwise(names):
            first, last = data.get(early), data.get(late)
            if first and last and last < first:
                yield late, say(N_("“%(late)s”不能早于“%(early)s”。"), late=late_label, early=early_label)

    return rule


def once(table: str, *names: str) -> Rule:
    """A rule: no two rows of this table are the same in all of these; who counts a team counts people."""

    def rule(data: Data) -> Iterator[Fault]:
        seen: dict[tuple[Any, ...], int] = {}
        for index, row in enumerate(data.get(table) or ()):
            first = seen.setdefault(tuple(row[name] for name in names), index)
            if first != index:
                told = N_("与第 %(row)s 行重复，请删去其中一行；确是同名的两个人，请在岗位中写出区别。")
                yield f"{table}-{index}-{names[0]}", say(told, row=str(first + 1))

    return rule


def needed_if(name: str, label: str, switch: str, value: Any, when: str) -> Rule:
    """A rule: `name` is asked for when `switch` has this value; `when` says so in words."""

    def rule(data: Data) -> Iterator[Fault]:
        if data.get(switch) == value and name in data and data[name] in (None, [], ""):
            yield name, say(N_("%(when)s，请填写“%(label)s”。"), when=when, label=label)

    return rule


class Organisation(Form):
    """The applying unit; filled from its profile."""

    org_name = f.ShortText(
        N_("单位名称"),
        section="unit",
        required=True,
        hint=N_("与公章一致的法定全称"),
        autocomplete="organization",
    )
    uscc = f.Uscc(N_("统一社会信用代码"), section="unit", required=True)
    uscc_reason = reason(N_("信用代码情况说明"), "unit")
    industry = f.Choice(N_("所属主导产业"), INDUSTRIES, section="unit", required=True)
    contact_name = f.ShortText(
        N_("联系人"), section="unit", required=True, max_length=50, autocomplete="name"
    )
    contact_phone = f.Phone(N_("联系电话"), section="unit", required=True)


PAYEE_KINDS = (("enterprise", N_("企业")), ("union", N_("企业工会")))


def payee_fits(data: Data) -> Iterator[Fault]:
    """The account is the enterprise's under its exact legal name, or the union's with the union's code."""
    name, unit = data.get("payee_name"), data.get("org_name")
    if data.get("payee_kind") == "enterprise" and name and unit and name != unit:
        sentence = N_("户名“%(name)s”须与单位名称“%(unit)s”完全一致。请核对后改正其中一处。")
        yield "payee_name", say(sentence, name=name, unit=unit)
    if data.get("payee_kind") == "union" and name and name == unit:
        yield "payee_name", say(N_("收款方为企业工会的，户名应为工会的名称，不是单位名称。"))
    if data.get("payee_kind") == "union" and "payee_uscc" in data and not data["payee_uscc"]:
        yield "payee_uscc", say(N_("收款方为企业工会的，请填写工会的统一社会信用代码。"))


class Payee(Form):
    """Where the money goes: the enterprise's own account or that of its union."""

    RULES = (payee_fits,)

    payee_kind = f.Choice(N_("收款方"), PAYEE_KINDS, section="payee", required=True)
    payee_name = f.ShortText(
        N_("户名"),
        section="payee",
        required=True,
        hint=N_("与银行预留名称逐字一致；企业账户须与单位名称完全相同"),
    )
    payee_bank = f.ShortText(
        N_("开户行"), section="payee", required=True, hint=N_("写到支行，例如“××银行北京××支行”")
    )
    payee_account = f.BankAccount(N_("银行账号"), section="payee", required=True)
    payee_uscc = f.Uscc(
        N_("工会统一社会信用代码"), section="payee", hint=N_("仅收款方为企业工会时填写，见工会法人资格证书")
    )
    payee_uscc_reason = reason(N_("工会信用代码情况说明"), "payee")


NAMES = form(name=f.ShortText(N_("名称"), required=True))
PERSONS = form(name=f.ShortText(N_("姓名"), required=True))
"""Rows that hold nothing but a name."""

DECLARATION = N_("本单位声明：所填内容和所附材料真实、准确、完整，愿承担相应责任")
