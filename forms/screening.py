"""Forms from the unit's confirmation to the assignment of experts, and those used all along."""

from typing import Any

from forms import fields as f
from forms.base import Form
from forms.parts import form
from forms.sentences import N_

Pairs = tuple[tuple[str, str], ...]

CONFLICTS = (
    ("none", N_("无利益关系")),
    ("financial", N_("经济利益关系")),
    ("colleague", N_("同单位或两年内曾同单位")),
    ("kin", N_("亲属关系")),
    ("other", N_("其他可能影响公正的关系")),
)
MET = (("met", N_("符合")), ("not_met", N_("不符合")), ("not_applicable", N_("不适用")))


def faults(sections: Pairs, **more: Any) -> Form:
    """A return: every fault at once, each in its section; only these sections reopen."""
    row = form(
        section=f.Choice(N_("所在部分"), sections, required=True),
        fault=f.LongText(
            N_("问题和改法"), required=True, max_length=500, hint=N_("写明哪里不对、应当怎样改")
        ),
    )
    hint = N_("一次列出全部问题；退回后只有所列部分可以修改")
    return form(faults=f.Rows(N_("需要补正的问题"), row, min_rows=1, hint=hint), **more)


def checklist(items: Pairs) -> Form:
    """Acceptance of a case: each item of the programme's checklist is answered."""
    row = form(
        item=f.Choice(N_("审查项目"), items, required=True),
        met=f.Choice(N_("结论"), MET, required=True),
        remark=f.ShortText(N_("备注"), max_length=200),
    )
    return form(
        checklist=f.Rows(N_("形式审查清单"), row, min_rows=1, key="item"),
        note=f.LongText(N_("审查意见"), max_length=500),
    )


def refusal() -> Form:
    """A refusal: reasons, the rule it rests on, and the remedy."""
    return form(
        reasons=f.LongText(
            N_("理由"), required=True, each=True, hint=N_("针对本案的具体事实，将原样告知申报单位")
        ),
        rule=f.ShortText(N_("依据"), required=True, hint=N_("所依据的文件和条款")),
        remedy=f.LongText(
            N_("救济途径"), required=True, max_length=500, hint=N_("向谁、在多长时间内、以什么方式申请复核")
        ),
    )


def reasons_only() -> Form:
    """An act that needs nothing but its reasons."""
    return form(reasons=f.LongText(N_("理由"), required=True))


def intake(sections: Pairs, items: Pairs) -> dict[str, Form]:
    """From the unit's confirmation to acceptance, for an application of these sections."""
    due = f.Date(N_("补正期限"), required=True, hint=N_("申报单位须在这一天（含）以前重新提交"))
    return {
        "withhold": faults(sections),
        "endorse": form(
            opinion=f.LongText(N_("单位工会意见"), required=True, max_length=500),
            confirmed=f.Declaration(N_("已核对申报材料，内容属实，同意申报")),
            stamped_application=f.Upload(
                N_("盖章申报书扫描件"),
                hint=N_("可在案件页打印盖章稿，盖章后扫描上传；每页下方的校验码应与案件页所示一致"),
            ),
        ),
        "return_for_correction": faults(sections, due_on=due),
        "accept": checklist(items),
        "decline": refusal(),
        "withdraw": reasons_only(),
        "remind": form(text=f.LongText(N_("催办内容"), required=True, max_length=500)),
        "extend": form(
            due_on=f.Date(N_("新期限"), required=True, hint=N_("须晚于原期限")),
            reasons=f.LongText(N_("延长理由"), required=True, max_length=500),
        ),
    }


def assignment() -> dict[str, Form]:
    """Who reviews, and whether they may."""
    return {
        "assign": form(
            experts=f.PersonPick(
                N_("评审专家"),
                options="experts",
                required=True,
                hint=N_("人数见本批次规定；有利益关系的不得指派"),
            )
        ),
        "unassign": form(
            experts=f.PersonPick(N_("撤换的专家"), options="experts", required=True, each=True),
            reasons=f.LongText(N_("撤换理由"), required=True, max_length=500),
        ),
        "declare_interest": form(
            conflict=f.Choice(N_("与申报单位及人员的关系"), CONFLICTS, required=True),
            explanation=f.LongText(N_("说明"), max_length=500, hint=N_("有利益关系的，请写明具体情况")),
        ),
    }
