"""What the log says of an account, in words."""

import json

from flask_babel import gettext

from grants.models import Event
from grants.texts import N_

ACTS = {
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
}


def told(event: Event) -> tuple[str, str]:
    """The act in words, and where from or why."""
    recorded = json.loads(event.recorded)
    label = gettext(ACTS[event.action]) if event.action in ACTS else event.action
    return label, recorded.get("source") or recorded.get("reason") or ""
