"""Samples of certificates and notices of honour."""

from grants.rendering.samples.shared import (
    LONG,
    LONG_UNIT,
    MINORITY,
    PERSONS,
    PROGRAMMES,
    RARE,
    RARE_UNIT,
    UNIT,
    Data,
    Sample,
)


def naming_certificate(_programme: str) -> Data:
    return {
        "design": "classic",
        "number": "京开工创证〔2026〕003号",
        "title": "北京经济技术开发区职工创新工作室",
        "studio": "陆怀远显示驱动创新工作室",
        "unit": UNIT,
        "leader": "陆怀远",
        "starts_on": "2026-01-05",
        "ends_on": "2029-01-04",
        "basis": "京开工发〔2026〕2号文件",
    }


def project_certificate(_programme: str) -> Data:
    return {
        "design": "classic",
        "number": "京开工创项字〔2026〕7号",
        "programme_name": PROGRAMMES["project"],
        "year": 2026,
        "project": "高世代线玻璃基板搬运机械手状态监测与预测性维护系统",
        "studio": "陆怀远显示驱动创新工作室",
        "unit": UNIT,
        "leader": "陆怀远",
        "grade": "一档",
        "amount": 10_000_000,
        "basis": "《2026年度职工创新项目助推工作方案》",
    }


def reward_notice(_programme: str) -> Data:
    return {
        "design": "classic",
        "person": "顾清和",
        "unit": UNIT,
        "patent_title": "像素电路及其驱动方法、显示面板",
        "patent_number": "ZL 2018 1 0862228.X",
        "granted_on": "2025-06-17",
        "inventors": ["顾清和", "梁书宁", "欧阳知远"],
        "amount": 300_000,
        "fund_source": "工会经费",
        "account": "6222021234567890123",
    }


SAMPLES = {
    "naming_certificate": Sample(
        ("studio",),
        naming_certificate,
        extreme={"studio": LONG, "unit": LONG_UNIT, "leader": MINORITY},
        rare={"studio": "龘㛃䶮职工创新工作室", "unit": RARE_UNIT, "leader": RARE},
        letter=False,
    ),
    "project_certificate": Sample(
        ("project",),
        project_certificate,
        extreme={
            "project": LONG,
            "studio": LONG,
            "unit": LONG_UNIT,
            "leader": MINORITY,
            "amount": 10_700_053,
            "design": "modern",
        },
        rare={"project": "龘㛃䶮牌晶圆清洗设备的研制", "unit": RARE_UNIT, "leader": "𠅤𬭎燊"},
        letter=False,
    ),
    "reward_notice": Sample(
        ("patent",),
        reward_notice,
        extreme={
            "person": MINORITY,
            "unit": LONG_UNIT,
            "patent_title": LONG * 3,
            "inventors": PERSONS,
            "amount": 10_700_053,
        },
        rare={"person": "龘㛃䶮", "unit": RARE_UNIT, "inventors": ["龘㛃䶮", "𠅤𬭎", *RARE]},
    ),
}
