"""Words papers use: Chinese whatever the reader's language, since papers are official documents."""

LEVELS = {"district": "区级", "municipal": "市级", "model": "劳模"}
GRADES = {"first": "一档", "second": "二档", "third": "三档"}
FUNDS = {"union": "工会经费", "fiscal": "财政资金"}
SERIES = {
    "naming_certificate": "创证",
    "reward_notice": "创奖",
    "funding_letter": "创拨",
    "public_notice": "创公",
    "refusal_letter": "创函",
}
PURPOSES = {
    "studio": "用于工作室场地设施、攻关活动和人才培养，专款专用",
    "project": "用于本项目的人员、材料、试验和设备等支出，专款专用",
}
DUTIES = {
    "studio": ["每年提交年度报告，接受年度考核；称号被撤销的，退回未使用的资金。"],
    "project": ["按时提交中期报告和结项报告，结项验收通过后拨付尾款；未通过验收的，退回未使用的资金。"],
}
RECEIPT_DAYS = 15
