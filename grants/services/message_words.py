"""The words of messages as the product ships them: per occasion and audience, with named places.

An occasion is the name of the action a message tells of, or of a day that comes near. The words change with the
language, the places do not; an office may write its own (`wordings`). There is no place for a person's name, an
address, an account or a sum, so no wording can tell one.
"""

from dataclasses import dataclass

from grants.programmes import PROGRAMMES
from grants.texts import N_

UNIT, TURN, GROUP = "unit", "turn", "group"
AUDIENCES: dict[str, str] = {UNIT: N_("申报单位"), TURN: N_("下一步的办理人"), GROUP: N_("工作群")}

PLACES: dict[str, str] = {
    "number": N_("案件编号"),
    "title": N_("案件名称"),
    "programme": N_("项目类别"),
    "state": N_("案件的状态"),
    "told": N_("该状态的说明"),
    "role": N_("轮到谁办理"),
    "due": N_("期限的最后一天"),
    "left": N_("剩余工作日数（含今天）"),
    "letter": N_("文书名称"),
    "office": N_("本单位名称"),
    "link": N_("案件页的网址"),
}
ALWAYS = ("number", "title", "programme", "state", "told", "office", "link")


@dataclass(frozen=True)
class Wording:
    """The line a message is known by (also the whole of a text message), and what it says."""

    subject: str
    body: str


# Days that come near, by occasion: what they are called in the list of wordings.
DAYS: dict[str, str] = {
    "closing": N_("批次将截止（草稿未提交）"),
    "due_correcting": N_("补正期限将至"),
    "due_mending": N_("整改期限将至"),
    "due_report": N_("年度报告期限将至"),
    "due_running": N_("执行期将满"),
    "due_recovering": N_("退款期限将至"),
    "unread": N_("文书尚未查看"),
}
WITH_A_DAY = ("return_for_correction", "order_mending", "extend")  # acts that give one
# Occasions that bring or move a duty with a day, or ask by name: told at once, whatever somebody chose.
ASKING = ("remind", "remind_receipt", "revoke", "withhold", "return_report")
URGENT = frozenset({*DAYS, *WITH_A_DAY, *ASKING}) - {"unread"}

# Acts that leave the case where it is and still make it somebody's turn: which role is told.
NEXT: dict[str, str] = {
    "assign": "expert",
    "declare_interest": "officer",  # where it is a conflict
    "propose": "leader",
    "object": "officer",
    "prepare_papers": "leader",
    "approve_papers": "officer",
    "prepare_payment": "checker",
    "return_payment": "maker",
    "report": "officer",
    "report_interim": "officer",
    "report_mending": "officer",
    "extend": "applicant",
    "record_recovery": "checker",
    "return_recovery": "maker",
    "propose_write_off": "leader",
    "refuse_write_off": "maker",
    "remind_receipt": "applicant",
}

SUBJECT, DUE_SUBJECT = N_("{programme}：{number}，{state}"), N_("{programme}：{number}，期限{due}")
SUBJECTS: dict[str, str] = {
    "unread": N_("{programme}：{number}，有文书尚未查看"),
    "declare_interest": N_("{programme}：{number}，有专家回避"),
    "remind": N_("{programme}：{number}，请及时办理"),
    "remind_receipt": N_("{programme}：{number}，请确认收款"),
    "closing": N_("{programme}：{number}，{due}截止"),
    "return_for_correction": N_("{programme}：{number}，请在{due}以前补正"),
    "order_mending": N_("{programme}：{number}，请在{due}以前完成整改"),
    "extend": N_("{programme}：{number}，期限延至{due}"),
}

TO_UNIT: dict[str, str] = {
    "submit": N_("案件{number}已经提交，等待本单位工会确认。"),
    "withhold": N_("本单位工会退回了案件{number}，请按所列问题修改后重新提交。"),
    "endorse": N_("本单位工会已确认案件{number}，项目办正在审查材料。"),
    "return_for_correction": N_("案件{number}需要补正，请在{due}（含）以前按所列问题修改后重新提交。"),
    "extend": N_("案件{number}（{state}）的期限延长至{due}（含）。"),
    "accept": N_("案件{number}已受理。{told}"),
    "decline": N_("案件{number}不予受理，理由和救济途径见案件页。"),
    "refuse": N_("案件{number}未获通过，理由和救济途径见案件页。"),
    "close_notice": N_("案件{number}的公示已经期满，正在制作并签发文书。"),
    "release": N_("案件{number}的文书已经发放，请到案件页查看。{told}"),
    "confirm_payment": N_("案件{number}的款项已经到账。{told}"),
    "report": N_("案件{number}的报告已经提交。{told}"),
    "return_report": N_("案件{number}的报告需要修改，请按所列问题补充后重新提交。"),
    "accept_report": N_("案件{number}的报告已通过验收。{told}"),
    "order_mending": N_("案件{number}需要整改，请在{due}（含）以前完成并报告。"),
    "pass_mending": N_("案件{number}的整改已通过。{told}"),
    "reconfirm": N_("案件{number}已通过复评。{told}"),
    "revoke": N_("案件{number}的称号或资助已撤销，理由和救济途径见案件页。"),
    "withdraw": N_("案件{number}已按申请撤回。"),
    "remind": N_("项目办请您及时办理案件{number}，详见案件页的记录。"),
    "remind_receipt": N_("案件{number}的款项已经拨付，请确认收款并提交收据。"),
    "closing": N_("案件{number}还没有提交，本批次{due}截止，含今天还有{left}个工作日。"),
    "unread": N_("案件{number}的{letter}已经发放，本单位还没有人打开过，请及时查看。"),
}
DUE = N_("案件{number}（{state}）的期限是{due}，含今天还有{left}个工作日，请按期办理。")
CHANGED = N_("案件{number}现在的状态是“{state}”。{told}")

TO_TURN: dict[str, str] = {
    "assign": N_("请您评审案件{number}：请先申报利益关系，再查看材料和打分。"),
    "declare_interest": N_("案件{number}有专家申报了利益关系，不再评审本案，请查看是否需要另行指派专家。"),
    "propose": N_("案件{number}已提出审定建议，请审批。"),
    "object": N_("案件{number}在公示期内收到异议，请处理。"),
    "prepare_papers": N_("案件{number}的文书已经拟制，请核对后签发。"),
    "approve_papers": N_("案件{number}的文书已经签发，请发放。"),
    "prepare_payment": N_("案件{number}的拨款已经填报，请复核。"),
    "return_payment": N_("案件{number}的拨款被退回，请修改后重新填报。"),
    "report": N_("案件{number}提交了报告，请审核。"),
    "report_interim": N_("案件{number}提交了中期报告，请审核。"),
    "report_mending": N_("案件{number}提交了整改报告，请审核。"),
    "record_recovery": N_("案件{number}的追回款项已经登记，请复核。"),
    "return_recovery": N_("案件{number}的追回登记被退回，请核对后重新登记。"),
    "propose_write_off": N_("案件{number}有款项提请核销，请审批。"),
    "refuse_write_off": N_("案件{number}的款项不予核销，请继续追回。"),
    "remind": N_("项目办催办案件{number}（{state}），请及时办理。"),
}
YOUR_TURN = N_("案件{number}到了“{state}”，请您办理。")
TO_GROUP = N_("{state}，请{role}办理。")


def message_ids(occasion: str, audience: str) -> tuple[str, str]:
    """The message ids of subject and sentence that are shipped for this occasion."""
    usual = DUE_SUBJECT if occasion.startswith("due_") else SUBJECT
    subject = usual if audience == GROUP else SUBJECTS.get(occasion, usual)
    if audience == GROUP:
        return subject, TO_GROUP
    if audience == TURN:
        return subject, TO_TURN.get(occasion, YOUR_TURN)
    return subject, DUE if occasion.startswith("due_") else TO_UNIT.get(occasion, CHANGED)


def places(programme: str, occasion: str, audience: str) -> dict[str, str]:
    """The places a wording of this occasion may name, each with what it says."""
    wanted = {*ALWAYS}
    if audience != UNIT:
        wanted |= {"role"}
    if PROGRAMMES[programme].words.named_after_people or audience == GROUP:
        wanted -= {"title"}
    if occasion == "unread":
        wanted |= {"letter"}
    elif occasion in DAYS:
        wanted |= {"due", "left"}
    elif occasion in WITH_A_DAY:
        wanted |= {"due"}
    return {name: label for name, label in PLACES.items() if name in wanted}
