"""What the fourth programme asks."""

from forms import fields as f
from forms.base import Form
from forms.common import reported, shared
from forms.parts import Organisation, Payee, form
from forms.rounds import RoundForm

SECTIONS = (("unit", "单位"), ("person", "人员"), ("payee", "收款账户"))


class Application(Organisation, Payee):
    """An honour for one worker."""

    SECTIONS = SECTIONS
    title = f.ShortText("标兵姓名", section="person", required=True)
    employed = f.YesNo("在职", section="person", required=True)


FORMS: dict[str, Form] = {
    "submit": Application(),
    **shared(SECTIONS, (("complete", "材料齐全"),)),
    "report": form(summary=f.LongText("事迹", required=True)),
    **reported((("main", "事迹"),)),
    "register": form(title=f.ShortText("标兵姓名", required=True), amount=f.Money("金额", required=True)),
}
ROUND = RoundForm()
