"""Complete, valid raw answers (JSON shaped) for every action of every programme. Persons are invented."""

import copy
from typing import Any

Answers = dict[str, Any]

UNIT: Answers = {
    "org_name": "北京亦创精工装备有限公司",
    "uscc": "91110302MA7K2X3P4G",
    "industry": "vehicle",
    "contact_name": "钱联系",
    "contact_phone": "010-67880000",
}
PAYEE: Answers = {
    "payee_kind": "enterprise",
    "payee_name": "北京亦创精工装备有限公司",
    "payee_bank": "中国工商银行北京经济技术开发区支行",
    "payee_account": "0200059009200012345",
}


def patent(**changes: Any) -> Answers:
    """A patent application that keeps every rule of the defaults for the round of 2026."""
    base: Answers = {
        **UNIT,
        "title": "一种车身焊接夹具快速切换装置",
        "patent_number": "ZL 2018 1 0862228.X",
        "kind": "1",
        "filing_date": "2018-08-01",
        "grant_date": "2025-06-17",
        "announcement_number": "CN108993444B",
        "patentees": [{"name": "北京亦创精工装备有限公司"}],
        "inventors": [{"name": "赵发明"}, {"name": "孙同事"}],
        "first_inventor_name": "赵发明",
        "first_inventor_post": "焊装车间班组长",
        "front_line_class": "team_leader",
        "resident_id": "110105199003072338",
        "phone": "13800001234",
        "card_number": "6222020200112233446",
        "card_bank": "中国工商银行北京经济技术开发区支行",
        "union_member": True,
        "employed": True,
        "in_production": True,
        "in_production_since": "2023-03-01",
        "benefit": "1200000.00",
        "other_subsidies": [{"source": "北京市知识产权资助金", "amount": "1000.00"}],
        "official_fees": "9500.00",
        "in_force": True,
        "certificate": [1],
        "post_proof": [2],
        "declaration": True,
    }
    return copy.deepcopy(base | changes)


def project(**changes: Any) -> Answers:
    """A project application: 30,000 yuan, approved in 2026, ending in 2027."""
    base: Answers = {
        **UNIT,
        **PAYEE,
        "title": "动力电池壳体焊接变形控制攻关",
        "studio_name": "赵发明创新工作室",
        "studio_level": "district",
        "studio_named_year": 2024,
        "leader_name": "赵发明",
        "leader_phone": "13800001234",
        "members": [
            {"name": "赵发明", "post": "高级技师", "share": "60"},
            {"name": "孙同事", "post": "工程师", "share": "40"},
        ],
        "approval_number": "LX-2026-017",
        "approved_on": "2026-02-10",
        "starts_on": "2026-03-01",
        "ends_on": "2027-10-31",
        "unfinished_project": False,
        "priorities": ["process", "training"],
        "problem": "壳体焊后平面度超差，返修率 8%。",
        "route": "优化焊序与夹持力，\n建立变形预测模型。",
        "innovation_points": [{"text": "焊序与夹持力联合优化"}, {"text": "在线变形预测"}],
        "targets_technical": "平面度不大于 0.5 毫米",
        "targets_economic": "年节约 120 万元",
        "targets_ip": "申请发明专利 1 件",
        "targets_people": "培养技师 3 名",
        "timetable": [
            {"since": "2026-03-01", "until": "2026-12-31", "work": "试验与建模"},
            {"since": "2027-01-01", "until": "2027-10-31", "work": "上线验证"},
        ],
        "startup_amount": "50000.00",
        "startup_voucher": [3],
        "grade": "third",
        "amount": "30000.00",
        "budget": [
            {"source": "boost", "spending": "material", "amount": "20000.00", "basis": "试件"},
            {"source": "boost", "spending": "test", "amount": "10000.00"},
            {"source": "unit", "spending": "equipment", "amount": "50000.00"},
        ],
        "licence": [4],
        "approval_file": [5],
        "benefit_certificate": [6],
        "declaration": True,
    }
    return copy.deepcopy(base | changes)


def studio(**changes: Any) -> Answers:
    """A studio that meets every condition of the defaults."""
    base: Answers = {
        **UNIT,
        **PAYEE,
        "title": "赵发明创新工作室",
        "level": "district",
        "founded_on": "2019-05-04",
        "union_chair": "李主席",
        "is_research_organ": False,
        "dishonest_listed": False,
        "leader_name": "赵发明",
        "leader_sex": "male",
        "leader_birth_month": "1980-03",
        "leader_education": "bachelor",
        "leader_skill": "高级技师",
        "leader_post": "焊装车间班组长",
        "leader_phone": "13800001234",
        "leader_honours": "开发区技术能手",
        "leader_consent": True,
        "leader_files": [10],
        "members": [
            {"name": name, "post": "焊工", "skill": "技师", "duty": "工艺", "insured": True}
            for name in ("孙同事", "周同事", "吴同事")
        ],
        "member_files": [11],
        "insurance_proof": [12],
        "address": "北京经济技术开发区博兴路 8 号",
        "area": "120.5",
        "photographs": [13, 14],
        "equipment": [{"name": "三坐标测量机", "count": 1, "use": "检测"}],
        "money": [{"year": 2025, "amount": "300000.00", "use": "设备与培训"}],
        "rules_list": [{"name": "工作室管理办法"}],
        "rules_files": [15],
        "direction": "车身焊接质量",
        "goals": "每年完成两项攻关",
        "activity_files": [16],
        "results": [{"name": "焊枪快换", "kind": "improvement", "date": "2025-06-01", "proof": [17]}],
        "patents": [{"title": "一种夹具", "patent_number": "201810862228X", "grant_date": "2025-06-17"}],
        "economic_benefit": "3600000.00",
        "benefit_basis": "按年节约工时测算",
        "finance_certificate": [18],
        "social_benefit": "减少烟尘排放",
        "apprentices": [{"name": "郑徒弟", "master": "赵发明", "since": "2024-09", "progress": "晋升高级工"}],
        "training": "全年 12 场，240 人次",
        "titles_held": [{"name": "区级工人先锋号", "granted_by": "开发区总工会", "year": 2023}],
        "licence": [19],
        "declaration": True,
    }
    return copy.deepcopy(base | changes)


# What the project of the sample spent, line by line of its budget.
SPENT: list[Answers] = [
    {"source": "boost", "spending": "material", "amount": "20000.00"},
    {"source": "boost", "spending": "test", "amount": "10000.00"},
    {"source": "unit", "spending": "equipment", "amount": "50000.00"},
]
