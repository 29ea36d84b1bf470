"""Samples of what everybody may read."""

from grants.rendering.samples.shared import LONG, LONG_UNIT, RARE_UNIT, UNIT, Data, Sample


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
    )
}
