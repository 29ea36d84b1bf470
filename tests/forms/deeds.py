"""Valid raw answers of the actions that follow an application."""

import copy
from importlib import import_module
from typing import Any

from forms.base import sections
from tests.forms import applications, payments
from tests.forms.payments import AGREED, REASONS

Answers = dict[str, Any]

REFUSAL: Answers = {**REASONS, "rule": "评选办法第六条", "remedy": "收到之日起 15 日内向项目办申请复核"}

COMMON: dict[str, Answers] = {
    **payments.ANSWERS,
    "endorse": {"opinion": "同意申报", "confirmed": True},
    "decline": REFUSAL,
    "withdraw": REASONS,
    "remind": {"text": "请尽快处理"},
    "extend": {**REASONS, "due_on": "2026-06-30"},
    "assign": {"experts": [7, 8, 9]},
    "unassign": {**REASONS, "experts": [7]},
    "declare_interest": {"conflict": "none"},
    "visit": {
        "visited_on": "2026-05-20",
        "visitors": "王考察、冯考察",
        "findings": "场地与申报一致",
        "points": "88.5",
        "photographs": [30],
    },
    "present": {"presented_on": "2026-05-25", "panel": "评委五人", "points": "86"},
    "propose": {
        "meeting_on": "2026-06-01",
        "attendance": "会议成员七人",
        "minutes": "经审议，建议通过。",
        "outcome": "award",
        "amount": "30000.00",
    },
    "remand": REASONS,
    "decide": {**AGREED, "opinion": "同意"},
    "refuse": REFUSAL,
    "post_notice": {"starts_on": "2026-06-08"},
    "object": {
        "kind": "person",
        "name": "陈异议",
        "contact": "13900005678",
        "text": "成果并非该工作室完成",
        "proof": [31],
    },
    "dismiss_objection": {"objection": 12, "findings": "经核查不属实"},
    "uphold_objection": {"objection": 12, "findings": "经核查属实"},
    "prepare_papers": {},
    "approve_papers": {"digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
    "release": {},
    "replace_papers": REASONS,
    "suspend": REASONS,
    "resume": REASONS,
    "revoke": {**REFUSAL, "recover": "18000.00"},
    "accept_report": {"opinion": "验收通过", "points": "90", "targets_met": "all"},
}
PATENT: dict[str, Answers] = {
    "report": {
        "period_from": "2026-07-01",
        "period_until": "2027-06-30",
        "implementation": "用于三条焊装线",
        "benefit": "800000.00",
        "in_force": True,
        "still_employed": True,
        "received": True,
    },
    "register": {
        "title": "一种换电装置",
        "patent_number": "ZL201410076970.X",
        "first_inventor_name": "何发明",
        "org_name": "北京亦创精工装备有限公司",
        "awarded_on": "2020-06-01",
        "amount": "3000.00",
    },
}
PROJECT: dict[str, Answers] = {
    "report_interim": {"progress": "完成试验与建模", "spent": "9000.00", "attachments": [40]},
    "accept_interim": {"opinion": "进展正常", "satisfactory": True},
    "report": {
        "started_on": "2026-03-01",
        "finished_on": "2027-10-20",
        "summary": "全面完成任务。",
        "targets": [
            {"target": key, "met": "met", "explanation": "达到"}
            for key in ("technical", "economic", "ip", "people")
        ],
        "accounts": applications.SPENT,
        "unspent": "0.00",
        "enterprise_investment": "500000.00",
        "vouchers": [41],
        "results": [{"name": "变形预测软件", "kind": "软件", "date": "2027-08-01"}],
        "benefit": "1300000.00",
        "municipal_money": "50000.00",
        "municipal_award": "second",
        "trained": 12,
    },
    "register": {
        "title": "涂装节能改造",
        "org_name": "北京亦创精工装备有限公司",
        "awarded_on": "2019-09-01",
        "amount": "50000.00",
        "municipal_money": "50000.00",
        "municipal_award": "third",
    },
}
STUDIO: dict[str, Answers] = {
    "report": {
        "year": 2027,
        "summary": "完成两项攻关。",
        "leader_changed": False,
        "team_size": 4,
        "projects": "夹具快换二期",
        "trained": 240,
        "benefit": "900000.00",
        "enterprise_investment": "200000.00",
        "union_money_spent": "30000.00",
        "plan": "继续攻关",
    },
    "assess": {"year": 2027, "points": "91.5", "grade": "excellent", "findings": "工作扎实"},
    "change_leader": {
        "leader_name": "孙同事",
        "leader_post": "工程师",
        "leader_skill": "高级工程师",
        "leader_phone": "13900001111",
        "leader_consent": True,
        "reasons": "原领军人退休",
        "leader_files": [45],
    },
    "order_mending": {**REASONS, "due_on": "2028-06-30"},
    "report_mending": {"measures": "补齐台账", "proof": [50]},
    "pass_mending": {"opinion": "整改到位"},
    "reconfirm": {"points": "88", "term_years": 3, "amount": "30000.00", "opinion": "同意续任"},
    "register": {
        "title": "何师傅创新工作室",
        "level": "municipal",
        "org_name": "北京亦创精工装备有限公司",
        "awarded_on": "2018-05-01",
        "amount": "50000.00",
        "union_money": "100000.00",
        "enterprise_investment": "2000000.00",
        "benefit": "280000000.00",
    },
}
OWN = {"patent": PATENT, "project": PROJECT, "studio": STUDIO}
PROPOSED = {"patent": {"amount": "3000.00"}, "project": {"grade": "third"}, "studio": {"level": "district"}}


def answers(programme: str, action: str, **changes: Any) -> Answers:
    """A valid raw answer to this action of this programme, with changes."""
    makers = {"submit": _submit, "accept": _accept, "review": _review, "withhold": _return}
    makers |= {"return_for_correction": _return, "return_report": _return_report}
    maker = makers.get(action)
    found = maker(programme) if maker else OWN[programme].get(action) or COMMON[action]
    extra = PROPOSED[programme] if action == "propose" else {}
    extra |= {"due_on": "2026-05-15"} if action == "return_for_correction" else {}
    return copy.deepcopy({**found, **extra, **changes})


def _submit(programme: str) -> Answers:
    return dict(getattr(applications, programme)())


def _accept(programme: str) -> Answers:
    items = import_module(f"forms.{programme}_application").CHECKLIST
    return {"checklist": [{"item": key, "met": "met"} for key, _ in items], "note": "齐全"}


def _return(programme: str, action: str = "submit") -> Answers:
    form = import_module(f"forms.{programme}").FORMS[action]
    return {"faults": [{"section": sections(form)[0][0], "fault": "单位名称与公章不一致"}]}


def _return_report(programme: str) -> Answers:
    return _return(programme, "report")


def _review(programme: str) -> Answers:
    rubric = import_module(f"forms.{programme}").RUBRIC
    scores = [
        {"criterion": c.key, "answer": "answered", "band": "good", "points": f"{c.bands[1].high}"}
        for c in rubric
    ]
    return {"scores": scores, "comment": "有价值", "recommendation": "recommend"}
