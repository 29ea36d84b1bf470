"""Samples of what everybody may read."""

from grants.rendering.samples.shared import (
    LONG_STUDIO,
    LONG_UNIT,
    MINORITY,
    OTHER_UNIT,
    RARE_UNIT,
    SUBJECTS,
    UNIT,
    Data,
    Sample,
    longest,
)

ALL = ("studio", "project", "patent")
LINES = {  # by programme: name, unit, person, reference, grade, amount
    "studio": (
        (SUBJECTS["studio"], UNIT, "陆怀远", None, "区级", 5_000_000),
        ("梁书宁智能驾驶创新工作室", OTHER_UNIT, "梁书宁", None, "区级", 5_000_000),
        ("江知远电驱总成创新工作室", OTHER_UNIT, "江知远", None, "市级", 10_000_000),
    ),
    "project": (
        (SUBJECTS["project"], UNIT, "陆怀远", SUBJECTS["studio"], "一档", 10_000_000),
        (
            "车载毫米波雷达标定台架的改进",
            OTHER_UNIT,
            "梁书宁",
            "梁书宁智能驾驶创新工作室",
            "一档",
            10_000_000,
        ),
        ("电驱总成装配线防错系统的研制", OTHER_UNIT, "江知远", "江知远电驱总成创新工作室", "二档", 5_000_000),
    ),
    "patent": (
        (SUBJECTS["patent"], UNIT, "顾清和", "ZL 2018 1 0862228.X", None, 300_000),
        ("一种电驱总成的冷却装置", OTHER_UNIT, "江知远", "ZL 2015 1 1034171.7", None, 300_000),
        ("车载雷达的标定方法", OTHER_UNIT, "梁书宁", "ZL 2015 8 0045311.2", None, 300_000),
    ),
}


def awards(programme: str) -> list[Data]:
    names = ("name", "unit", "person", "reference", "grade", "amount")
    return [dict(zip(names, line, strict=True)) for line in LINES[programme]]


def longest_awards(programme: str, count: int) -> list[Data]:
    """As many awards as this, all with the longest names and every column filled that the programme has."""
    award = awards(programme)[0] | {"name": longest(programme), "unit": LONG_UNIT, "person": MINORITY}
    if programme == "project":
        award["reference"] = LONG_STUDIO
    return [award | {"name": f"{award['name']}（{number}）"} for number in range(1, count + 1)]


def rare_award(programme: str) -> Data:
    name = {"studio": "龘㛃䶮创新工作室", "project": "龘㛃䶮牌晶圆清洗设备的研制"}.get(
        programme, "𬭎酸盐的制备方法"
    )
    return awards(programme)[0] | {"name": name, "unit": RARE_UNIT, "person": "𠅤𬭎燊"}


def public_notice(programme: str) -> Data:
    return {
        "year": 2026,
        "dated": "2026-04-28",
        "number": "京开工创公字〔2026〕5号",
        "basis": ["《职工创新助推工作计划（2026年）》"],
        "awards": awards(programme),
        "starts_on": "2026-04-28",
        "ends_on": "2026-05-07",
        "working_days": 5,
    }


def naming_decision(programme: str) -> Data:
    listed = awards(programme)
    return {
        "addressee": "各有关单位",
        "basis": ["《职工创新助推工作计划（2025年）》"],
        "groups": [
            group(level, [award for award in listed if award["grade"] == level])
            for level in dict.fromkeys(award["grade"] for award in listed)
        ],
        "copies_to": ["北京经济技术开发区总工会财务部"],
        "printed_by": "北京经济技术开发区总工会办公室",
    }


def group(heading: str | None, listed: list[Data]) -> Data:
    return {"heading": heading, "awards": [award | {"grade": None} for award in listed]}


def longest_groups(programme: str) -> Data:
    counts = (51,) if programme == "patent" else (39, 11, 2)
    levels = {"studio": ("区级", "市级", "劳模"), "project": ("一档", "二档", "三档")}.get(programme, (None,))
    return {
        "groups": [
            group(level, longest_awards(programme, count))
            for level, count in zip(levels, counts, strict=True)
        ],
        "replaces": "京开工创发字〔2026〕1号",
    }


def rare_group(programme: str) -> Data:
    award = rare_award(programme)
    return {"groups": [group(award["grade"], [award])]}


SAMPLES = {
    "public_notice": Sample(
        ALL,
        public_notice,
        extreme=lambda programme: {"awards": longest_awards(programme, 40)},
        rare=lambda programme: {"awards": [rare_award(programme)]},
    ),
    "naming_decision": Sample(ALL, naming_decision, extreme=longest_groups, rare=rare_group),
}
