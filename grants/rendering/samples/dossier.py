"""Samples of a case's own papers."""

from grants.rendering.samples.shared import LONG, LONG_UNIT, RARE, RARE_UNIT, UNIT, Data, Sample

HEADS = ["姓名", "岗位", "职业技能等级", "分工"]


def application_form(_programme: str) -> Data:
    answers = [
        {"label": "工作室名称", "value": "陆怀远显示驱动创新工作室"},
        {"label": "统一社会信用代码", "value": "911103021011016602"},
        {"label": "主要方向与目标", "value": "围绕显示驱动电路开展技术攻关，" * 12},
        {"label": "社会效益", "value": ""},
    ]
    lines = [["顾清和", "工艺工程师", "高级技师", "攻关"], ["梁书宁", "设备工程师", "技师", "试验"]] * 4
    return {
        "title": "2026年度职工创新工作室申报书",
        "case_number": "GZS2026-0003",
        "unit": UNIT,
        "sections": [
            {"title": "基本情况", "answers": answers, "tables": []},
            {"title": "团队成员", "answers": [], "tables": [{"heads": HEADS, "lines": lines}]},
        ],
        "declaration": "本单位承诺：所填内容和所附材料真实、准确、完整，如有虚假，愿意承担相应责任。",
        "opinions": ["申报单位意见", "单位工会意见"],
    }


def members(lines: list[list[str]]) -> Data:
    return {"title": "团队成员", "answers": [], "tables": [{"heads": HEADS, "lines": lines}]}


SAMPLES = {
    "application_form": Sample(
        ("studio",),
        application_form,
        extreme={
            "unit": LONG_UNIT,
            "sections": [
                {"title": "项目名称", "answers": [{"label": "名称", "value": LONG}], "tables": []},
                members([[f"顾清和{n}", "工艺工程师", "高级技师", LONG] for n in range(1, 91)]),
            ],
        },
        rare={"unit": RARE_UNIT, "sections": [members([["龘㛃䶮", "工艺工程师", "技师", RARE]])]},
        letter=False,
    )
}
