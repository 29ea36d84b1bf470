"""Samples of what everybody may read."""

from grants.rendering.samples.shared import LONG, LONG_UNIT, MINORITY, RARE_UNIT, UNIT, Data, Sample


def public_notice(programme: str) -> Data:
    award: Data = {
        "name": "陆怀远显示驱动创新工作室",
        "unit": UNIT,
        "person": "陆怀远",
        "grade": "区级",
        "amount": 5_000_000,
    }
    if programme == "patent":
        award |= {
            "name": "像素电路及其驱动方法",
            "reference": "ZL201810862228.X",
            "grade": None,
            "amount": 300_000,
        }
    if programme == "project":
        award |= {"name": "机械手预测性维护系统", "reference": "陆怀远显示驱动创新工作室", "person": None}
    return {
        "basis": ["《职工创新助推工作计划（2026年）》"],
        "awards": [award, award | {"unit": "北京奔驰汽车有限公司"}],
        "starts_on": "2026-04-28",
        "ends_on": "2026-05-07",
        "working_days": 5,
    }


def naming_decision(programme: str) -> Data:
    (one, other) = public_notice(programme)["awards"]
    levels = {"studio": ("区级", "市级"), "project": ("一档", "二档"), "patent": (None,)}[programme]
    lists = ([one, other], [other])
    return {
        "addressee": "各有关单位",
        "basis": ["《职工创新助推工作计划（2026年）》"],
        "groups": [
            {"heading": level, "awards": [award | {"grade": None} for award in awards]}
            for level, awards in zip(levels, lists, strict=False)
        ],
        "copies_to": ["北京经济技术开发区总工会财务部"],
        "printed_by": "北京经济技术开发区总工会办公室",
    }


SAMPLES = {
    "public_notice": Sample(
        ("studio", "project", "patent"),
        public_notice,
        extreme={
            "awards": [
                {"name": f"{LONG}（{number}）", "unit": LONG_UNIT, "person": "陆怀远", "amount": 5_000_000}
                for number in range(1, 41)
            ]
        },
        rare={
            "awards": [{"name": "龘㛃䶮创新工作室", "unit": RARE_UNIT, "person": "𠅤𬭎燊", "grade": "区级"}]
        },
    ),
    "naming_decision": Sample(
        ("studio", "project", "patent"),
        naming_decision,
        extreme={
            "groups": [
                {
                    "heading": level,
                    "awards": [
                        {
                            "name": f"{LONG}（{number}）",
                            "unit": LONG_UNIT,
                            "person": MINORITY,
                            "amount": 5_000_000,
                        }
                        for number in range(1, count)
                    ],
                }
                for level, count in (("区级", 40), ("市级", 12), ("劳模", 3))
            ],
            "replaces": "京开工创发〔2026〕1号",
        },
        rare={
            "groups": [
                {
                    "heading": "区级",
                    "awards": [{"name": "龘㛃䶮创新工作室", "unit": RARE_UNIT, "person": "𠅤𬭎燊"}],
                }
            ]
        },
    ),
}
