"""Which charts the statistics page shows: the public's from the statistics, the office's from the flow of cases."""

from collections.abc import Iterable, Mapping

from flask_babel import gettext

from forms.parts import INDUSTRIES
from grants.programmes import PROGRAMMES
from grants.services.flow import Assigned, Flow, Stay
from grants.services.statistics import Statistics
from grants.web.charts import Chart
from workflows.states import STATES

WAN = 1_000_000  # fen
YI = 10_000 * WAN
Counts = Mapping[str, Mapping[str, int]]  # programme → state → cases
LONG = ("running",)


def in_wan(fen: int) -> str:
    """A sum in 万元, to the cent below it."""
    return f"{fen / WAN:,.2f}" if fen % WAN else f"{fen // WAN:,}"


def in_yi(fen: int) -> str:
    """A sum in 亿元, to the million."""
    return f"{fen / YI:,.2f}" if fen % YI else f"{fen // YI:,}"


def to_the_cent(fen: int) -> str:
    """The same where sums stand below each other."""
    return f"{fen / WAN:,.2f}"


def public_charts(told: Statistics) -> list[Chart]:
    """What everyone may see."""
    years = [year.year for year in told.years]
    labels = [str(year) for year in years]
    money = told.given.by_year
    named = {slug: [year.awards.get(slug, 0) for year in told.years] for slug in PROGRAMMES}
    benefit = [year.sums.get("enterprise_benefit", 0) for year in told.years]
    patents = {gettext("发明专利"): named["patent"]}
    given = {slug: [money.get(year, {}).get(slug, 0) for year in years] for slug in PROGRAMMES}
    yuan, year_ = gettext("单位：万元"), gettext("年度")
    return [
        Chart(gettext("逐年发放资金"), yuan, year_, labels, by_programme(given), in_wan),
        Chart(gettext("逐年命名和助推"), gettext("单位：个、件"), year_, labels, by_programme(named)),
        reported(labels, benefit, told.hides("enterprise_benefit")),
        Chart(gettext("助推的职务发明专利，逐年"), gettext("单位：件"), year_, labels, patents),
        money_by_industry(told.given.by_industry, yuan),
    ]


def reported(labels: list[str], benefit: list[int], hidden: list[int]) -> Chart:
    """What enterprises say they gained, which grows to hundreds of millions a year; `hidden` years are not told."""
    unit, say = (
        (gettext("单位：亿元"), in_yi) if max(benefit, default=0) >= YI else (gettext("单位：万元"), in_wan)
    )
    note, nothing = unit, gettext("填报单位不足三家，不公布。") if hidden else ""
    if hidden and any(benefit):
        years = gettext("、").join(map(str, hidden))
        untold = gettext("填报单位不足三家的年度不公布：%(years)s", years=years)
        note = f"{unit}{gettext('；')}{untold}"
    series, title = {gettext("经济效益"): benefit}, gettext("企业报告的经济效益，逐年")
    return Chart(title, note, gettext("年度"), labels, series, say, nothing=nothing)


def money_by_industry(sums: Mapping[str, Mapping[str, int]], unit: str) -> Chart:
    """The industries that got any, in the order of the form, by programme."""
    where = [key for key in (*dict(INDUSTRIES), "") if sums.get(key)]
    rows = {slug: [sums[key].get(slug, 0) for key in where] for slug in PROGRAMMES}
    title, labels = gettext("资金的行业和项目分布"), industry_labels(where)
    return Chart(title, unit, gettext("行业"), labels, by_programme(rows), to_the_cent, across=True)


def industry_labels(keys: Iterable[str]) -> list[str]:
    known = dict(INDUSTRIES)
    return [gettext(known[key]) if key in known else gettext("未填写") for key in keys]


def by_programme(counts: Mapping[str, list[int]]) -> dict[str, list[int]]:
    """One series each programme, under its short name."""
    return {gettext(PROGRAMMES[slug].short): values for slug, values in counts.items()}


def office_charts(flow: Flow) -> list[Chart]:
    """What the office sees besides."""
    return [came_through(flow.reached), underway(flow.standing), stayed(flow.stays), burdened(flow.loads)]


def came_through(reached: Counts) -> Chart:
    """How far the applications came, stage by stage."""
    note = gettext("近两年提交的申报，各有多少到过这一环节")
    return by_state(gettext("申报走过的环节"), note, reached)


def underway(standing: Counts) -> Chart:
    """Cases underway; those in their term, for years, would dwarf the rest and are told in the note."""
    running = sum(count for counts in standing.values() for state, count in counts.items() if state in LONG)
    short = {
        slug: {state: count for state, count in counts.items() if state not in LONG}
        for slug, counts in standing.items()
    }
    note = gettext("未办结的案件此刻所在的环节；另有 %(count)d 件在执行期", count=running)
    return by_state(gettext("在办案件"), note, short)


def by_state(title: str, note: str, counts: Counts) -> Chart:
    """Counts by programme and state, the states in the order of the main line."""
    states = [name for name in STATES if any(name in told for told in counts.values())]
    rows = {slug: [counts[slug].get(name, 0) for name in states] for slug in PROGRAMMES if slug in counts}
    labels = [gettext(STATES[name].label) for name in states]
    return Chart(title, note, gettext("环节"), labels, by_programme(rows), across=True)


def stayed(stays: Iterable[Stay]) -> Chart:
    """How long the stages took that somebody works on; a term of years is no delay."""
    stays = [stay for stay in stays if stay.state not in LONG]
    labels = [gettext(STATES[stay.state].label) for stay in stays]
    series = {gettext("中位天数"): [stay.middle for stay in stays]}
    note = gettext("近两年，半数案件不超过的自然日数")
    return Chart(gettext("各环节用时"), note, gettext("环节"), labels, series, in_days, across=True)


def in_days(days: int) -> str:
    return gettext("%(days)d 天", days=days) if days else gettext("不足 1 天")


def burdened(loads: Iterable[Assigned]) -> Chart:
    loads = list(loads)
    series = {
        gettext("待评"): [load.open for load in loads],
        gettext("已评"): [load.done for load in loads],
    }
    note = gettext("近两年指派的案件，不含回避的")
    labels = [load.name for load in loads]
    return Chart(gettext("专家评审量"), note, gettext("专家"), labels, series, across=True)
