"""The statistics page: charts without a style or script of their own, each with its table; and who reads which."""

import io
import re
from datetime import date

import pytest
from flask_babel import force_locale
from openpyxl import load_workbook

from grants.extensions import db
from grants.models import Figure
from grants.services import statistics
from grants.web.charts import Chart, Piece, bars, drawn
from grants.web.statistics import large
from grants.web.statistics_charts import in_wan
from tests.factories import application, organisation, person, round_, sign_in

pytestmark = pytest.mark.one_database

SHARES = {"专利": [3, 4, 0], "项目 & <b>": [1, 0, 9]}
CHART = Chart("标题", "", "年度", ["2024", "2025", "2026"], SHARES)


def test_a_chart_holds_nothing_but_shapes_and_texts():
    picture = drawn(CHART)
    assert set(re.findall(r"<(\w+)", picture)) == {"svg", "g", "rect", "path", "text"}
    assert not re.search(r"style|script|<!--|id=|pygal", picture)
    assert all(label in picture for label in CHART.labels)


def test_a_chart_is_the_same_whenever_it_is_drawn():
    assert drawn(CHART) == drawn(CHART)


@pytest.mark.parametrize(("years", "written"), [(6, 6), (7, 4), (15, 5), (40, 6)])
def test_of_many_years_so_many_are_written_that_they_stand_apart(years, written):
    labels = [str(2000 + at) for at in range(years)]
    picture = drawn(Chart("标题", "", "年度", labels, {"专利": [1] * years}))
    assert len(re.findall(r">20\d\d<", picture)) == written


def test_of_few_every_mark_is_a_whole_number():
    marks = re.findall(r"<text[^>]*>([^<]+)<", drawn(Chart("标题", "", "年度", ["2024"], {"专利": [2]})))
    assert sorted(marks) == ["0", "1", "2", "2024"]


def test_the_parts_of_a_lying_bar_follow_each_other_and_the_longest_bar_fills_the_line():
    first, second, third = bars(CHART)
    assert [first.label, first.said] == ["2024", "4"]
    assert first.pieces == (Piece(0, 0, 33.33), Piece(1, 33.33, 11.11))
    assert second.pieces == (Piece(0, 0, 44.44),)
    assert third.pieces == (Piece(1, 0, 100),)


def test_what_was_taken_back_has_no_length():
    assert [bar.pieces for bar in bars(Chart("标题", "", "行业", ["其他"], {"资金": [-5]}))] == [()]


@pytest.mark.parametrize(
    ("fen", "said"), [(0, "0"), (1_000_000, "1"), (1_234_567_800, "1,234.57"), (120_000_000, "120")]
)
def test_sums_are_told_in_ten_thousands(fen, said):
    assert in_wan(fen) == said


@pytest.fixture
def benefits(app):
    """Three units reported a benefit for 2024, and a fourth its investment; one alone a benefit for 2025."""
    made = round_("studio")
    for year, kind in (
        *((2024, "enterprise_benefit"),) * 3,
        (2024, "enterprise_investment"),
        (2025, "enterprise_benefit"),
    ):
        case = application("running", made, organisation())
        db.session.add(
            Figure(
                application_id=case.id,
                programme="studio",
                kind=kind,
                source="report",
                on_date=date(year, 6, 1),
                amount=100_00,
            )
        )
    db.session.commit()


def test_the_public_is_not_told_the_sum_of_so_few_that_one_could_be_reckoned(benefits):
    told = statistics.public()
    assert told.withheld == {(2024, "enterprise_investment"), (2025, "enterprise_benefit")}
    assert told.sums == {"enterprise_benefit": 300_00}
    assert [year.sums for year in told.years] == [{"enterprise_benefit": 300_00}, {}]


def headline(page: str, label: str) -> str:
    return re.search(rf'<p class="muted">{label}</p>.*?</li>', page, re.S)[0]


def test_what_is_withheld_is_called_so_and_never_nothing(client, benefits):
    page = client.get("/statistics").text
    investment, benefit = (headline(page, label) for label in ("企业投入", "企业报告的经济效益"))
    assert "不公布" in investment
    assert "0.00" not in investment
    assert "0.03" in benefit
    assert "不含填报单位不足三家" in benefit
    assert page.count('<span class="muted">不公布</span>') == 2
    rows = load_workbook(io.BytesIO(client.get("/statistics/years.xlsx").data)).active.values
    assert [row[-2:] for row in rows][1:] == [("不公布", 300), (0, "不公布")]


def test_a_chart_of_few_lies(client, benefits):
    assert Chart("标题", "", "年度", ["2024"], {"专利": [1]}).lies
    assert "填报单位不足三家的年度不公布：2025" in client.get("/statistics").text


def test_money_is_told_by_industry_and_programme(app):
    case = application("running", round_("studio"), organisation(industry="it"))
    for amount in (50_000_00, -20_000_00):
        row = {"programme": "studio", "kind": "union_money", "on_date": date(2025, 6, 1), "amount": amount}
        db.session.add(Figure(application_id=case.id, source=f"payment {amount}", **row))
    db.session.commit()
    assert statistics.public().given.by_industry == {"it": {"studio": 30_000_00}}


def test_everyone_reads_the_page_the_office_chooses_its_period(client, benefits):
    page = client.get("/statistics?from=2025-01-01")
    assert page.status_code == 200
    assert "不足三家" in page.text
    assert 'name="from"' not in page.text
    assert "专家评审量" not in page.text
    sign_in(client, person("officer"))
    page = client.get("/statistics?from=2025-01-01").text
    assert 'name="from" value="2025-01-01"' in page
    assert "专家评审量" in page


def test_every_chart_has_its_table(client, benefits):
    page = client.get("/statistics").text
    figures = re.findall(r"<figure.*?</figure>", page, re.S)
    assert figures
    for figure in figures:
        assert ("<svg" in figure and "<table" in figure) or "没有记录" in figure


@pytest.mark.parametrize(
    ("locale", "fen", "said"),
    [
        ("zh", 0, ("0.00", "万元")),
        ("zh", 999_999_999_900, ("100.00", "亿元")),
        ("zh", 9_286_000_00, ("928.60", "万元")),
        ("en", 9_286_000_00, ("9.29", "million yuan")),
        ("en", 224_300_000_000_00, ("224.30", "billion yuan")),
    ],
)
def test_a_headline_sum_bears_its_unit(app, locale, fen, said):
    with app.test_request_context(), force_locale(locale):
        assert large(fen) == said
