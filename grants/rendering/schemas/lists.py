"""Lists drawn for a file at any time: they bear no number and no code, and prove nothing by themselves."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from forms.sentences import N_, say
from grants.rendering import fields as f


class ListedPayment(f.Context):
    """One payment: whose case, to whom, how much. `account` shows its last digits only."""

    case_number = f.text(N_("受理编号"), 40)
    subject = f.text(N_("拨款事项"), f.TITLE)
    payee = f.text(N_("收款户名"), f.UNIT)
    bank = f.text(N_("开户银行"), f.UNIT)
    account = f.text(N_("收款账号"), 40)
    tranche = f.whole(N_("期次"), 1, 20)
    amount = f.fen(N_("金额"))


class PaymentList(f.Context):
    """The payments of a round at one stage, with their sum in figures and in words, to be signed by hand."""

    issuer = f.text(N_("编制单位"), 26)
    dated = f.day(N_("编制日期"))
    programme_name = f.text(N_("项目名称"), 20)
    year = f.whole(N_("年度"), 2000, 2999)
    stage = f.text(N_("拨款阶段"), 10)
    payments = f.rows(N_("款项"), ListedPayment, 2000)
    total = f.fen(N_("合计"))

    @validates_schema(skip_on_field_errors=True)
    def adds_up(self, data: dict, **_options: Any) -> None:
        if data["total"] != sum(row["amount"] for row in data["payments"]):
            raise ValidationError([say(N_("合计与各笔之和不相等。"))], "total")
