"""Valid raw answers of the actions that move money, out and back."""

from typing import Any

Answers = dict[str, Any]

REASONS: Answers = {"reasons": "材料与实际不符"}
AGREED: Answers = {"agreed": True}

ANSWERS: dict[str, Answers] = {
    "change_payee": {
        "account_name": "北京亦创精工装备有限公司",
        "bank": "中国银行北京亦庄支行",
        "account": "3356 5600 0012",
        "reason": "原账户注销",
    },
    "prepare_payment": {"amount": "18000.00"},
    "approve_payment": AGREED,
    "return_payment": REASONS,
    "confirm_payment": {"paid_on": "2026-04-01", "bank_reference": "HQP2026071000123"},
    "record_recovery": {"amount": "18000.00", "received_on": "2026-04-01", "reference": "R-1"},
    "confirm_recovery": AGREED,
    "return_recovery": REASONS,
    "propose_write_off": {**REASONS, "amount": "6000.00", "rule": "破产裁定书", "proof": [32]},
    "write_off": {**AGREED, "opinion": "同意核销"},
    "refuse_write_off": REASONS,
    "confirm_receipt": {"amount": "18000.00", "received_on": "2026-04-01", "receipt": [33]},
    "remind_receipt": {},
}
