"""Letters to one unit: money granted, work accepted; or a refusal, an award taken back, money asked back."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from forms.sentences import N_, say
from grants.rendering import fields as f
from grants.rendering.schemas.common import Letter, reference


class Payee(f.Context):
    account_name = f.text(N_("收款户名"), f.UNIT)
    bank = f.text(N_("开户银行"), f.UNIT)
    account = f.text(N_("收款账号"), 40)


class FundingLetter(Letter):
    """Tells the unit and finance what is paid to whom, on what basis and for what.

    `objections` is how many the public notice brought, all dismissed; None where no notice was posted.
    """

    addressee = f.text(N_("主送单位"), f.UNIT)
    subject = f.text(N_("拨款事项"), f.TITLE)
    basis = f.rows(N_("拨款依据"), f.text(N_("拨款依据"), 120), 10)
    payee = f.part(N_("收款人"), Payee)
    awarded = f.fen(N_("核定总额"))
    amount = f.fen(N_("本次拨付金额"))
    tranche = f.whole(N_("期次"), 1, 20)
    tranches = f.whole(N_("总期数"), 1, 20)
    fund_source = f.text(N_("资金来源"), 30)
    purpose = f.text(N_("资金用途"), 200)
    objections = f.whole(N_("异议件数"), 0, 9999, optional=True)
    receipt_by = f.day(N_("回执期限"))
    handler = f.text(N_("经办人"), f.PERSON)
    checker = f.text(N_("复核人"), f.PERSON)
    approver = f.text(N_("批准人"), f.PERSON)
    copies_to = f.rows(N_("抄送"), f.text(N_("抄送")), 10, least=0)

    @validates_schema(skip_on_field_errors=True)
    def part_is_not_more_than_the_whole(self, data: dict, **_options: Any) -> None:
        if data["amount"] > data["awarded"]:
            raise ValidationError([say(N_("本次拨付金额大于核定总额。"))], "amount")
        if data["tranche"] > data["tranches"]:
            raise ValidationError([say(N_("期次大于总期数。"))], "tranche")


class Adverse(Letter):
    """Decided against the unit: why, by which rules, and what can be done about it until when."""

    addressee = f.text(N_("主送单位"), f.UNIT)
    subject = f.text(N_("申报事项"), f.TITLE)
    case_number = f.text(N_("受理编号"), 40)
    reasons = f.rows(N_("理由"), f.text(N_("理由"), 2000), 200)
    rules = f.rows(N_("依据"), f.text(N_("依据"), 300), 30)
    remedy = f.text(N_("救济途径"), 500)


class RefusalLetter(Adverse):
    """Says no; `decision` is 不予受理 or 不予通过."""

    decision = f.text(N_("决定"), 10)


class Voided(f.Context):
    """A paper that is no longer in force."""

    name = f.text(N_("文书名称"), 30)
    number = f.text(N_("文书编号"), 60)


class RevocationNotice(Adverse):
    """An award taken back. `decision` is 撤销命名 and the like, `voided` the papers that lose their force."""

    decision = f.text(N_("决定"), 10)
    awarded_on = f.day(N_("授予日期"), optional=True)
    voided = f.rows(N_("作废的文书"), Voided, 50, least=0)
    recover = f.fen(N_("应追回金额"), optional=True)
    recovery_number = reference(optional=True)


class RecoveryNotice(Adverse):
    """Asks money back: how much, by when, into which account of the office."""

    decision = f.text(N_("决定"), 10)
    decision_number = reference()
    paid = f.fen(N_("已拨付金额"))
    amount = f.fen(N_("应追回金额"))
    repay_by = f.day(N_("退回期限"))
    account = f.part(N_("退回账户"), Payee)

    @validates_schema(skip_on_field_errors=True)
    def no_more_than_was_paid(self, data: dict, **_options: Any) -> None:
        if data["amount"] > data["paid"]:
            raise ValidationError([say(N_("应追回金额大于已拨付金额。"))], "amount")
        if data["repay_by"] < data["dated"]:
            raise ValidationError([say(N_("退回期限早于成文日期。"))], "repay_by")


class Target(f.Context):
    """One of the project's aims, and whether it was reached."""

    target = f.text(N_("目标"), 20)
    met = f.text(N_("完成情况"), 10)
    explanation = f.text(N_("说明"), 500)


class AcceptanceOpinion(Letter):
    """The work is judged done; `tail` is what is still to be paid after it, None where nothing is."""

    addressee = f.text(N_("主送单位"), f.UNIT)
    subject = f.text(N_("项目名称"), f.TITLE)
    case_number = f.text(N_("受理编号"), 40)
    leader = f.text(N_("项目负责人"), f.PERSON, optional=True)
    started_on = f.day(N_("实际开始日期"), optional=True)
    finished_on = f.day(N_("实际完成日期"), optional=True)
    targets = f.rows(N_("目标完成情况"), Target, 20, least=0)
    targets_met = f.text(N_("总体完成情况"), 10, optional=True)
    panel = f.text(N_("验收组成员"), 300, optional=True)
    points = f.text(N_("验收得分"), 10, optional=True)
    opinion = f.rows(N_("验收意见"), f.text(N_("验收意见"), 2000), 50)
    awarded = f.fen(N_("核定总额"))
    paid = f.fen(N_("已拨付金额"), optional=True)
    tail = f.fen(N_("拟拨付余款"), optional=True)
