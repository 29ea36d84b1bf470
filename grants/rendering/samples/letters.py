"""Samples of letters to one unit."""

from grants.rendering.samples.shared import LONG, LONG_UNIT, MINORITY, RARE_UNIT, UNIT, Data, Sample

ALL = ("studio", "project", "patent")


def funding_letter(programme: str) -> Data:
    purposes = {
        "project": "用于项目的人员、材料、试验和设备支出",
        "studio": "用于工作室场地设施、攻关活动和人才培养",
        "patent": "用于奖励专利第一发明人",
    }
    return {
        "addressee": UNIT,
        "subject": "高世代线玻璃基板搬运机械手状态监测与预测性维护系统",
        "basis": ["《职工创新助推工作计划（2026年）》", "京开工发〔2026〕2号文件"],
        "payee": payee(UNIT),
        "awarded": 10_000_000,
        "amount": 6_000_000 if programme == "project" else 10_000_000,
        "tranche": 1,
        "tranches": 2 if programme == "project" else 1,
        "fund_source": "工会经费",
        "purpose": purposes.get(programme, "用于职工创新"),
        "duties": [],
        "receipt_by": "2026-02-13",
        "handler": "沈思齐",
        "checker": "傅景行",
        "approver": "江望舒",
        "copies_to": ["北京经济技术开发区总工会财务部"],
    }


def payee(unit: str) -> Data:
    bank = "中国工商银行股份有限公司北京经济技术开发区支行"
    return {"account_name": unit, "bank": bank, "account": "0200059009200012345"}


def refusal_letter(_programme: str) -> Data:
    return {
        "addressee": UNIT,
        "subject": "机械手预测性维护系统",
        "case_number": "XM2026-0012",
        "decision": "不予受理",
        "reasons": ["承担工作室有一个受助推的项目尚未结项。", "项目的立项日期不在计划年度之内。"],
        "rules": ["《职工创新项目助推办法》第六条：有未结项目的工作室不得申报新的项目。"],
        "remedy": "如对本决定有异议，可以自收到本通知之日起十五日内书面申请复核；条件补齐后，可以重新申报。",
    }


SAMPLES = {
    "funding_letter": Sample(
        ALL,
        funding_letter,
        extreme={
            "addressee": LONG_UNIT,
            "subject": LONG,
            "payee": payee(LONG_UNIT),
            "awarded": 89_999_999_99,
            "amount": 18_679_753_17,
            "handler": MINORITY,
            "duties": ["按时报送资金使用情况，接受财务、审计部门和职工群众的监督；" * 4] * 5,
            "copies_to": [f"{LONG_UNIT[:30]}第{number}部" for number in "一二三四五"],
        },
        rare={"addressee": RARE_UNIT, "payee": payee(RARE_UNIT), "handler": "龘㛃䶮", "checker": "𠅤𬭎"},
    ),
    "refusal_letter": Sample(
        ("project",),
        refusal_letter,
        extreme={
            "addressee": LONG_UNIT,
            "subject": LONG,
            "reasons": ["所附材料不能证明所填内容，" * 12] * 12,
        },
        rare={"addressee": RARE_UNIT, "subject": "龘㛃䶮牌半导体设备的研制"},
    ),
}
