"""Samples of lists drawn for a file."""

from grants.programmes import PROGRAMMES
from grants.rendering.samples.shared import (
    COMMON,
    LONG,
    LONG_UNIT,
    OTHER_UNIT,
    RARE_UNIT,
    SUBJECTS,
    UNIT,
    Data,
    Sample,
    case_number,
)


def payment_list(programme: str) -> Data:
    other = payment(OTHER_UNIT, 6_000_000, 2) | {"subject": "车载毫米波雷达标定台架的改进"}
    return listed(programme, [payment(UNIT, 1_800_000), other])


def payment(unit: str, amount: int, place: int = 1) -> Data:
    return {
        "case_number": case_number("project", tail=f"7K{place:02}9Q"),
        "subject": SUBJECTS["project"],
        "payee": unit,
        "bank": "中国工商银行股份有限公司北京经济技术开发区支行",
        "account": "**** **** 2345",
        "tranche": 1,
        "amount": amount,
    }


def listed(programme: str, payments: list[Data]) -> Data:
    return {
        "issuer": COMMON["issuer"],
        "dated": COMMON["dated"],
        "programme_name": PROGRAMMES[programme].label,
        "year": 2025,
        "stage": "待拨付",
        "payments": payments,
        "total": sum(row["amount"] for row in payments),
    }


MANY = [
    payment(LONG_UNIT, 18_679_753_17 + number * 7_919, number) | {"subject": LONG} for number in range(1, 61)
]
RARE = [payment(RARE_UNIT, 300_000)]
SAMPLES = {
    "payment_list": Sample(
        ("project",),
        payment_list,
        extreme={"payments": MANY, "total": sum(row["amount"] for row in MANY)},
        rare={"payments": RARE, "total": 300_000},
        letter=False,
        verified=False,
    ),
}
