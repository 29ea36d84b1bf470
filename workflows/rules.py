"""The rulebook: every rule a refusal or an outcome can cite, by code. Pages show the texts one click away.

Sources: the municipal model of the patent and project boosts, notices on studio evaluation, and this
product's own defaults where no public rule was found (marked so in `source`).
"""

from dataclasses import dataclass


def N_(text: str) -> str:
    """Marks a message id for the catalogue; the leaves translate nothing themselves."""
    return text


MODEL = N_("市级助推办法（范本）")
NOTICE = N_("职工创新工作室评选通知（范本）")
DEFAULT = N_("本系统默认规则")
FISCAL = N_("国知发保字〔2021〕1号")


@dataclass(frozen=True)
class Rule:
    code: str
    title: str
    text: str
    source: str


RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in (
        Rule("A1", N_("申报时间"), N_("申报应在批次规定的起止时间内提交，以系统收到的时间为准。"), DEFAULT),
        Rule("A2", N_("单位确认"), N_("申报材料须经本单位工会确认后方可受理。"), MODEL),
        Rule("A3", N_("一次告知"), N_("材料需要补正的，应当一次告知全部问题，只补正所列部分。"), DEFAULT),
        Rule(
            "D1",
            N_("职责分离"),
            N_("申报、确认、审查、评审、审批、拨款经办与复核在同一案件中由不同的人承担。"),
            DEFAULT,
        ),
        Rule("D2", N_("回避"), N_("专家在查看材料前申报利益关系，有利益关系的应当回避。"), DEFAULT),
        Rule("E1", N_("评审人数"), N_("每件由规定人数的专家独立评审，全部提交后方可进入下一环节。"), DEFAULT),
        Rule("M1", N_("会议审定"), N_("是否给予助推由会议提出建议，附会议纪要，由领导审批。"), MODEL),
        Rule("M2", N_("预算控制"), N_("各批次审定金额合计不得超过该批次预算。"), DEFAULT),
        Rule(
            "N1",
            N_("公示"),
            N_("审定结果公示，公示期按工作日计算，首日计入；异议处理完毕后方可制发文书。"),
            MODEL,
        ),
        Rule("W1", N_("文书签发"), N_("文书先拟制、后签发、再发放；内容变化的，原签发作废。"), DEFAULT),
        Rule("F1", N_("拨款复核"), N_("拨款由一人经办、另一人复核，金额与审定结果一致。"), MODEL),
        Rule("F2", N_("追回"), N_("撤销的，追回未使用或不应发放的资金；可以分次退回，逐笔复核。"), MODEL),
        Rule(
            "F3",
            N_("核销"),
            N_("确实无法追回的余款，由财务经办或项目办写明理由和依据提出，领导批准后核销。"),
            DEFAULT,
        ),
        Rule("F4", N_("收款回执"), N_("款项到账后，由单位确认收款并提交收据。"), DEFAULT),
        Rule(
            "P1", N_("发明专利"), N_("限已授权的发明专利（职务发明），实用新型和外观设计不在范围内。"), MODEL
        ),
        Rule("P2", N_("授权时间"), N_("授权公告日应在批次规定的期间内，通常为上一自然年。"), MODEL),
        Rule(
            "P3",
            N_("一线职工"),
            N_("奖励第一发明人；第一发明人应为一线职工（车间主任及以下，或全职技术人员）且为工会会员。"),
            MODEL,
        ),
        Rule("P4", N_("一项一次"), N_("同一专利只奖励一次，不限年度。"), MODEL),
        Rule("P5", N_("一人一项"), N_("同一人每年奖励项数不超过批次规定。"), MODEL),
        Rule("P6", N_("生产应用"), N_("专利应已在本单位生产中应用。"), MODEL),
        Rule("P7", N_("专利有效"), N_("专利应处于有效状态，未被宣告无效。"), MODEL),
        Rule(
            "P8",
            N_("费用上限"),
            N_("使用财政资金时，各类资助合计不超过已缴官方规定费用的百分之五十。"),
            FISCAL,
        ),
        Rule("J1", N_("申报主体"), N_("申报主体为已命名的职工创新工作室。"), MODEL),
        Rule("J2", N_("项目立项"), N_("项目已在计划年度内由单位批准立项，并已拨付启动资金。"), MODEL),
        Rule("J3", N_("项目期限"), N_("项目自立项起不超过规定月数，最迟在规定日期前完成。"), MODEL),
        Rule("J4", N_("未结项目"), N_("有未结助推项目的工作室不得再次申报。"), MODEL),
        Rule("J5", N_("助推档次"), N_("申请金额不超过所申请档次的标准。"), MODEL),
        Rule("J6", N_("分期拨款"), N_("先拨首期，结项验收通过后拨付尾款，专款专用。"), MODEL),
        Rule("S1", N_("创新团队"), N_("工作室应有领军人和不少于规定人数的团队。"), NOTICE),
        Rule("S2", N_("不重复命名"), N_("单位既有研发机构不得申报命名；同一工作室不重复命名。"), NOTICE),
        Rule("S3", N_("领军人同意"), N_("领军人本人同意申报。"), NOTICE),
        Rule("S4", N_("失信限制"), N_("列入严重失信主体名单的单位不得申报。"), NOTICE),
        Rule(
            "S5",
            N_("年度考核"),
            N_("命名期内每年考核；优秀不超过被考核数的规定比例；不合格的限期整改。"),
            NOTICE,
        ),
        Rule("S6", N_("整改与摘牌"), N_("整改期满仍不合格的，撤销称号，追回未使用资金。"), NOTICE),
        Rule("S7", N_("任期与复评"), N_("称号有任期，期满前复评确认；未确认的到期失效。"), NOTICE),
        Rule(
            "S8",
            N_("年度报告"),
            N_(
                "命名期内每年提交年度报告，作为考核的依据；最迟在次年批次规定的月份（通常为三月）的最后一天提交。"
            ),
            DEFAULT,
        ),
    )
}
