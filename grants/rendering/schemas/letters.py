"""Letters to one unit: money granted, or a refusal with its reasons."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from forms.sentences import N_, say
from grants.rendering import fields as f
from grants.rendering.schemas.common import Letter


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


class RefusalLetter(Letter):
    """Says no, with reasons, the rules and the remedy; `decision` is 不予受理, 不予通过, 撤销命名 …"""

    addressee = f.text(N_("主送单位"))
    subject = f.text(N_("申报事项"), 120)
    case_number = f.text(N_("受理编号"), 40)
    decision = f.text(N_("决定"), 10)
    reasons = f.rows(N_("理由"), f.text(N_("理由"), 500), 30)
    rules = f.rows(N_("依据"), f.text(N_("依据"), 300), 30)
    remedy = f.text(N_("救济途径"), 500)
