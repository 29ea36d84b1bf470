"""Pages of the rounds: opened, changed, published and cloned in a browser, with nothing typed ever lost."""

import io

import pytest
from openpyxl import load_workbook

from forms.base import controls, defaults, flatten
from grants.extensions import db
from grants.models import Round
from grants.programmes import PROGRAMMES
from grants.services.round_changes import REVISION
from grants.web.ask import flat
from tests.counting import statements
from tests.factories import application, organisation, person, round_, sign_in
from tests.lives.office import on

pytestmark = pytest.mark.one_database


@pytest.fixture
def officer(client):
    sign_in(client, person("officer"))
    return client


def typed(programme="project", **changes):
    """What the browser posts from a page of defaults."""
    form = PROGRAMMES[programme].round_form
    flattened = flatten(form, defaults(form, 2026) | {"appropriation": "500000"})
    return flattened | {"year": "2026", "name": "2026年度"} | changes


def test_faults_are_listed_in_the_order_of_the_page():
    parts = (*controls(REVISION), *controls(PROGRAMMES["patent"].round_form))
    faults = {"notice_days": ["天数"], "appropriation": ["预算"], "reason": ["原因"], "": ["整页"]}
    assert [path for path, _text in flat(faults, parts)] == ["", "reason", "appropriation", "notice_days"]


def test_an_officer_opens_a_round_and_publishes_it(officer):
    answer = officer.post("/rounds/new/project", data=typed())
    assert answer.status_code == 302
    page = officer.get(answer.location).text
    assert "尚未发布" in page
    assert "500,000.00" in page
    officer.post(answer.location + "/publish")
    assert "尚未发布" not in officer.get(answer.location).text


def test_faults_stand_beside_their_fields_and_what_was_typed_stays(officer):
    answer = officer.post("/rounds/new/project", data=typed(appropriation="五十万", name="我的批次"))
    assert answer.status_code == 422
    assert "不是金额" in answer.text
    assert 'value="我的批次"' in answer.text


def test_a_row_is_added_without_script_and_nothing_is_saved(officer):
    page = officer.post("/rounds/new/project", data=typed(add_row="grade_lines")).text
    assert 'name="grade_lines-2-name"' in page
    page = officer.post("/rounds/new/project", data=typed(remove_row="grade_lines-0")).text
    assert 'name="grade_lines-1-name"' not in page
    assert db.session.query(Round).count() == 0


def test_a_change_is_told_with_its_reason_and_a_stale_one_is_refused(officer):
    made = round_("patent")
    form = PROGRAMMES["patent"].round_form
    posted = flatten(form, made.terms[-1].values | {"notice_days": 7}) | {"reason": "新规定", "seen": "1"}
    assert officer.post(f"/rounds/{made.id}/revise", data=posted).status_code == 302
    page = officer.get(f"/rounds/{made.id}").text
    assert all(text in page for text in ("第 2 版", "新规定", "5 个工作日", "7 个工作日"))
    late = officer.post(f"/rounds/{made.id}/revise", data=posted | {"reason": "我的原因"})
    assert late.status_code == 409
    assert all(
        text in late.text
        for text in ('value="我的原因"', "他人已修改参数", "新规定", 'name="seen" value="2"')
    )


def test_next_years_round_is_one_button(officer):
    made = round_("studio", name="2026年度评选")
    answer = officer.post(f"/rounds/{made.id}/clone")
    assert "2027年度评选" in officer.get(answer.location).text
    again = officer.post(f"/rounds/{made.id}/clone", follow_redirects=True)
    assert again.request.path == f"/rounds/{made.id}"
    assert "2027年度已有名为“2027年度评选”的批次" in again.text
    assert f'href="{answer.location}">打开下一年度批次' in again.text


def test_a_round_of_a_name_that_is_taken_is_told_beside_the_name(officer):
    round_("project", name="2026年度")
    answer = officer.post("/rounds/new/project", data=typed(appropriation="七十万"))
    assert answer.status_code == 422
    assert all(text in answer.text for text in ('id="e-name"', 'id="e-appropriation"', "七十万"))


def test_a_new_round_begins_in_the_year_whose_window_is_not_over(client):
    someone = person("officer")
    for day, year in (("2026-04-30", 2026), ("2026-11-02", 2027)):
        with on(f"{day} 09:00"):
            sign_in(client, someone)
            client.set_cookie("language", "en")
            assert f"{year}年度职工专利助推" in client.get("/rounds/new/patent").text


WRITES = ("/rounds/{id}/publish", "/rounds/{id}/clone", "/rounds/{id}/revise", "/rounds/new/patent")


@pytest.mark.parametrize("role", ["", "applicant", "leader", "auditor"])
def test_only_officers_and_administrators_write(client, role):
    made = round_("patent")
    if role:
        sign_in(client, person(role))
    for path in WRITES:
        assert client.post(path.format(id=made.id), data=typed("patent")).status_code == 403
    expected = {"": 302, "applicant": 403}.get(role, 200)  # nobody is sent to sign in
    assert client.get(f"/rounds/{made.id}/summary.xlsx").status_code == expected


@pytest.mark.parametrize("role", ["", "applicant", "expert"])
def test_budget_and_versions_are_the_offices(client, role):
    made = round_("patent")
    if role:
        sign_in(client, person(role))
    page = client.get(f"/rounds/{made.id}").text
    assert "每件奖励金额" in page
    assert not any(text in page for text in ("已审定", "参数版本", "办理"))
    hidden = round_("patent", name="未发布的")
    hidden.published = False
    db.session.commit()
    assert client.get(f"/rounds/{hidden.id}").status_code == 404
    assert "未发布的" not in client.get("/rounds").text


def test_the_list_keeps_its_budget_of_statements(officer):
    for year in range(2010, 2022):
        application("screening", round_("patent", year=year))
    with statements() as seen:
        assert officer.get("/rounds").status_code == 200
    assert len(seen) <= 6


def test_the_summary_sheet_has_a_line_a_case_and_nothing_personal(officer):
    made = round_("patent")
    application("screening", made, organisation("北京示例有限公司"), title="=一种装置")
    application("draft", made, organisation(), title="别人的草稿")
    answer = officer.get(f"/rounds/{made.id}/summary.xlsx")
    rows = list(load_workbook(io.BytesIO(answer.data)).active.iter_rows(values_only=True))
    assert len(rows) == 2
    assert rows[1][2:4] == ("=一种装置", "北京示例有限公司")
    assert not {"身份证号", "手机号", "银行卡号", "姓名", "联系人"} & set(rows[0])


def test_past_awards_have_a_round_that_is_not_published_and_stands_last(officer):
    past = officer.post("/rounds/past/patent").location.removesuffix("/import")
    round_("patent", year=2020, name="2020年度")
    listed = officer.get("/rounds").text
    assert listed.index("2020年度") < listed.index("往届成果</a>")
    page = officer.get(past).text
    assert "导入往届成果" in page
    assert not any(text in page for text in ("发布批次", "尚未发布", "复制为下一年度", "参数版本"))
    assert "不必发布" in officer.post(f"{past}/publish", follow_redirects=True).text
