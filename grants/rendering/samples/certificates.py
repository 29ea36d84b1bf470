"""Samples of certificates and notices of honour."""

from grants.programmes import PROGRAMMES
from grants.rendering.samples.shared import (
    LONG,
    LONG_STUDIO,
    LONG_UNIT,
    MINORITY,
    PERSONS,
    RARE,
    RARE_UNIT,
    SUBJECTS,
    UNIT,
    Data,
    Sample,
)


def naming_certificate(_programme: str) -> Data:
    return {
        "design": "classic",
        "number": "京开工创证字〔2026〕3号",
        "title": "区级职工创新工作室",
        "studio": SUBJECTS["studio"],
        "unit": UNIT,
        "leader": "陆怀远",
        "starts_on": "2026-01-05",
        "ends_on": "2029-01-04",
        "basis": "京开工创发字〔2026〕2号文件",
    }


def project_certificate(_programme: str) -> Data:
    return {
        "design": "classic",
        "number": "京开工创项字〔2026〕7号",
        "programme_name": PROGRAMMES["project"].label,
        "year": 2025,
        "project": SUBJECTS["project"],
        "studio": SUBJECTS["studio"],
        "unit": UNIT,
        "leader": "陆怀远",
        "grade": "一档",
        "amount": 10_000_000,
        "basis": "《2025年度职工创新项目助推工作方案》",
    }


def reward_notice(_programme: str) -> Data:
    return {
        "design": "classic",
        "person": "顾清和",
        "unit": UNIT,
        "patent_title": SUBJECTS["patent"],
        "patent_number": "ZL 2018 1 0862228.X",
        "granted_on": "2024-06-18",
        "inventors": ["顾清和", "梁书宁", "欧阳知远"],
        "amount": 300_000,
        "fund_source": "工会经费",
        "account": "6222021234567890123",
    }


SAMPLES = {
    "naming_certificate": Sample(
        ("studio",),
        naming_certificate,
        extreme={
            "title": "北京经济技术开发区区级职工创新工作室",
            "studio": LONG_STUDIO,
            "unit": LONG_UNIT,
            "leader": MINORITY,
        },
        rare={"studio": "龘㛃䶮职工创新工作室", "unit": RARE_UNIT, "leader": RARE},
        letter=False,
    ),
    "project_certificate": Sample(
        ("project",),
        project_certificate,
        extreme={
            "project": LONG,
            "studio": LONG_STUDIO,
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
        rare={
            "person": "龘㛃䶮",
            "unit": RARE_UNIT,
            "inventors": ["龘㛃䶮", "𠅤𬭎燊", "顾喆堃", "梁垚镕", "江玥珺", "沈昇曌"],
        },
    ),
}
