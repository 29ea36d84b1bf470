"""Samples of letters to one unit."""

from grants.programmes import PROGRAMMES
from grants.rendering.samples.shared import (
    LONG,
    LONG_UNIT,
    MINORITY,
    RARE_UNIT,
    SUBJECTS,
    UNIT,
    Data,
    Sample,
    case_number,
)

ALL = ("studio", "project", "patent")
AWARDED = {"studio": 5_000_000, "project": 10_000_000, "patent": 300_000}
PAID = {"studio": 5_000_000, "project": 6_000_000, "patent": 300_000}
REVOKED = {  # what the decision is called, what comes back, why, and by which rule
    "studio": (
        "撤销命名",
        1_800_000,
        "2025年度考核不合格，整改期满后复查仍不合格；助推资金尚有18,000元没有使用。",
        "考核不合格且整改后仍不合格的",
    ),
    "project": (
        "撤销助推",
        6_000_000,
        "经核查，首期助推资金60,000元全部用于采购办公家具，项目未实施，违反专款专用规定。",
        "违反专款专用规定的",
    ),
    "patent": (
        "撤销奖励",
        300_000,
        "经核查，该专利在申报前已被宣告无效，所报材料不实。",
        "提供虚假材料的",
    ),
}


def funding_letter(programme: str) -> Data:
    return {
        "addressee": UNIT,
        "subject": SUBJECTS[programme],
        "basis": ["《职工创新助推工作计划（2025年）》", "京开工创发字〔2026〕2号文件"],
        "payee": payee(UNIT),
        "awarded": AWARDED[programme],
        "amount": PAID[programme],
        "tranche": 1,
        "tranches": 2 if programme == "project" else 1,
        "fund_source": "工会经费",
        "purpose": PROGRAMMES[programme].words.purpose,
        "objections": 0,
        "receipt_by": "2026-02-13",
        "handler": "沈思齐",
        "checker": "傅景行",
        "approver": "江望舒",
        "copies_to": ["北京经济技术开发区总工会财务部"],
    }


def payee(unit: str) -> Data:
    bank = "中国工商银行股份有限公司北京经济技术开发区支行"
    return {"account_name": unit, "bank": bank, "account": "0200059009200012345"}


def refusal_letter(programme: str) -> Data:
    return {
        "addressee": UNIT,
        "subject": SUBJECTS[programme],
        "case_number": case_number(programme),
        "decision": "不予受理",
        "reasons": ["承担工作室有一个受助推的项目尚未结项。", "项目的立项日期不在计划年度之内。"],
        "rules": ["《职工创新项目助推办法》第六条：有未结项目的工作室不得申报新的项目。"],
        "remedy": "如对本决定有异议，可以自收到本通知之日起十五日内书面申请复核；条件补齐后，可以重新申报。",
    }


def revocation_notice(programme: str) -> Data:
    decision, recover, reason, condition = REVOKED[programme]
    return refusal_letter(programme) | {
        "decision": decision,
        "reasons": [reason],
        "rules": [f"《{PROGRAMMES[programme].label}办法》第十二条：{condition}，{decision}，追回资金。"],
        "remedy": "如对本决定有异议，可以自收到本通知之日起十五日内书面申请复核；复核期间不停止执行。",
        "awarded_on": "2025-06-03",
        "voided": [{"name": "拨款通知书", "number": "京开工创拨字〔2025〕18号"}],
        "recover": recover,
        "recovery_number": "京开工创追字〔2026〕1号",
    }


def recovery_notice(programme: str) -> Data:
    decided, recover = revocation_notice(programme), REVOKED[programme][1]
    for name in ("awarded_on", "voided", "recover", "recovery_number"):
        del decided[name]
    return decided | {
        "decision_number": "京开工创撤字〔2026〕1号",
        "paid": PAID[programme],
        "amount": recover,
        "repay_by": "2026-02-04",
        "account": payee("北京经济技术开发区总工会"),
    }


def acceptance_opinion(_programme: str) -> Data:
    target = {"target": "技术目标", "met": "完成", "explanation": "误报率由6%降到1.2%。"}
    return {
        "addressee": UNIT,
        "subject": SUBJECTS["project"],
        "case_number": case_number("project"),
        "leader": "陆怀远",
        "started_on": "2025-03-01",
        "finished_on": "2025-12-20",
        "targets": [target, target | {"target": "经济目标", "explanation": "每年减少停机损失120万元。"}],
        "targets_met": "全部完成",
        "panel": "江望舒、傅景行、沈思齐",
        "points": "86.5",
        "opinion": ["项目按立项计划完成，技术指标达到任务书要求，经费使用符合专款专用规定。"],
        "awarded": 10_000_000,
        "paid": 6_000_000,
        "tail": 4_000_000,
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
            "objections": 12,
            "basis": [f"《{LONG[:30]}第{number}次会议审定意见》" for number in "一二三四五六七"],
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
    "revocation_notice": Sample(
        ALL,
        revocation_notice,
        extreme={
            "addressee": LONG_UNIT,
            "subject": LONG,
            "reasons": ["所附材料不能证明所填内容，" * 12] * 12,
            "voided": [
                {"name": "拨款通知书", "number": f"京开工创拨字〔2025〕{serial}号"} for serial in range(1, 19)
            ],
            "recover": 89_999_999_99,
        },
        rare={"addressee": RARE_UNIT, "subject": "龘㛃䶮牌半导体设备的研制"},
    ),
    "recovery_notice": Sample(
        ("studio", "project"),
        recovery_notice,
        extreme={
            "addressee": LONG_UNIT,
            "subject": LONG,
            "paid": 89_999_999_99,
            "amount": 18_679_753_17,
            "account": payee("北京经济技术开发区新一代信息技术与智能网联汽车产业集群工会联合会"),
            "reasons": ["所附材料不能证明所填内容，" * 12] * 6,
        },
        rare={"addressee": RARE_UNIT, "subject": "龘㛃䶮牌半导体设备的研制"},
    ),
    "acceptance_opinion": Sample(
        ("project",),
        acceptance_opinion,
        extreme={
            "addressee": LONG_UNIT,
            "subject": LONG,
            "leader": MINORITY,
            "panel": "、".join([MINORITY] * 20),
            "targets": [{"target": "人才培养目标", "met": "部分完成", "explanation": LONG * 10}] * 8,
            "opinion": ["经费使用符合专款专用规定，" * 20] * 6,
        },
        rare={"addressee": RARE_UNIT, "leader": "龘㛃䶮", "panel": "龘㛃䶮、𠅤𬭎"},
    ),
}
