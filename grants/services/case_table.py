"""A list of cases as a table to take away: what the list shows, a line a case, nothing personal."""

from collections.abc import Iterable

from flask_babel import gettext

from forms.money import to_yuan
from grants import clock
from grants.access import Viewer, sums_told
from grants.models import Application
from grants.programmes import PROGRAMMES
from grants.services.sheets import xlsx
from grants.services.summary import level_label
from grants.texts import N_

HEADING = (
    N_("编号"), N_("名称"), N_("单位名称"), N_("统一社会信用代码"), N_("项目类别"), N_("年度"), N_("批次"), N_("状态"),
    N_("级别/档次"), N_("审定金额（元）"), N_("已拨金额（元）"), N_("当前期限"), N_("最近办理日期"),
)  # fmt: skip
WIDTHS = (20, 36, 30, 22, 18, 8, 28, 12, 12, 16, 16, 12, 12)


def table(viewer: Viewer, cases: Iterable[Application]) -> bytes:
    """The bytes of an xlsx file; sums and grades are left out where the viewer may not know them."""
    rows = (line(case, sums_told(viewer, case)) for case in cases)
    return xlsx(gettext("案件"), [gettext(label) for label in HEADING], rows, WIDTHS)


def line(case: Application, sums: bool) -> list[str]:
    programme = PROGRAMMES[case.programme]
    return [
        case.number,
        case.title,
        case.organisation.name,
        case.organisation.code,
        gettext(programme.label),
        str(case.round.year),
        case.round.name,
        gettext(programme.workflow.state[case.state].label),
        level_label(case.programme, case.level) if sums else "",
        to_yuan(case.awarded) if sums else "",
        to_yuan(case.paid) if sums else "",
        case.due_on.isoformat() if case.due_on else "",
        clock.local(case.updated_at).date().isoformat(),
    ]
