"""What is printed of a case for its own folder: the application, the experts' review, the list of what is in it."""

import re
from typing import Any

from marshmallow import ValidationError, validates_schema

from forms.money import MAX_FEN
from forms.sentences import N_, say
from grants.rendering import fields as f
from grants.rendering.schemas.common import Paper

STATES = re.compile("draft|submitted")
DIGEST = re.compile("[0-9a-f]{64}")
MOST_COLUMNS = 12


class Answer(f.Context):
    label = f.text(N_("栏目"), 80)
    value = f.blank_text(N_("内容"), 20_000)


class Table(f.Context):
    title = f.text(N_("表格"), 80, optional=True)
    heads = f.rows(N_("表头"), f.text(N_("表头"), 80), MOST_COLUMNS)
    lines = f.rows(
        N_("表格"), f.rows(N_("表格"), f.blank_text(N_("表格内容"), 2000), MOST_COLUMNS), 500, least=0
    )


class Section(f.Context):
    title = f.text(N_("栏目"), 60)
    answers = f.rows(N_("栏目"), Answer, 200, least=0)
    tables = f.rows(N_("表格"), Table, 20, least=0)


class OfCase(Paper):
    """A paper drawn of a case when it is asked for: it bears the case's number and none of its own."""

    title = f.text(N_("标题"), 60)
    case_number = f.text(N_("编号"), 40)
    subject = f.text(N_("申报事项"), f.TITLE, optional=True)
    unit = f.text(N_("申报单位"), f.UNIT)


class ApplicationForm(OfCase):
    """The application as it is printed to be stamped, from the draft or as it was submitted.

    `version` says which; `opinions` are the captions of the boxes to sign in.
    """

    state = f.shaped(N_("版本"), STATES, N_("“%(field)s”只能是 draft 或 submitted。"))
    version = f.text(N_("版本"), 60)
    sections = f.rows(N_("栏目"), Section, 40)
    declaration = f.text(N_("承诺"), 500)
    opinions = f.rows(N_("意见栏"), f.text(N_("意见栏"), 30), 4)


class Line(f.Context):
    """One line of the table of points: a cell of each expert, empty where this was not judged."""

    label = f.text(N_("评审项目"), 60)
    maximum = f.blank_text(N_("满分"), 10)
    points = f.rows(N_("得分"), f.blank_text(N_("得分"), 20), 15)


class Remark(f.Context):
    """An expert's opinion in words; `expert` is a letter and never a name."""

    expert = f.text(N_("专家"), 2)
    recommendation = f.text(N_("评审意见"), 20)
    comment = f.blank_text(N_("评语"), 20_000)


class ReviewSummary(OfCase):
    """What the experts found, without their names, and what the meeting proposes; `results` are label and value."""

    experts = f.rows(N_("专家"), f.text(N_("专家"), 2), 15)
    lines = f.rows(N_("评分"), Line, 60)
    rule = f.text(N_("计分办法"), 300)
    remarks = f.rows(N_("评语"), Remark, 15)
    results = f.rows(N_("评审结果"), Answer, 30)

    @validates_schema(skip_on_field_errors=True)
    def one_cell_for_each_expert(self, data: dict, **_options: Any) -> None:
        if any(len(line["points"]) != len(data["experts"]) for line in data["lines"]):
            raise ValidationError([say(N_("评分表的列数与专家人数不符。"))], "lines")


class Hand(f.Context):
    """Who did one part of an approval and when, for the box they sign in; both empty where nobody has yet."""

    caption = f.text(N_("意见栏"), 30)
    name = f.blank_text(N_("姓名"), 60)
    on = f.blank_text(N_("日期"), 20)


class WriteOffForm(OfCase):
    """The form on which money that cannot be got back is given up: proposed by one, decided by another.

    `amount` is all that is still owed; sums are in fen. `outcome` says how it stands, `opinion` why.
    """

    decision = f.text(N_("撤销决定"), 120)
    reclaimed = f.fen(N_("应追回金额"))
    recovered = f.whole(N_("已追回金额"), 0, MAX_FEN)
    amount = f.fen(N_("核销金额"))
    reasons = f.text(N_("核销理由"), 20_000)
    rule = f.text(N_("依据"), 400)
    proofs = f.rows(N_("证明材料"), f.text(N_("证明材料"), 200), 100, least=0)
    outcome = f.text(N_("审批结果"), 60)
    opinion = f.blank_text(N_("审批意见"), 20_000)
    hands = f.rows(N_("意见栏"), Hand, 4)

    @validates_schema(skip_on_field_errors=True)
    def no_more_than_is_owed(self, data: dict, **_options: Any) -> None:
        if data["recovered"] + data["amount"] > data["reclaimed"]:
            raise ValidationError([say(N_("已追回与核销的金额之和大于应追回金额。"))], "amount")


class Kept(f.Context):
    """One thing in the folder: `digest` is the SHA-256 of its bytes, or of an act the log's own."""

    number = f.blank_text(N_("编号"), 60)
    title = f.text(N_("题名"), 200)
    by = f.blank_text(N_("责任者"), 60)
    on = f.text(N_("日期"), 20)
    size = f.blank_text(N_("大小"), 20)
    digest = f.shaped(N_("摘要值"), DIGEST, N_("“%(field)s”须是 64 位十六进制数。"))


class DossierContents(OfCase):
    """The first sheet of the folder: papers, files and acts, each with its digest, as they stand on this day."""

    papers = f.rows(N_("文书"), Kept, 500, least=0)
    files = f.rows(N_("附件"), Kept, 2000, least=0)
    acts = f.rows(N_("办理经过"), Kept, 2000, least=0)
