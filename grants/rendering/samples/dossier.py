"""Samples of a case's own papers."""

from grants.rendering.samples.shared import LONG, LONG_UNIT, RARE, RARE_UNIT, UNIT, Data, Sample

HEADS = ["姓名", "岗位", "职业技能等级", "分工"]
DIGESTS = [f"{number:02x}" * 32 for number in range(1, 256)]
CRITERIA = (("技术先进与创新程度", 30), ("经济效益", 30), ("应用范围与推广", 20), ("培养职工技能", 20))


def of_case(title: str) -> Data:
    return {
        "title": title,
        "case_number": "GZS2026-0003",
        "subject": "陆怀远显示驱动创新工作室",
        "unit": UNIT,
    }


def application_form(_programme: str) -> Data:
    answers = [
        {"label": "工作室名称", "value": "陆怀远显示驱动创新工作室"},
        {"label": "统一社会信用代码", "value": "911103021011016602"},
        {"label": "主要方向与目标", "value": "围绕显示驱动电路开展技术攻关，" * 12},
        {"label": "社会效益", "value": ""},
    ]
    lines = [["顾清和", "工艺工程师", "高级技师", "攻关"], ["梁书宁", "设备工程师", "技师", "试验"]] * 4
    return of_case("2026年度职工创新工作室申报书") | {
        "state": "submitted",
        "version": "第1次提交（2026-03-02 10:00）",
        "sections": [{"title": "基本情况", "answers": answers, "tables": []}, members(lines)],
        "declaration": "本单位承诺：所填内容和所附材料真实、准确、完整，如有虚假，愿意承担相应责任。",
        "opinions": ["申报单位意见", "单位工会意见"],
    }


def members(lines: list[list[str]]) -> Data:
    table = {"title": "成员名单", "heads": HEADS, "lines": lines}
    return {"title": "团队成员", "answers": [], "tables": [table]}


def review_summary(_programme: str) -> Data:
    lines = [
        {"label": label, "maximum": str(most), "points": [str(most - 2 - n) for n in range(3)]}
        for label, most in CRITERIA
    ]
    lines.append({"label": "合计", "maximum": "", "points": ["92", "88", "84"]})
    return of_case("评审汇总表") | {
        "experts": ["A", "B", "C"],
        "lines": lines,
        "rule": "评分专家3人，未达到5人，取全部总分的平均数。“—”为未评，不计为零分。",
        "remarks": [remark(expert, "选题来自一线，数据翔实，经济效益有财务证明。") for expert in "ABC"],
        "results": [
            {"label": "专家评审得分", "value": "88"},
            {"label": "及格线", "value": "60，达到"},
            {"label": "审定建议", "value": "建议通过，助推资金人民币壹拾万元整（￥100,000.00）"},
        ],
    }


def remark(expert: str, comment: str) -> Data:
    return {"expert": expert, "recommendation": "推荐", "comment": comment}


def dossier_contents(_programme: str) -> Data:
    return of_case("卷内目录") | {
        "papers": [
            kept(0, "京开工创证字〔2026〕3号", "命名证书"),
            kept(1, "京开工创拨字〔2026〕5号", "拨款通知书"),
        ],
        "files": [kept(n, "", f"营业执照副本{n}.pdf") for n in range(1, 6)],
        "acts": [kept(n, str(n), label, "") for n, label in enumerate(("提交", "单位确认", "受理"), 41)],
    }


def kept(number: int, reference: str, title: str, size: str = "128 KB") -> Data:
    return {
        "number": reference,
        "title": title,
        "by": "申报人",
        "on": "2026-03-02",
        "size": size,
        "digest": DIGESTS[number],
    }


def write_off_form(_programme: str) -> Data:
    return of_case("核销审批单") | {
        "decision": "2026年3月2日撤销命名（京开工创撤字〔2026〕1号）",
        "reclaimed": 5_000_000,
        "recovered": 3_200_000,
        "amount": 1_800_000,
        "reasons": "三次书面催缴、两次上门核实，单位已停止经营，名下无可供执行的财产。",
        "rule": "人民法院终结破产程序裁定书；2026年第4次主席办公会议纪要",
        "proofs": ["终结破产程序裁定书.pdf", "催缴函回执.pdf"],
        "outcome": "批准核销",
        "opinion": "同意核销，不再追回余款。",
        "hands": [
            {"caption": "提出人", "name": "沈思齐", "on": "2026年6月3日"},
            {"caption": "审批人", "name": "江望舒", "on": "2026年6月5日"},
        ],
    }


PROGRAMMES = ("studio",)
SAMPLES = {
    "application_form": Sample(
        PROGRAMMES,
        application_form,
        extreme={
            "state": "draft",
            "version": "草稿（保存于2026-03-01 17:59）",
            "unit": LONG_UNIT,
            "subject": LONG,
            "sections": [
                {"title": "项目名称", "answers": [{"label": "名称", "value": LONG}], "tables": []},
                members([[f"顾清和{n}", "工艺工程师", "高级技师", LONG] for n in range(1, 61)]),
            ],
        },
        rare={"unit": RARE_UNIT, "sections": [members([["龘㛃䶮", "工艺工程师", "技师", RARE]])]},
        letter=False,
    ),
    "review_summary": Sample(
        PROGRAMMES,
        review_summary,
        extreme={
            "subject": LONG,
            "unit": LONG_UNIT,
            "experts": list("ABCDEFGHIJKLMNO"),
            "rule": "评分专家15人，达到5人，去掉一个最高分和一个最低分后取平均。“—”为未评，不计为零分。",
            "lines": [
                {"label": f"{LONG[:20]}（{n}）", "maximum": "30", "points": ["29.75"] * 15} for n in range(8)
            ],
            "remarks": [remark(expert, "建议补充推广应用的证明材料。" * 25) for expert in "ABCDEFGHIJKLMNO"],
        },
        rare={"unit": RARE_UNIT, "remarks": [remark("A", f"{RARE}牌设备的研制有新意。")]},
        letter=False,
    ),
    "write_off_form": Sample(
        PROGRAMMES,
        write_off_form,
        extreme={
            "subject": LONG,
            "unit": LONG_UNIT,
            "reclaimed": 8_999_999_999,
            "recovered": 1_867_975_317,
            "amount": 7_132_024_682,
            "reasons": "多次催缴无果，" * 220,
            "proofs": [f"{LONG}证明材料{n}.pdf" for n in range(12)],
            "opinion": "同意核销，并请继续关注后续分配，" * 30,
        },
        rare={
            "unit": RARE_UNIT,
            "recovered": 0,
            "amount": 5_000_000,
            "outcome": "待审批",
            "opinion": "",
            "hands": [
                {"caption": "提出人", "name": "龘㛃䶮", "on": "2026年6月3日"},
                {"caption": "审批人", "name": "", "on": ""},
            ],
        },
        letter=False,
    ),
    "dossier_contents": Sample(
        PROGRAMMES,
        dossier_contents,
        extreme={
            "subject": LONG,
            "unit": LONG_UNIT,
            "files": [kept(n, "", f"{LONG}附件{n}.pdf") for n in range(40)],
            "acts": [kept(n, str(n), "专家评审打分", "") for n in range(45)],
        },
        rare={"unit": RARE_UNIT, "files": [kept(1, "", f"{RARE}.pdf")]},
        letter=False,
    ),
}
