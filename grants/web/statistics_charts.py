"""Which charts the statistics page shows: the public's from the statistics, the office's from the flow of cases."""

from collections.abc import Iterable, Mapping

from flask_babel import gettext

from forms.parts import INDUSTRIES
from grants.programmes import PROGRAMMES
from grants.services.flow import Flow, Load, Stay
from grants.services.statistics import Statistics
from grants.web.charts import Chart
from workflows.states import STATES

WAN = 1_000_000  # fen
LONG = ("running",)


def in_wan(fen: int) -> str:
    """A sum in 万元, to the cent below it."""
    return f"{fen / WAN:,.2f}" if fen % WAN else f"{fen // WAN:,}"


def public_charts(told: Statistics) -> list[Chart]:
    """What everyone may see."""
    years = [year.year for year in told.years]
    labels = [str(year) for year in years]
    money = told.given.by_year
    named = {slug: [year.awards.get(slug, 0) for year in told.years] for slug in PROGRAMMES}
    benefit = {gettext("经济效益"): [year.sums.get("enterprise_benefit", 0) for year in told.years]}
    given = {slug: [money.get(year, {}).get(slug, 0) for year in years] for slug in PROGRAMMES}
    yuan, year_ = gettext("单位：万元"), gettext("年度")
    return [
        Chart(gettext("逐年发放资金"), yuan, year_, labels, by_programme(given), in_wan),
        Chart(gettext("逐年命名和助推"), gettext("单位：个、件"), year_, labels, by_programme(named)),
        Chart(gettext("企业报告的经济效益，逐年"), yuan, year_, labels, benefit, in_wan),
        money_by_industry(told.given.by_industry, yuan),
    ]


def money_by_industry(sums: Mapping[str, int], unit: str) -> Chart:
    """The industries that got any, in the order of the form."""
    where = [key for key in (*dict(INDUSTRIES), "") if sums.get(key)]
    rows = {gettext("资金"): [sums[key] for key in where]}
    labels = industry_labels(where)
    return Chart(gettext("资金的行业分布"), unit, gettext("行业"), labels, rows, in_wan, across=True)


def industry_labels(keys: Iterable[str]) -> list[str]:
    known = dict(INDUSTRIES)
    return [gettext(known[key]) if key in known else gettext("未填写") for key in keys]


def by_programme(counts: Mapping[str, list[int]]) -> dict[str, list[int]]:
    """One series each programme, under its short name."""
    return {gettext(PROGRAMMES[slug].short): values for slug, values in counts.items()}


def office_charts(flow: Flow) -> list[Chart]:
    """What the office sees besides."""
    return [underway(flow.standing), stayed(flow.stays), burdened(flow.loads)]


def underway(standing: Mapping[str, Mapping[str, int]]) -> Chart:
    """Cases underway; those in their term, for years, would dwarf the rest and are told in the note."""
    states = [
        name for name in STATES if name not in LONG and any(name in counts for counts in standing.values())
    ]
    running = sum(count for counts in standing.values() for state, count in counts.items() if state in LONG)
    counts = {
        slug: [standing.get(slug, {}).get(state, 0) for state in states]
        for slug in PROGRAMMES
        if slug in standing
    }
    labels = [gettext(STATES[name].label) for name in states]
    note = gettext("未办结的案件此刻所在的环节；另有 %(count)s 件在执行期", count=running)
    return Chart(gettext("在办案件"), note, gettext("环节"), labels, by_programme(counts), across=True)


def stayed(stays: Iterable[Stay]) -> Chart:
    """How long the stages took that somebody works on; a term of years is no delay."""
    stays = [stay for stay in stays if stay.state not in LONG]
    labels = [gettext(STATES[stay.state].label) for stay in stays]
    series = {gettext("中位天数"): [stay.middle for stay in stays]}
    note = gettext("近两年，半数案件不超过的自然日数；不足一天的不画")
    return Chart(gettext("各环节用时"), note, gettext("环节"), labels, series, across=True)


def burdened(loads: Iterable[Load]) -> Chart:
    loads = list(loads)
    series = {
        gettext("待评"): [load.open for load in loads],
        gettext("已评"): [load.done for load in loads],
    }
    note = gettext("近两年指派的案件，不含回避的")
    labels = [load.name for load in loads]
    return Chart(gettext("专家评审量"), note, gettext("专家"), labels, series, across=True)
