"""The main navigation: which pages a role comes for. A page is offered only where its route exists."""

from dataclasses import dataclass

from flask import current_app, url_for
from flask_babel import gettext

from grants.access import Viewer
from grants.texts import N_

INSIDE = ("applicant", "endorser", "officer", "expert", "leader", "maker", "checker", "auditor")


@dataclass(frozen=True)
class Entry:
    label: str
    url: str
    current: bool


# (label, endpoint, roles that see it; none: everybody)
PAGES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (N_("首页"), "home.index", ()),
    (N_("案件"), "cases.listing", INSIDE),
    (N_("批次"), "rounds.index", ()),
    (N_("公示"), "notices.index", ()),
    (N_("名录"), "register.index", ()),
    (N_("文号"), "numbers.index", ("officer", "leader", "auditor")),
    (N_("统计"), "statistics.index", ()),
    (N_("流程"), "workflows.index", ("officer", "leader", "auditor", "admin")),
    (N_("财务"), "finance.index", ("maker", "checker", "leader", "auditor")),
    (N_("单位"), "organisations.index", ("applicant", "endorser")),
    (N_("日历"), "calendar.index", ("officer", "admin")),
    (N_("人员"), "people.index", ("admin",)),
    (N_("文书模板"), "own_templates.index", ("admin",)),
    (N_("消息"), "outbox.mine", (*INSIDE, "admin")),
)


def entries(viewer: Viewer, path: str) -> list[Entry]:
    """The entries of the main navigation for this viewer; the page at `path` is marked as current."""
    roles = viewer.roles()
    found = []
    for label, endpoint, wanted in PAGES:
        if endpoint in current_app.view_functions and (not wanted or roles & set(wanted)):
            url = url_for(endpoint)
            current = path == url if url == "/" else path.startswith(url)
            found.append(Entry(gettext(label), url, current))
    return found
