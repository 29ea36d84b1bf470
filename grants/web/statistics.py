"""The statistics page: the figures of any period, from the records; and the same as a table to download."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext

from grants.errors import Invalid
from grants.services import statistics
from grants.services.flow import of_cases
from grants.services.sheets import in_yuan, xlsx
from grants.services.statistics import Statistics, Year
from grants.texts import N_
from grants.web.downloads import workbook
from grants.web.period import period_asked
from grants.web.statistics_charts import office_charts, public_charts, to_the_cent

blueprint = Blueprint("statistics", __name__, url_prefix="/statistics")


@dataclass(frozen=True)
class Column:
    """One column of the table by year; sums are in fen. `kind` of what may be withheld."""

    label: str
    pick: Callable[[Year], int]
    money: bool = False
    kind: str = ""


COLUMNS = (
    Column(N_("区级工作室"), lambda year: year.named.get("district", 0)),
    Column(N_("市级工作室"), lambda year: year.named.get("municipal", 0)),
    Column(N_("劳模工作室"), lambda year: year.named.get("model", 0)),
    Column(N_("助推项目"), lambda year: year.awards.get("project", 0)),
    Column(N_("职务发明专利"), lambda year: year.awards.get("patent", 0)),
    Column(N_("市级成果奖"), lambda year: year.sums.get("municipal_award", 0)),
    Column(N_("工会投入"), lambda year: year.sums.get("union_money", 0), money=True),
    Column(N_("市级资金"), lambda year: year.sums.get("municipal_money", 0), money=True),
    Column(
        N_("企业投入"), lambda year: year.sums.get("enterprise_investment", 0), True, "enterprise_investment"
    ),
    Column(N_("经济效益"), lambda year: year.sums.get("enterprise_benefit", 0), True, "enterprise_benefit"),
)

# The units people name large sums by, the larger first, in fen. Chinese counts in ten thousands, English in thousands.
LARGE = {
    "zh": ((10_000_000_000, N_("亿元")), (1_000_000, N_("万元"))),
    "en": ((100_000_000_000, N_("十亿元")), (100_000_000, N_("百万元"))),
}


def large(fen: int) -> tuple[str, str]:
    """A headline sum and its unit, as people say it; to the fen it stands in the table to take away."""
    larger, smaller = LARGE[get_locale().language]
    size, unit = larger if fen >= larger[0] else smaller
    return f"{fen / size:,.2f}", gettext(unit)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """The figures of the period asked for; of all time when none is, which is what the public reads."""
    if not statistics.may_choose(g.viewer):
        return page(statistics.public())
    try:
        first, last = period_asked()
    except Invalid as invalid:
        told = statistics.of_period(g.viewer, None, None)
        return page(told, invalid.sentences), 422
    return page(statistics.of_period(g.viewer, first, last))


def page(told: Statistics, faults: tuple[str, ...] = ()) -> str:
    """The headline figures, the charts and the table by year."""
    flow = of_cases(g.viewer)
    return render_template(
        "statistics/index.html",
        told=told,
        columns=COLUMNS,
        large=large,
        in_wan=to_the_cent,
        faults=faults,
        chooses=statistics.may_choose(g.viewer),
        charts=public_charts(told),
        office_charts=office_charts(flow) if flow else [],
    )


@blueprint.get("/years.xlsx")
def years() -> ResponseReturnValue:
    """The table by year, to take away."""
    chooses = statistics.may_choose(g.viewer)
    told = statistics.of_period(g.viewer, *period_asked()) if chooses else statistics.public()
    heading = [gettext("年度"), *(heading_of(column) for column in COLUMNS)]
    rows = [[year.year, *(plain(column, year, told) for column in COLUMNS)] for year in told.years]
    content = xlsx(gettext("统计"), heading, rows, [8, *[18] * len(COLUMNS)])
    name = f"{gettext('助推统计')}.xlsx"
    return workbook(content, name)


def heading_of(column: Column) -> str:
    return gettext(column.label) + (gettext("（元）") if column.money else "")


def plain(column: Column, year: Year, told: Statistics) -> Any:
    """A number a spreadsheet can add up; a word where it is withheld."""
    if (year.year, column.kind) in told.withheld:
        return gettext("不公布")
    value = column.pick(year)
    return in_yuan(value) if column.money else value
