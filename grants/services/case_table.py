"""A list of cases as a table to take away: what the list shows, a line a case, nothing personal."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from flask_babel import gettext

from grants.access import Viewer, sums_told
from grants.models import Application
from grants.services.columns import Column
from grants.services.sheets import in_yuan, save_xlsx, xlsx
from grants.texts import N_

ALWAYS = (N_("编号"), N_("名称"))
WIDTHS = (20, 36)

Sheet = tuple[str, list[str], Iterable[Sequence[Any]], tuple[int, ...]]


def table(viewer: Viewer, cases: Iterable[Application], columns: Sequence[Column]) -> bytes:
    """The bytes of an xlsx file; sums and grades are left out where the viewer may not know them."""
    return xlsx(*sheet(viewer, cases, columns))


def save(target: Path, viewer: Viewer, cases: Iterable[Application], columns: Sequence[Column]) -> None:
    """The same as a file, written case by case as they come."""
    save_xlsx(target, *sheet(viewer, cases, columns))


def sheet(viewer: Viewer, cases: Iterable[Application], columns: Sequence[Column]) -> Sheet:
    """Its title, heading, rows and the widths of its columns."""
    heading = [gettext(label) for label in (*ALWAYS, *(column.label for column in columns))]
    rows = (line(case, columns, sums_told(viewer, case)) for case in cases)
    return gettext("案件"), heading, rows, (*WIDTHS, *(column.width for column in columns))


def line(case: Application, columns: Sequence[Column], sums: bool) -> list[Any]:
    cells = (cell(case, column) if sums or not column.secret else "" for column in columns)
    return [case.number, case.title, *cells]


def cell(case: Application, column: Column) -> Any:
    """A sum as one that can be added up, all else as the list says it."""
    return in_yuan(getattr(case, column.name)) if column.look == "sum" else column.said(case)
