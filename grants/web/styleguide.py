"""All elements on one page, to look at while working on the look; not there in production."""

import re

from flask import Blueprint, current_app, render_template
from flask_babel import gettext

from forms import fields as f
from forms.base import Form, check, controls
from grants.errors import NotFound
from grants.texts import N_
from grants.web.ask import flat
from grants.web.assets import FOLDER
from grants.web.charts import Chart
from workflows.states import STATES

blueprint = Blueprint("styleguide", __name__)

FEW = (("a", N_("区级")), ("b", N_("市级")), ("c", N_("劳模")))
MANY = tuple((str(number), f"{number}") for number in range(1, 9))
ROW: type = Form.from_dict(
    {"name": f.ShortText(N_("名称"), required=True), "amount": f.Money(N_("金额"), required=True)}
)
SAMPLE: type = Form.from_dict(
    {
        "text": f.ShortText(N_("名称"), required=True, hint=N_("与公章一致的法定全称")),
        "uscc": f.Uscc(N_("统一社会信用代码"), required=True, rule="A1"),
        "long": f.LongText(N_("理由"), max_length=50),
        "money": f.Money(N_("金额"), required=True),
        "wan": f.Money(N_("经济效益"), unit=N_("万元")),
        "number": f.Points(N_("得分"), required=True),
        "date": f.Date(N_("日期"), required=True),
        "month": f.Month(N_("出生年月")),
        "moment": f.DateTime(N_("截止时间")),
        "few": f.Choice(N_("级别"), FEW, required=True),
        "many": f.Choice(N_("等次"), MANY),
        "several": f.Choices(N_("专利种类"), FEW),
        "rows": f.Rows(N_("成果"), ROW(), min_rows=1),
        "files": f.Upload(N_("附件")),
        "agreed": f.Declaration(N_("已核对申报材料，内容属实，同意申报")),
    }
)
TYPED = {
    "text": "",
    "uscc": "91350100M000100Y4Z",
    "long": "字" * 60,
    "money": "107000.53",
    "wan": "1234500",
    "number": "101",
    "rows": [{"name": "夹具", "amount": "x"}],
}
LABELS = ("2024", "2025", "2026")
SHARES = {"A": (3, 5, 8), "B": (2, 4, 1), "C": (1, 1, 2), "D": (0, 2, 3)}


def colours() -> list[str]:
    """The names of the house's colours, as its tokens say them."""
    tokens = (FOLDER / "css" / "tokens.css").read_text()
    return list(dict.fromkeys(re.findall(r"--([a-z0-9-]+): #", tokens)))


@blueprint.get("/styleguide")
def show() -> str:
    """Every kind of control, faulty and to read; tags, messages, buttons."""
    if current_app.config["PRODUCTION"]:
        raise NotFound
    form = SAMPLE()
    faults = check(form, TYPED)[1]
    return render_template(
        "styleguide.html",
        faulty=controls(form, None, TYPED, faults),
        faults=flat(faults),
        states=STATES.values(),
        colours=colours(),
        notices=[{"left": left} for left in (5, 1)],
        charts=[
            Chart(gettext("金额"), "", gettext("名称"), LABELS, SHARES, across=across)
            for across in (True, False)
        ],
    )
