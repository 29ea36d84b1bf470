"""The states every programme picks from, with whose turn it is and what the applicant is told."""

from workflows.engine import State
from workflows.rules import N_

STATES: dict[str, State] = {
    state.name: state
    for state in (
        State("draft", N_("草稿"), 0, "applicant", N_("请填写并提交申报。")),
        State("correcting", N_("补正"), 0, "applicant", N_("请按所列问题补正后重新提交。"), aside=True),
        State("endorsing", N_("单位确认"), 1, "endorser", N_("等待本单位工会确认。")),
        State("screening", N_("形式审查"), 2, "officer", N_("项目办正在审查材料。")),
        State("reviewing", N_("专家评审"), 3, "officer", N_("专家正在独立评审。")),
        State("visiting", N_("实地考察"), 4, "officer", N_("项目办将联系您安排实地考察。")),
        State("deciding", N_("会议审定"), 5, "officer", N_("等待会议审定和领导审批。")),
        State("noticing", N_("公示"), 6, "officer", N_("结果正在公示。")),
        State("releasing", N_("制发文书"), 7, "officer", N_("正在制作并签发文书。")),
        State("paying", N_("拨款"), 8, "maker", N_("财务正在办理拨款。")),
        State("running", N_("执行期"), 9, "applicant", N_("请按要求执行并报告。")),
        State("mending", N_("整改"), 9, "applicant", N_("请在期限内完成整改并报告。"), aside=True),
        State("suspended", N_("已暂停"), 9, "leader", N_("本案已暂停，恢复后继续。"), aside=True),
        State("accepting", N_("验收"), 10, "officer", N_("项目办正在审核您的报告。")),
        State("recovering", N_("追回"), 11, "maker", N_("请按通知退回资金。"), aside=True),
        State("closed", N_("办结"), 12, told=N_("本案已办结。"), final=True),
        State("withdrawn", N_("已撤回"), 12, told=N_("您已撤回申报。"), final=True, aside=True),
        State(
            "declined",
            N_("不予受理"),
            12,
            told=N_("本次申报不予受理，请查看理由和救济途径。"),
            final=True,
            aside=True,
        ),
        State(
            "refused",
            N_("不予通过"),
            12,
            told=N_("本次申报未获通过，请查看理由和救济途径。"),
            final=True,
            aside=True,
        ),
        State("revoked", N_("已撤销"), 12, told=N_("称号或资助已撤销。"), final=True, aside=True),
    )
}


def pick(*names: str) -> tuple[State, ...]:
    """These states, in this order; the first is where a case begins."""
    return tuple(STATES[name] for name in names)
