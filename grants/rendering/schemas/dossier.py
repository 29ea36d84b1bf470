"""What is printed of a case's own answers."""

from forms.sentences import N_
from grants.rendering import fields as f
from grants.rendering.schemas.common import Paper


class Answer(f.Context):
    label = f.text(N_("栏目"), 40)
    value = f.blank_text(N_("内容"), 5000)


class Table(f.Context):
    heads = f.rows(N_("表头"), f.text(N_("表头"), 40), 12)
    lines = f.rows(N_("表格"), f.rows(N_("表格"), f.blank_text(N_("表格内容"), 500), 12), 500, least=0)


class Section(f.Context):
    title = f.text(N_("栏目"), 40)
    answers = f.rows(N_("栏目"), Answer, 200, least=0)
    tables = f.rows(N_("表格"), Table, 20, least=0)


class ApplicationForm(Paper):
    """The application as it is printed to be stamped; `opinions` are the captions of the boxes to sign in."""

    title = f.text(N_("标题"), 60)
    case_number = f.text(N_("编号"), 40)
    unit = f.text(N_("申报单位"))
    sections = f.rows(N_("栏目"), Section, 40)
    declaration = f.text(N_("承诺"), 500)
    opinions = f.rows(N_("意见栏"), f.text(N_("意见栏"), 30), 4)
