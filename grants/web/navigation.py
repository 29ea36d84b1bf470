"""The main navigation: which pages a role comes for."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from grants.access import OF_MONEY, OFFICE, Viewer
from grants.models.people import OF_ORGANISATION, ROLES
from grants.texts import N_

INSIDE = tuple(role for role in ROLES if role != "admin")  # who have to do with cases


@dataclass(frozen=True)
class Entry:
    label: str
    url: str
    current: bool
    told: str


# (label, endpoint, roles that see it; none: everybody, what is found there)
PAGES: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    (N_("首页"), "home.index", (), ""),
    (N_("案件"), "cases.listing", INSIDE, N_("全部申报：查找、筛选和导出")),
    (N_("批次"), "rounds.index", (), N_("每次征集的金额、时间和条件")),
    (N_("公示"), "notices.index", (), N_("正在公示的拟定结果，可以提出异议")),
    (N_("名录"), "register.index", (), N_("命名的称号和给予的奖励")),
    (N_("文号登记"), "numbers.index", OFFICE, N_("每个文号用在哪里，没有用的为什么")),
    (N_("日志"), "log.index", ("auditor",), N_("谁在何时做了什么，逐条可以验证")),
    (N_("统计"), "statistics.index", (), N_("逐年的数量和金额")),
    (
        N_("流程"),
        "workflows.index",
        (*OFFICE, "admin"),
        N_("每一步由谁办理、通向哪里"),
    ),
    (N_("财务"), "finance.index", OF_MONEY, N_("应拨、追回、收据和台账")),
    (N_("单位"), "organisations.index", OF_ORGANISATION, N_("单位资料和单位人员")),
    (N_("日历"), "calendar.index", ("officer", "admin"), N_("放假和调休，期限按工作日计算")),
    (N_("人员"), "people.index", ("admin",), N_("账户、角色、委托和邀请")),
    (N_("文书模板"), "own_templates.index", ("admin",), N_("文书的措辞和版式")),
    (N_("消息"), "outbox.mine", (*INSIDE, "admin"), N_("收到的消息、发件箱和措辞")),
)


# Links of the head and the foot that pages belong to as well.
BESIDE = ("account.index", "guides.index", "glossary.rules", "glossary.words", "verifying.page")
# Pages whose address is not under that of the link they belong to.
ELSEWHERE = {"/check": "home.index", "/paper-batches": "rounds.index", "/round-papers": "rounds.index"}


def link_over(path: str) -> str:
    """The endpoint of the link a page belongs to, that with the longest address over its own; "" of none."""
    addresses = {url_for(name): name for _label, name, _roles, _told in PAGES}
    addresses |= {url_for(name): name for name in BESIDE} | ELSEWHERE
    over = [address for address in addresses if path == address or path.startswith(f"{address}/")]
    return addresses[max(over, key=len)] if over else ""


def entries(viewer: Viewer, here: str) -> list[Entry]:
    """The entries of the main navigation for this viewer; the one they are `here` at is marked as current."""
    roles = viewer.roles()
    return [
        Entry(gettext(label), url_for(endpoint), endpoint == here, gettext(told) if told else "")
        for label, endpoint, wanted, told in PAGES
        if not wanted or roles & set(wanted)
    ]
