"""The rulebook and the words of the house, for everyone: every refusal links to its rule here."""

from collections.abc import Iterator

from flask import Blueprint, render_template

from grants.texts import N_
from workflows.rules import RULES, Rule

blueprint = Blueprint("glossary", __name__)

# (first letters of the codes, heading)
GROUPS = (
    ("A", N_("申报")),
    ("P", N_("职工专利助推")),
    ("J", N_("职工创新项目助推")),
    ("S", N_("职工创新工作室评选")),
    ("ED", N_("评审与职责")),
    ("MNW", N_("审定、公示与文书")),
    ("F", N_("资金")),
)

WORDS = (
    (N_("批次"), N_("某一年度某个项目的一次征集。金额、时间、条件等参数都写在批次里。")),
    (N_("申报"), N_("单位就一个批次提交的一件申请，从草稿到归档使用同一个编号。")),
    (N_("单位确认"), N_("申报单位的工会核对材料并确认，之后才送到项目办。")),
    (N_("形式审查"), N_("项目办核对材料是否齐全、是否符合条件，不评价水平高低。")),
    (N_("退回补正"), N_("一次列出全部问题，只重新开放需要修改的部分，其余内容不能改动。")),
    (N_("利益申报"), N_("专家在打开材料之前说明与申报单位有无利益关系；有利益关系的回避。")),
    (N_("会议审定"), N_("会议提出建议并附纪要，由审批领导决定。")),
    (N_("公示"), N_("向社会公布拟定结果，期限按工作日计算，首日计入。任何人可以实名提出异议。")),
    (N_("拟制、签发、发放"), N_("文书先拟制，领导看过原件后签发，再发放；发放的就是签发的那一份。")),
    (N_("经办与复核"), N_("每笔拨款由一人填报、另一人复核，两人不能是同一人。")),
    (N_("首期与尾款"), N_("项目助推分两期拨付，尾款在验收通过后拨付。")),
    (N_("整改"), N_("年度考核不合格的工作室在期限内改正；期满仍不合格的撤销称号。")),
    (N_("追回"), N_("称号或资助撤销后，收回未使用或不应发放的资金。")),
    (N_("复评"), N_("称号任期届满前重新评价，通过的续期。")),
    (N_("统一社会信用代码"), N_("18 位，见营业执照；工会法人有自己的代码。")),
    (N_("专利号"), N_("见专利证书，例如 ZL 2018 1 0862228.X；不是公告号（CN…B）。")),
)


@blueprint.get("/rules")
def rules() -> str:
    """Every rule, under the heading it belongs to."""
    return render_template("help/rules.html", groups=list(grouped()))


def grouped() -> Iterator[tuple[str, list[Rule]]]:
    known = "".join(letters for letters, _ in GROUPS)
    for letters, heading in GROUPS:
        yield heading, [rule for rule in RULES.values() if rule.code[0] in letters]
    rest = [rule for rule in RULES.values() if rule.code[0] not in known]
    if rest:
        yield N_("其他"), rest


@blueprint.get("/glossary")
def words() -> str:
    """The words used on the pages, in a sentence each."""
    return render_template("help/glossary.html", words=WORDS)
