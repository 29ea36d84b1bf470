"""Statistics and import in the browser."""

import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from grants.models import Application, Round
from tests.counting import statements
from tests.factories import count, person, round_, sign_in

pytestmark = pytest.mark.one_database
PROJECTS = Path(__file__).parents[2] / "examples" / "import" / "projects.csv"


@pytest.fixture
def officer(client):
    sign_in(client, person("officer"))
    return client


def upload(client, round_id, content, action="register"):
    """Posted from memory: the test client leaves the temporary file of a large upload open."""
    file = FileStorage(io.BytesIO(content), filename="导入.csv")
    boundary, body = encode_multipart({"action": action, "file": file})
    kind = f'multipart/form-data; boundary="{boundary}"'
    return client.post(f"/rounds/{round_id}/import", data=body, content_type=kind)


def test_a_file_is_tried_first_and_then_applied(officer):
    made = round_("project")
    tried = upload(officer, made.id, PROJECTS.read_bytes())
    assert tried.status_code == 200
    assert "24 行全部可以导入" in tried.text
    assert count(Application) == 0
    carried = re.search(r'name="content" value="([^"]+)"', tried.text)[1]
    posted = {"action": "register", "content": carried, "step": "apply"}
    assert officer.post(f"/rounds/{made.id}/import", data=posted).status_code == 303
    assert count(Application) == 24
    again = officer.post(
        f"/rounds/{made.id}/import", data={"action": "register", "step": "apply", "content": "!!"}
    )
    assert (again.status_code, "请选择要导入的文件" in again.text) == (422, True)


def test_bad_cells_are_named_on_the_page_and_cannot_be_applied(officer):
    made = round_("project")
    content = PROJECTS.read_text("utf-8-sig").replace("二档", "特档").encode()
    tried = upload(officer, made.id, content)
    assert tried.status_code == 422
    assert "特档" in tried.text
    assert 'name="content"' not in tried.text


@pytest.mark.parametrize("content", [b"", b"\x00\xff\x00", b"PK\x03\x04", b"x" * (1024 * 1024 + 1)])
def test_what_is_no_table_is_refused_in_a_sentence(officer, content):
    made = round_("project")
    answer = upload(officer, made.id, content)
    assert answer.status_code == 422
    assert 'class="message bad"' in answer.text


def test_past_awards_get_a_round_of_their_own_once(officer):
    first = officer.post("/rounds/past/patent")
    assert first.status_code == 303
    assert officer.post("/rounds/past/patent").location == first.location
    assert count(Round) == 1
    assert officer.get(first.location).status_code == 200


@pytest.mark.parametrize("programme", ["studio", "project", "patent"])
@pytest.mark.parametrize("action", ["register", "submit"])
def test_the_template_is_a_file_that_import_understands(officer, programme, action):
    made = round_(programme)
    answer = officer.get(f"/rounds/{made.id}/import/{action}.xlsx")
    heading = next(load_workbook(io.BytesIO(answer.data)).active.iter_rows(values_only=True))
    row = ",".join(["某" for _ in heading])
    page = upload(officer, made.id, (",".join(heading) + "\n" + row).encode(), action).text
    assert "没有这一栏" not in page


@pytest.mark.parametrize("role", ["", "applicant", "leader", "auditor"])
def test_only_officers_import(client, role):
    made = round_("project")
    if role:
        sign_in(client, person(role))
    assert client.get(f"/rounds/{made.id}/import").status_code == (403 if role else 302)
    assert upload(client, made.id, PROJECTS.read_bytes()).status_code == 403


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 200),
        ("?from=2020-01-01&to=2020-12-31", 200),
        ("?from=2021-01-01&to=2020-12-31", 422),
        ("?from=gestern", 422),
    ],
)
def test_statistics_of_any_period(officer, query, status):
    answer = officer.get("/statistics" + query)
    assert answer.status_code == status
    assert "命名的创新工作室" in answer.text


def test_the_statistics_page_keeps_its_budget_of_statements(officer):
    with statements() as seen:
        officer.get("/statistics")
    assert len(seen) <= 14


def test_the_table_by_year_holds_numbers_a_spreadsheet_adds_up(officer):
    made = round_("project")
    carried = re.search(
        r'name="content" value="([^"]+)"', upload(officer, made.id, PROJECTS.read_bytes()).text
    )[1]
    officer.post(f"/rounds/{made.id}/import", data={"content": carried, "step": "apply"})
    sheet = load_workbook(io.BytesIO(officer.get("/statistics/years.xlsx").data)).active
    rows = list(sheet.iter_rows(values_only=True))
    place = rows[0].index("助推项目")
    assert sum(row[place] for row in rows[1:]) == 24
