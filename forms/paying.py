"""Forms of payment, change of account, and recovery."""

from forms import fields as f
from forms.base import Form
from forms.parts import form
from forms.screening import reasons_only
from forms.sentences import N_

TARGETS_MET = (("all", N_("全部完成")), ("most", N_("基本完成")), ("part", N_("部分完成")))


def change_payee() -> dict[str, Form]:
    """Another account for money not yet paid."""
    return {
        "change_payee": form(
            account_name=f.ShortText(N_("新户名"), required=True, hint=N_("与银行预留名称逐字一致")),
            bank=f.ShortText(N_("新开户行"), required=True, hint=N_("写到支行")),
            account=f.BankAccount(N_("新银行账号"), required=True),
            reason=f.LongText(N_("变更原因"), required=True, max_length=500),
        )
    }


def payment() -> dict[str, Form]:
    """One instalment: filled in by one person, approved by another, confirmed when it arrived."""
    return {
        "prepare_payment": form(
            amount=f.Money(N_("拨款金额"), required=True, minimum=1),
            note=f.LongText(N_("备注"), max_length=300),
        ),
        "approve_payment": form(
            agreed=f.Declaration(N_("已核对金额、户名、开户行和账号，同意拨款"), each=True),
            payee_checked=f.Declaration(
                N_("已核实变更后的收款账户"),
                required=False,
                hint=N_("账户有变更的，用原有联系方式向单位核实后勾选"),
            ),
        ),
        "return_payment": sent_back(),
        "confirm_payment": confirmed(),
    }


def confirmed() -> Form:
    """What the bank says of a payment, and, where that is in doubt, that it was asked."""
    return form(
        paid_on=f.Date(N_("到账日期"), required=True),
        bank_reference=f.ShortText(N_("银行流水号"), required=True, each=True, max_length=60),
        bank_checked=f.Declaration(
            N_("已向银行核实此笔付出一次且只付一次，日期和流水号无误"),
            required=False,
            each=True,
            hint=N_("流水号已用于别的拨款，或者到账日期早于付款文件的，核实后勾选"),
        ),
    )


def sent_back() -> Form:
    """Why a payment is not made, and, where a file for the bank already has it, that the bank was asked."""
    return form(
        reasons=f.LongText(N_("理由"), required=True),
        unpaid_checked=f.Declaration(
            N_("已向银行核实此笔未付"),
            required=False,
            hint=N_("银行没有付出、也不会再付，才可退回；否则重新填报后会付两次"),
        ),
    )


def recovery() -> dict[str, Form]:
    """Withdrawal of an award or title, and the money that comes back."""
    return {
        "revoke": form(
            reasons=f.LongText(N_("撤销理由"), required=True),
            rule=f.ShortText(N_("依据"), required=True, hint=N_("所依据的文件和条款")),
            recover=f.Money(N_("应追回金额"), required=True, hint=N_("无需追回的填 0；不得超过已拨付金额")),
            repay_by=f.Date(N_("退回期限"), hint=N_("有款项追回时写入追回通知书；不填的为三十日后")),
            remedy=f.LongText(N_("救济途径"), required=True, max_length=500),
        ),
        "record_recovery": come_back(),
        "confirm_recovery": form(agreed=f.Declaration(N_("已核对到账凭证，追回款项属实"), each=True)),
        "return_recovery": reasons_only(),
    }


def come_back() -> Form:
    """A sum that came back, and, where its transfer is recorded in another case, that the bank was asked."""
    return form(
        amount=f.Money(
            N_("收到金额"), required=True, minimum=1, hint=N_("可以分次退回，按本次实际收到的填写")
        ),
        received_on=f.Date(N_("收到日期"), required=True),
        reference=f.ShortText(N_("银行流水号"), required=True, max_length=60),
        bank_checked=f.Declaration(
            N_("已向银行核实此笔到账中确有本案退回的款项"),
            required=False,
            each=True,
            hint=N_("流水号已登记在别的案件的，核实后勾选"),
        ),
    )


def write_off() -> dict[str, Form]:
    """Giving up what cannot be got back: proposed by one, decided by another."""
    return {
        "propose_write_off": form(
            amount=f.Money(N_("核销金额"), required=True, minimum=1, hint=N_("即尚未追回的全部余款")),
            reasons=f.LongText(N_("核销理由"), required=True, hint=N_("追讨经过，以及为什么无法追回")),
            rule=f.ShortText(N_("依据"), required=True, hint=N_("所依据的文件和条款、裁定或会议纪要")),
            proof=f.Upload(N_("证明材料")),
        ),
        "write_off": form(
            agreed=f.Declaration(N_("同意核销，不再追回余款"), each=True),
            opinion=f.LongText(N_("审批意见"), required=True),
        ),
        "refuse_write_off": reasons_only(),
    }


def receipt() -> dict[str, Form]:
    """What the unit says of a payment that has come, and the reminder of it."""
    return {
        "confirm_receipt": form(
            amount=f.Money(N_("收到金额"), required=True, minimum=1, hint=N_("按实际到账的金额填写")),
            received_on=f.Date(N_("收款日期"), required=True),
            receipt=f.Upload(
                N_("收据"),
                required=True,
                hint=N_("加盖财务章的收据或奖励签收单，扫描或拍照"),
            ),
        ),
        "remind_receipt": form(),
    }


def suspension() -> dict[str, Form]:
    """A pause and its end."""
    return {"suspend": reasons_only(), "resume": reasons_only()}


def acceptance() -> dict[str, Form]:
    """Judging the final report."""
    return {
        "accept_report": form(
            opinion=f.LongText(N_("验收意见"), required=True),
            points=f.Points(N_("验收得分")),
            panel=f.LongText(N_("验收组成员"), max_length=300),
            targets_met=f.Choice(N_("目标完成情况"), TARGETS_MET),
        )
    }
