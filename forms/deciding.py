"""Forms of the visit, the meeting, the decision, the public notice and the papers."""

from collections.abc import Iterator
from typing import Any

from forms import fields as f
from forms import identifiers
from forms.base import Empty, Form
from forms.parts import Data, Fault, form
from forms.screening import reasons_only, refusal
from forms.sentences import N_, say

OUTCOMES = (("award", N_("建议通过")), ("refuse", N_("建议不予通过")))
OBJECTORS = (("person", N_("个人")), ("unit", N_("单位")))

_OUT_OF = N_("满分 100 分")


def proposal_complete(data: Data) -> Iterator[Fault]:
    """An award names its sum (and grade or level), a refusal its reasons."""
    if data.get("outcome") == "award":
        for name, label in (("amount", N_("建议金额")), ("grade", N_("档次")), ("level", N_("级别"))):
            if name in data and data[name] is None:
                yield name, say(N_("建议通过的，请填写“%(label)s”。"), label=label)
    if data.get("outcome") == "refuse" and "reasons" in data and not data["reasons"]:
        yield "reasons", say(N_("建议不予通过的，请填写“理由”。"))


def proposal(**more: Any) -> Form:
    """The meeting's proposal, with its minutes."""
    return form(
        (proposal_complete,),
        meeting_on=f.Date(N_("会议日期"), required=True),
        attendance=f.LongText(N_("出席人员"), required=True, max_length=500),
        minutes=f.LongText(N_("会议纪要"), required=True, max_length=5000),
        outcome=f.Choice(N_("审定建议"), OUTCOMES, required=True, each=True),
        amount=f.Money(N_("建议金额"), hint=N_("建议通过的必填，可为 0；不得超过本批次预算余额")),
        **more,
        reasons=f.LongText(N_("理由"), hint=N_("建议不予通过的必填")),
    )


def mask_contact(text: str) -> str:
    """A phone keeps its ends, anything else is hidden whole."""
    return identifiers.mask_phone(text) if text.isdigit() else "****"


def decision(**more: Any) -> dict[str, Form]:
    """From the meeting to the leader's decision."""
    return {
        "propose": proposal(**more),
        "remand": reasons_only(),
        "decide": form(
            opinion=f.LongText(N_("审批意见"), required=True, max_length=500),
            agreed=f.Declaration(
                N_("同意会议的审定建议"),
                hint=N_("不同意的，请返回案件，选择“发回重审”或“决定不予通过”"),
            ),
        ),
        "refuse": refusal(),
    }


def presentation() -> dict[str, Form]:
    """An optional presentation before the panel."""
    return {
        "present": form(
            presented_on=f.Date(N_("答辩日期"), required=True),
            panel=f.LongText(N_("答辩评委"), required=True, max_length=300),
            points=f.Points(N_("答辩得分"), required=True, hint=_OUT_OF),
            note=f.LongText(N_("备注"), max_length=500),
        )
    }


def visiting() -> dict[str, Form]:
    """The visit to the place."""
    return {
        "visit": form(
            visited_on=f.Date(N_("考察日期"), required=True),
            visitors=f.LongText(N_("考察人员"), required=True, max_length=300),
            findings=f.LongText(N_("考察情况"), required=True),
            points=f.Points(N_("考察得分"), required=True, hint=_OUT_OF),
            photographs=f.Upload(N_("现场照片"), accept=("jpg", "png")),
        )
    }


def notice() -> dict[str, Form]:
    """The public notice and what is said against it."""
    number = f.Number(N_("异议编号"), required=True, minimum=1)
    findings = f.LongText(N_("核查情况和处理意见"), required=True, each=True)
    unit_hint = N_("单位提出异议的，请上传加盖公章的书面材料")
    return {
        "post_notice": form(
            starts_on=f.Date(N_("公示开始日期"), required=True, hint=N_("首日计入，截止日期按工作日计算"))
        ),
        "object": form(
            kind=f.Choice(N_("异议人"), OBJECTORS, required=True),
            name=f.ShortText(N_("姓名或单位名称"), required=True, hint=N_("须为真实姓名或单位全称")),
            contact=f.ShortText(N_("联系方式"), required=True, personal=mask_contact),
            text=f.LongText(N_("异议内容和理由"), required=True),
            proof=f.Upload(N_("证明材料"), hint=unit_hint),
        ),
        "dismiss_objection": form(objection=number, findings=findings),
        "uphold_objection": form(objection=number, findings=findings),
    }


def papers() -> dict[str, Form]:
    """Papers: prepared, signed off by their digest, released."""
    return {
        "prepare_papers": Empty(),
        "approve_papers": form(
            digest=f.ShortText(
                N_("文书摘要值"),
                required=True,
                each=True,
                max_length=128,
                hint=N_("与所审阅的文书一一对应，由系统填入"),
            )
        ),
        "release": Empty(),
        "replace_papers": reasons_only(),
    }
