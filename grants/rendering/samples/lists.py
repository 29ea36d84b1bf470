"""Samples of lists drawn for a file."""

from grants.rendering.samples.shared import (
    COMMON,
    LONG,
    LONG_UNIT,
    PROGRAMMES,
    RARE_UNIT,
    UNIT,
    Data,
    Sample,
)


def payment_list(programme: str) -> Data:
    return listed(programme, [payment(UNIT, 1_800_000), payment("北京奔驰汽车有限公司", 6_000_000)])


def payment(unit: str, amount: int) -> Data:
    return {
        "case_number": "project-2026-7K3M9Q",
        "subject": "高世代线玻璃基板搬运机械手状态监测与预测性维护系统",
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
        "programme_name": PROGRAMMES.get(programme, "职工创新助推"),
        "year": 2026,
        "stage": "待拨付",
        "payments": payments,
        "total": sum(row["amount"] for row in payments),
    }


MANY = [payment(LONG_UNIT, 18_679_753_17 + number) | {"subject": LONG} for number in range(60)]
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
