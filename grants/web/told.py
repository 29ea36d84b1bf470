"""What the log says, in words: acts on accounts, units, rounds, papers and settings; and those of cases."""

import json

from flask_babel import gettext

from grants.models import Event
from grants.programmes import PROGRAMMES
from grants.texts import N_, spoken

# By what they are about; those of cases are actions of their workflow, beside a few.
ACTS_OF: dict[str, dict[str, str]] = {
    "account": {
        "sign_in": N_("登录"),
        "sign_out": N_("退出"),
        "sign_in_failed": N_("登录失败"),
        "sign_in_locked": N_("连续失败，暂停登录"),
        "password_changed": N_("修改密码"),
        "password_reset_requested": N_("申请重设密码"),
        "password_reset": N_("通过邮件重设密码"),
        "second_factor_set": N_("启用两步验证"),
        "second_factor_removed": N_("停用两步验证"),
        "second_factor_reset": N_("管理员重置两步验证"),
        "account_made": N_("建立账户"),
        "role_taken": N_("接受邀请，取得角色"),
        "role_granted": N_("授予角色"),
        "role_ended": N_("结束角色"),
        "deactivated": N_("停用账户"),
        "reactivated": N_("恢复账户"),
        "delegated": N_("委托"),
        "delegation_ended": N_("结束委托"),
        "expertise_changed": N_("修改专业领域"),
        "message_pace": N_("修改收取消息的时间"),
        "message_number": N_("登记或删去短信号码"),
        "token_created": N_("建立接口令牌"),
        "token_revoked": N_("吊销接口令牌"),
        "administrator_created": N_("建立系统管理员"),
    },
    "invitation": {
        "invited": N_("发出邀请"),
        "registration_asked": N_("申请登记单位"),
    },
    "organisation": {
        "organisation_registered": N_("登记单位"),
        "renamed": N_("单位更名"),
        "profile_changed": N_("修改单位资料"),
        "join_asked": N_("申请加入单位"),
        "join_agreed": N_("同意加入单位"),
        "join_refused": N_("不同意加入单位"),
    },
    "round": {
        "open_round": N_("设立批次"),
        "clone_round": N_("复制批次"),
        "revise_round": N_("修改批次参数"),
        "publish_round": N_("发布批次"),
        "import": N_("导入表格"),
        "prepare_round_paper": N_("拟制批次文书"),
        "discard_round_paper": N_("放弃批次文书"),
        "approve_round_paper": N_("签发批次文书"),
        "release_round_paper": N_("发放批次文书"),
        "post_round_notice": N_("发布批次公示"),
        "void_round_paper": N_("作废批次文书"),
    },
    "calendar": {
        "set_day": N_("规定工作日或休息日"),
        "remove_day": N_("恢复原工作日安排"),
    },
    "template": {
        "own_template": N_("修改文书模板"),
    },
    "wording": {
        "own_wording": N_("修改消息措辞"),
    },
    "message": {
        "send_again": N_("重发消息"),
    },
    "personal": {
        "unmask": N_("查看个人信息"),
        "read_paper": N_("打开载有个人信息的文书"),
        "bank_file": N_("导出付款文件"),
        "bank_unpaid": N_("登记银行未付"),
    },
    "case": {
        "void_number": N_("作废文号"),
        "anonymise": N_("清除个人信息"),
    },
    "story": {
        "story_begun": N_("演示故事开始"),
    },
}
ACTS = {act: label for acts in ACTS_OF.values() for act, label in acts.items()}


def told(event: Event) -> tuple[str, str]:
    """The act in words, and where from or why."""
    recorded = json.loads(event.recorded)
    return act(event), recorded.get("source") or recorded.get("reason") or ""


def act(event: Event, programme: str = "") -> str:
    """What was done, in words; of a case, as its programme calls it."""
    actions = PROGRAMMES[programme].workflow.action if programme else {}
    if event.action in actions:
        return spoken(actions[event.action].label)
    return gettext(ACTS[event.action]) if event.action in ACTS else event.action
