"""Samples of a case's own papers."""

from grants.rendering.samples.shared import (
    LONG_STUDIO,
    LONG_UNIT,
    RARE,
    RARE_UNIT,
    SUBJECTS,
    UNIT,
    Data,
    Sample,
    case_number,
)

HEADS = ["姓名", "岗位", "职业技能等级", "分工"]
DIGESTS = [f"{number:02x}" * 32 for number in range(1, 256)]
CRITERIA = (
    ("团队与领军人", 15),
    ("场地设施与经费", 10),
    ("制度与台账", 10),
    ("攻关项目与过程", 20),
    ("创新成果", 20),
    ("经济社会效益", 15),
    ("人才培养与名师带徒", 10),
)
FILES = ("营业执照副本", "领军人技能等级证书", "工作室管理制度", "场地照片", "社会保险缴纳证明")
ACTS = (
    ("提交", "申报人", "2025-03-03"),
    ("单位确认", "单位工会确认人", "2025-03-05"),
    ("受理", "项目办工作人员", "2025-03-10"),
)
DIRECTION = (
    "围绕显示驱动电路的功耗、寿命和可靠性开展攻关，每年完成两项以上课题；"
    "成果先在本单位产线验证，再向园区内的上下游企业推广；坚持名师带徒，三年内培养高级工以上的职工十名。"
)


def of_case(title: str) -> Data:
    return {
        "title": title,
        "case_number": case_number("studio"),
        "subject": SUBJECTS["studio"],
        "unit": UNIT,
    }


def application_form(_programme: str) -> Data:
    answers = [
        {"label": "工作室名称", "value": SUBJECTS["studio"]},
        {"label": "统一社会信用代码", "value": "911103021011016602"},
        {"label": "主要方向与目标", "value": DIRECTION * 3},
        {"label": "社会效益", "value": ""},
    ]
    lines = [["顾清和", "工艺工程师", "高级技师", "攻关"], ["梁书宁", "设备工程师", "技师", "试验"]] * 4
    return of_case("2025年度职工创新工作室评选申报书") | {
        "state": "submitted",
        "version": "第1次提交（2025-03-03 10:00）",
        "sections": [{"title": "基本情况", "answers": answers, "tables": []}, members(lines)],
        "declaration": "本单位承诺：所填内容和所附材料真实、准确、完整，如有虚假，愿意承担相应责任。",
        "opinions": ["申报单位意见", "单位工会意见"],
    }


def members(lines: list[list[str]]) -> Data:
    table = {"title": "成员名单", "heads": HEADS, "lines": lines}
    return {"title": "团队成员", "answers": [], "tables": [table]}


def review_summary(_programme: str) -> Data:
    lines = [
        {"label": label, "maximum": str(most), "points": [str(most - n) for n in range(1, 4)]}
        for label, most in CRITERIA
    ]
    lines.append({"label": "合计", "maximum": "", "points": ["93", "86", "79"]})
    return of_case("评审汇总表") | {
        "experts": ["A", "B", "C"],
        "lines": lines,
        "rule": "评分专家3人，未达到5人，取全部总分的平均数。“—”为未评，不计为零分。",
        "remarks": [remark(expert, "课题来自一线，台账齐全，经济效益有财务证明。") for expert in "ABC"],
        "results": [
            {"label": "专家评审得分", "value": "86（权重60%）"},
            {"label": "实地考察得分", "value": "90（权重30%）"},
            {"label": "现场答辩得分", "value": "85（权重10%）"},
            {"label": "总分", "value": "87.1"},
            {"label": "及格线", "value": "60，达到"},
            {"label": "审定会议", "value": "2025-05-20，出席：江望舒、傅景行、沈思齐"},
            {"label": "审定建议", "value": "建议通过"},
            {"label": "等级", "value": "区级"},
            {"label": "建议金额", "value": "人民币伍万元整（￥50,000.00）"},
        ],
    }


def remark(expert: str, comment: str) -> Data:
    return {"expert": expert, "recommendation": "推荐", "comment": comment}


def dossier_contents(_programme: str) -> Data:
    return of_case("卷内目录") | {
        "papers": [
            kept(0, "京开工创证字〔2025〕3号", "命名证书", by="项目办", on="2025-06-16"),
            kept(1, "京开工创拨字〔2025〕15号", "拨款通知书", by="项目办", on="2025-06-16"),
        ],
        "files": [kept(n, "", f"{title}.pdf") for n, title in enumerate(FILES, 2)],
        "acts": [kept(n, str(n), label, "", by, on) for n, (label, by, on) in enumerate(ACTS, 41)],
    }


def kept(
    number: int, reference: str, title: str, size: str = "128 KB", by: str = "申报人", on: str = "2025-03-03"
) -> Data:
    return {
        "number": reference,
        "title": title,
        "by": by,
        "on": on,
        "size": size,
        "digest": DIGESTS[number],
    }


PROGRAMMES = ("studio",)
SAMPLES = {
    "application_form": Sample(
        PROGRAMMES,
        application_form,
        extreme={
            "state": "draft",
            "version": "草稿（保存于2025-03-02 17:59）",
            "unit": LONG_UNIT,
            "subject": LONG_STUDIO,
            "sections": [
                {"title": "项目名称", "answers": [{"label": "名称", "value": LONG_STUDIO}], "tables": []},
                members([[f"顾清和{n}", "工艺工程师", "高级技师", LONG_STUDIO] for n in range(1, 61)]),
            ],
        },
        rare={"unit": RARE_UNIT, "sections": [members([["龘㛃䶮", "工艺工程师", "技师", RARE]])]},
        letter=False,
    ),
    "review_summary": Sample(
        PROGRAMMES,
        review_summary,
        extreme={
            "subject": LONG_STUDIO,
            "unit": LONG_UNIT,
            "experts": list("ABCDEFGHIJKLMNO"),
            "rule": "评分专家15人，达到5人，去掉一个最高分和一个最低分后取平均。“—”为未评，不计为零分。",
            "lines": [
                {"label": f"{LONG_STUDIO[:20]}（{n}）", "maximum": "30", "points": ["29.75"] * 15}
                for n in range(8)
            ],
            "remarks": [remark(expert, "建议补充推广应用的证明材料。" * 25) for expert in "ABCDEFGHIJKLMNO"],
        },
        rare={"unit": RARE_UNIT, "remarks": [remark("A", f"{RARE}牌设备的研制有新意。")]},
        letter=False,
    ),
    "dossier_contents": Sample(
        PROGRAMMES,
        dossier_contents,
        extreme={
            "subject": LONG_STUDIO,
            "unit": LONG_UNIT,
            "files": [kept(n, "", f"{LONG_STUDIO}附件{n}.pdf") for n in range(40)],
            "acts": [kept(n, str(n), "专家评审打分", "", "评审专家", "2025-04-08") for n in range(45)],
        },
        rare={"unit": RARE_UNIT, "files": [kept(1, "", f"{RARE}.pdf")]},
        letter=False,
    ),
}
