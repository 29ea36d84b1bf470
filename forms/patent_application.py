"""职工专利助推: what an enterprise asks for its worker, and what screening looks at."""

from collections.abc import Iterator
from typing import Any

from marshmallow import post_load

from forms import fields as f
from forms.parts import (
    DECLARATION,
    NAMES,
    PERSONS,
    Data,
    Fault,
    Organisation,
    form,
    in_order,
    needed_if,
    reason,
)
from forms.patent_numbers import KINDS, patent_kind
from forms.sentences import N_, say

SECTIONS = (
    ("unit", N_("单位信息")),
    ("patent", N_("专利信息")),
    ("worker", N_("第一发明人")),
    ("use", N_("应用与资助情况")),
    ("attachments", N_("附件与声明")),
)
FRONT_LINE = (
    ("worker", N_("生产（服务）一线职工")),
    ("team_leader", N_("班组长")),
    ("workshop", N_("车间主任（含相当职务）")),
    ("technician", N_("全职技术人员")),
    ("other", N_("其他（不属于一线职工）")),
)
CHECKLIST = (
    ("unit", N_("单位名称、信用代码与证照一致")),
    ("certificate", N_("专利证书清晰完整，与填报的专利号、名称、授权公告日一致")),
    ("invention", N_("属已授权的发明专利（职务发明），专利权人包括本单位")),
    ("first_inventor", N_("第一发明人与证书一致，属一线职工，且为工会会员")),
    ("application", N_("已在本单位生产中应用")),
    ("in_force", N_("专利权有效，未被宣告无效")),
    ("subsidies", N_("其他资助情况已如实填报")),
    ("card", N_("收款银行卡为第一发明人本人的工会会员卡或借记卡")),
    ("endorsed", N_("单位工会已确认")),
)


def kind_agrees(data: Data) -> Iterator[Fault]:
    """The kind chosen is the one the number says."""
    number, kind = data.get("patent_number"), data.get("kind")
    if number and kind and patent_kind(number) != kind:
        names = dict(KINDS)
        sentence = N_("专利号表示的是“%(said)s”，所选的是“%(chosen)s”。请对照专利证书核对。")
        yield "kind", say(sentence, said=names[patent_kind(number)], chosen=names[kind])


class Application(Organisation):
    """What an enterprise asks for its worker."""

    SECTIONS = SECTIONS
    RULES = (
        kind_agrees,
        in_order(("filing_date", N_("申请日")), ("grant_date", N_("授权公告日"))),
        needed_if("in_production_since", N_("开始应用日期"), "in_production", True, N_("已在生产中应用的")),
    )

    title = f.ShortText(
        N_("发明名称"), section="patent", required=True, max_length=200, hint=N_("与证书一致")
    )
    patent_number = f.PatentNumber(N_("专利号"), section="patent", required=True, rule="P1")
    kind = f.Choice(
        N_("专利种类"),
        KINDS,
        section="patent",
        rule="P1",
        hint=N_("可不选，由专利号得出"),
    )
    filing_date = f.Date(N_("申请日"), section="patent", required=True)
    grant_date = f.Date(
        N_("授权公告日"),
        section="patent",
        required=True,
        rule="P2",
        by_round=N_("本批次奖励 %(window_from)s 至 %(window_until)s 授权公告的专利"),
    )
    announcement_number = f.AnnouncementNumber(
        N_("授权公告号"),
        section="patent",
        required=True,
        hint=N_("例如 CN108993444B"),
    )
    patentees = f.Rows(
        N_("专利权人"), NAMES, section="patent", min_rows=1, max_rows=20, hint=N_("按证书顺序")
    )
    inventors = f.Rows(
        N_("发明人"),
        PERSONS,
        section="patent",
        min_rows=1,
        max_rows=50,
        hint=N_("按证书顺序，第一位为第一发明人"),
        checked=False,
    )
    first_inventor_name = f.ShortText(
        N_("姓名"),
        section="worker",
        required=True,
        max_length=50,
        rule="P3",
        hint=N_("即发明人名单的第一位"),
        follows="inventors-0-name",
        checked=False,
    )
    first_inventor_post = f.ShortText(N_("岗位职务"), section="worker", required=True, rule="P3")
    front_line_class = f.Choice(N_("一线职工类别"), FRONT_LINE, section="worker", required=True, rule="P3")
    resident_id = f.ResidentId(N_("身份证号"), section="worker", required=True, rule="P5")
    phone = f.Mobile(N_("手机号"), section="worker", required=True)
    card_number = f.CardNumber(
        N_("银行卡号"), section="worker", required=True, hint=N_("第一发明人本人的工会会员卡或借记卡")
    )
    card_number_reason = reason(N_("银行卡号情况说明"), "worker")
    card_bank = f.ShortText(N_("开户行"), section="worker", required=True, hint=N_("写到支行"))
    union_member = f.YesNo(N_("是工会会员"), section="worker", required=True, rule="P3")
    employed = f.YesNo(N_("与本单位签订劳动合同并由本单位缴纳社会保险"), section="worker", required=True)
    in_production = f.YesNo(N_("已在本单位生产中应用"), section="use", required=True, rule="P6")
    in_production_since = f.Date(N_("开始应用日期"), section="use", hint=N_("已应用的必填"))
    benefit = f.Money(N_("累计经济效益"), section="use", unit=N_("万元"), hint=N_("没有测算的可不填"))
    other_subsidies = f.Rows(
        N_("已获其他资助"),
        form(source=f.ShortText(N_("来源"), required=True), amount=f.Money(N_("金额"), required=True)),
        section="use",
        max_rows=20,
        rule="P8",
        hint=N_("本专利从各级财政和其他渠道获得的资助；没有的不填"),
    )
    official_fees = f.Money(
        N_("已缴官方规定费用"),
        section="use",
        rule="P8",
        hint=N_("申请至授权的官费，不含年费和代理费"),
    )
    in_force = f.YesNo(N_("专利权有效，未被宣告无效"), section="use", required=True, rule="P7")
    certificate = f.Upload(
        N_("专利证书"),
        section="attachments",
        required=True,
        hint=N_("电子证书请上传原始 PDF，勿打印后扫描"),
    )
    post_proof = f.Upload(N_("第一发明人岗位证明"), section="attachments", required=True, hint=N_("单位盖章"))
    declaration = f.Declaration(DECLARATION, section="attachments")

    @post_load
    def _kind_of_number(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        return data | {"kind": data["kind"] or patent_kind(data["patent_number"])}
