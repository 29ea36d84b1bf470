"""Contexts of every kind of paper, for any programme; the persons are invented."""

ISSUER = "北京经济技术开发区总工会"
CONTACT = {
    "office": "北京经济技术开发区总工会职工创新工作办公室",
    "person": "沈思齐",
    "phone": "010-67880000",
    "address": "北京经济技术开发区荣华中路15号",
    "email": "zhutui@example.org",
}
COMMON = {
    "issuer": ISSUER,
    "dated": "2026-01-05",
    "verify_url": "https://zhutui.example.org/verify/7K3M9QXD2R",
    "code": "7K3M-9QXD-2R",
}
PROGRAMMES = {"studio": "职工创新工作室", "project": "职工创新项目助推", "patent": "职工专利助推"}
UNIT = "京东方科技集团股份有限公司"
KINDS = (
    ("naming_certificate", "studio"),
    ("reward_notice", "patent"),
    ("funding_letter", "project"),
    ("funding_letter", "studio"),
    ("funding_letter", "patent"),
    ("public_notice", "studio"),
    ("public_notice", "project"),
    ("public_notice", "patent"),
    ("refusal_letter", "project"),
    ("application_form", "studio"),
)


def context(kind: str, programme: str, **changes) -> dict:
    """A whole context of this kind, with these keys changed."""
    common = dict(COMMON)
    if kind not in ("naming_certificate", "application_form"):
        name = PROGRAMMES.get(programme, "职工创新助推")
        common |= {
            "programme_name": name,
            "year": 2026,
            "number": "京开工创字〔2026〕12号",
            "contact": CONTACT,
        }
    return common | OF_KIND[kind](programme) | changes


def naming_certificate(_programme: str) -> dict:
    return {
        "number": "京开工创证〔2026〕003号",
        "title": "北京经济技术开发区职工创新工作室",
        "studio": "陆怀远显示驱动创新工作室",
        "unit": UNIT,
        "leader": "陆怀远",
        "starts_on": "2026-01-05",
        "ends_on": "2029-01-04",
        "basis": "京开工发〔2026〕2号文件",
    }


def reward_notice(_programme: str) -> dict:
    return {
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


def funding_letter(programme: str) -> dict:
    purposes = {
        "project": "用于项目的人员、材料、试验和设备支出",
        "studio": "用于工作室场地设施、攻关活动和人才培养",
        "patent": "用于奖励专利第一发明人",
    }
    return {
        "addressee": UNIT,
        "subject": "高世代线玻璃基板搬运机械手状态监测与预测性维护系统",
        "basis": ["《职工创新助推工作计划（2026年）》", "京开工发〔2026〕2号文件"],
        "payee": {
            "account_name": UNIT,
            "bank": "中国工商银行股份有限公司北京经济技术开发区支行",
            "account": "0200059009200012345",
        },
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


def public_notice(programme: str) -> dict:
    award = {
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


def refusal_letter(_programme: str) -> dict:
    return {
        "addressee": UNIT,
        "subject": "机械手预测性维护系统",
        "case_number": "XM2026-0012",
        "decision": "不予受理",
        "reasons": ["承担工作室有一个受助推的项目尚未结项。", "项目的立项日期不在计划年度之内。"],
        "rules": ["《职工创新项目助推办法》第六条：有未结项目的工作室不得申报新的项目。"],
        "remedy": "如对本决定有异议，可以自收到本通知之日起十五日内书面申请复核；条件补齐后，可以重新申报。",
    }


def application_form(_programme: str) -> dict:
    answers = [
        {"label": "工作室名称", "value": "陆怀远显示驱动创新工作室"},
        {"label": "统一社会信用代码", "value": "911103021011016602"},
        {"label": "主要方向与目标", "value": "围绕显示驱动电路开展技术攻关，" * 12},
        {"label": "社会效益", "value": ""},
    ]
    members = {
        "heads": ["姓名", "岗位", "职业技能等级", "分工"],
        "lines": [["顾清和", "工艺工程师", "高级技师", "攻关"], ["梁书宁", "设备工程师", "技师", "试验"]] * 4,
    }
    return {
        "title": "2026年度职工创新工作室申报书",
        "case_number": "GZS2026-0003",
        "unit": UNIT,
        "sections": [
            {"title": "基本情况", "answers": answers, "tables": []},
            {"title": "团队成员", "answers": [], "tables": [members]},
        ],
        "declaration": "本单位承诺：所填内容和所附材料真实、准确、完整，如有虚假，愿意承担相应责任。",
        "opinions": ["申报单位意见", "单位工会意见"],
    }


OF_KIND = {
    "naming_certificate": naming_certificate,
    "reward_notice": reward_notice,
    "funding_letter": funding_letter,
    "public_notice": public_notice,
    "refusal_letter": refusal_letter,
    "application_form": application_form,
}
