"""The words of papers: Chinese whatever the reader's language, since papers are official documents."""

from grants.texts import N_

# What each kind is called, on pages and where one paper names another.
KINDS = {
    "naming_certificate": N_("命名证书"),
    "project_certificate": N_("项目助推证书"),
    "reward_notice": N_("奖励通知书"),
    "funding_letter": N_("拨款通知书"),
    "public_notice": N_("公示"),
    "refusal_letter": N_("不予通过（受理）通知书"),
    "revocation_notice": N_("撤销通知书"),
    "recovery_notice": N_("追回通知书"),
    "acceptance_opinion": N_("验收意见书"),
    "naming_decision": N_("决定"),
    "payment_list": N_("拨款清单"),
    "application_form": N_("申报书（盖章稿）"),
    "review_summary": N_("评审汇总表"),
    "write_off_form": N_("核销审批单"),
    "dossier_contents": N_("卷内目录"),
}

LEVELS = {"district": "区级", "municipal": "市级", "model": "劳模"}
GRADES = {"first": "一档", "second": "二档", "third": "三档"}
FUNDS = {"union": "工会经费", "fiscal": "财政资金"}
# 机关代字 of each kind, between the office's own and 字. A kind left out bears no number.
SERIES = {
    "naming_certificate": "创证",
    "project_certificate": "创项",
    "reward_notice": "创奖",
    "funding_letter": "创拨",
    "public_notice": "创公",
    "refusal_letter": "创函",
    "revocation_notice": "创撤",
    "recovery_notice": "创追",
    "acceptance_opinion": "创验",
    "naming_decision": "创发",
}
RECEIPT_DAYS = 15  # working days
REPAY_DAYS = 30  # days, where the decision names none
