"""A list of cases as a table to take away: what the list shows, a line a case, nothing personal."""

from collections.abc import Iterable, Sequence

from flask_babel import gettext

from grants.access import Viewer, sums_told
from grants.models import Application
from grants.services.columns import Column
from grants.services.sheets import xlsx
from grants.texts import N_

ALWAYS = (N_("编号"), N_("名称"))
WIDTHS = (20, 36)


def table(viewer: Viewer, cases: Iterable[Application], columns: Sequence[Column]) -> bytes:
    """The bytes of an xlsx file; sums and grades are left out where the viewer may not know them."""
    heading = [gettext(label) for label in (*ALWAYS, *(column.label for column in columns))]
    rows = (line(case, columns, sums_told(viewer, case)) for case in cases)
    return xlsx(gettext("案件"), heading, rows, (*WIDTHS, *(column.width for column in columns)))


def line(case: Application, columns: Sequence[Column], sums: bool) -> list[str]:
    cells = (column.said(case) if sums or not column.secret else "" for column in columns)
    return [case.number, case.title, *cells]
