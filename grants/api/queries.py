"""What a query string may ask: small forms, so that a wrong value is told like a wrong answer."""

from forms import fields as f
from forms.parts import LEVELS, form
from grants.models.types import LARGEST
from grants.programmes import PROGRAMMES
from grants.services import lists
from grants.services.register import ENDED, PAUSED, RUNNING
from grants.texts import N_
from workflows.states import STATES

NUMBER = {"minimum": 1, "maximum": LARGEST}


def programme(**more) -> f.Choice:
    return f.Choice(N_("项目类别"), [(p.slug, p.label) for p in PROGRAMMES.values()], **more)


def after() -> f.ShortText:
    return f.ShortText(N_("从何处继续"), max_length=80, hint=N_("上一页的 next"))


ROUNDS = form(programme=programme())
APPLICATIONS = form(
    programme=programme(),
    state=f.Choice(N_("状态"), [(s.name, s.label) for s in STATES.values()]),
    round=f.Number(N_("所属批次"), **NUMBER),
    text=f.ShortText(N_("查找"), max_length=80, hint=N_("在编号、名称和单位中查找")),
    after=after(),
    limit=f.Number(N_("每页件数"), minimum=1, maximum=100, default=str(lists.PAGE)),
)
LETTERS = form(
    unread=f.YesNo(N_("只列未阅看的"), default="false"),
    after=f.Number(N_("从何处继续"), **NUMBER, hint=N_("上一页的 next")),
    limit=f.Number(N_("每页件数"), minimum=1, maximum=100, default="50"),
)
MESSAGES = form(after=f.Number(N_("从何处继续"), **NUMBER, hint=N_("上一页的 next")))
REGISTER = form(
    programme=programme(default="studio"),
    text=f.ShortText(N_("查找"), max_length=80, hint=N_("在名称和单位中查找")),
    level=f.Choice(N_("级别"), LEVELS),
    year=f.Number(N_("年度"), minimum=1900, maximum=2100),
    standing=f.Choice(N_("有效状态"), ((RUNNING, N_("有效")), (PAUSED, N_("已暂停")), (ENDED, N_("已结束")))),
    after=after(),
)
STATISTICS = form(first=f.Date(N_("起始日期")), last=f.Date(N_("截止日期")))
DRY_RUN = form(
    dry_run=f.YesNo(N_("试办"), default="false", hint=N_("只说明将会发生什么，不作任何改动，也不需要幂等键"))
)
