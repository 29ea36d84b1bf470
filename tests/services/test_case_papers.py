"""Papers drawn of a case: for whom, of which version, and what they say."""

from decimal import Decimal

import pytest

from forms.reviewing import panel_points
from grants.database import writing
from grants.errors import NotFound
from grants.rendering.kinds import KINDS
from grants.services import case_papers, cases, dossiers, drafts
from grants.services.case_papers import versions
from grants.services.case_papers.common import Asked
from grants.services.case_papers.review import PRESENTATION, whole
from tests import factories
from tests.factories import sign_in
from tests.lives.legs import reviewed, titled
from tests.lives.office import Office
from tests.rendering.reading import text_of

ROLES = ("applicant", "endorser", "officer", "leader", "auditor", "maker")


@pytest.fixture
def office(app) -> Office:
    made = Office("project")
    titled(made)
    made.people["auditor"] = factories.person("auditor")
    return made


def said(office: Office, number: str, kind: str, by: str) -> dict:
    """The context of a paper, which its schema has accepted."""
    viewer = office.viewer(by)
    dossier = dossiers.dossier(viewer, number)
    found = case_papers.KINDS[kind].context(Asked(dossier, cases.opened(viewer, dossier.application)))
    KINDS[kind].schema.load(found)
    return found


def offered(office: Office, number: str, by: str) -> set[str]:
    try:
        return set(case_papers.offered(office.dossier(number, by)))
    except NotFound:
        return set()


def begun(office: Office) -> str:
    """A case with a draft."""
    number = office.begin()
    raw = office.files(number, "submit", office.answers("submit"))
    with writing():
        drafts.save(office.viewer("applicant"), number, "submit", raw)
    return number


def test_only_who_writes_a_draft_prints_it(office):
    number = begun(office)
    assert {by: offered(office, number, by) for by in ROLES if offered(office, number, by)} == {
        "applicant": {"application_form"}
    }
    paper = said(office, number, "application_form", "applicant")
    assert paper["state"] == "draft"
    assert versions.of(office.viewer("applicant"), number, paper["code"]) == versions.DRAFT


def test_a_submitted_application_is_the_same_paper_for_everybody(office):
    number = begun(office)
    office.do(number, "submit")
    papers = [said(office, number, "application_form", by) for by in ("applicant", "endorser")]
    assert papers[0] == papers[1]
    assert papers[0]["state"] == "submitted"
    assert papers[0]["version"].startswith("第1次提交")
    assert "50,000.00 元" in str(papers[0])
    assert papers[0]["code"] == case_papers.code(office.dossier(number, "endorser"))


def test_personal_fields_stay_masked_on_paper(office):
    number = begun(office)
    account = office.answers("submit")["payee_account"]
    assert account not in str(said(office, number, "application_form", "applicant"))
    office.do(number, "submit")
    assert account not in str(said(office, number, "application_form", "applicant"))


def test_a_code_tells_an_earlier_version_from_the_newest(office):
    number = begun(office)
    office.do(number, "submit")
    first = case_papers.code(office.dossier(number, "applicant"))
    office.do(number, "withhold")
    office.do(number, "submit")
    newest = case_papers.code(office.dossier(number, "applicant"))
    viewer = office.viewer("endorser")
    found = [versions.of(viewer, number, code) for code in (newest, first, "0000-0000-0000")]
    assert found == [
        versions.NEWEST,
        versions.EARLIER if first != newest else versions.NEWEST,
        versions.OTHER,
    ]


def test_the_office_alone_has_the_summary_without_names_and_the_contents(office):
    number = office.led("submit", "endorse", "accept")
    reviewed(office, number)
    wanted = {"application_form", "review_summary", "dossier_contents"}
    assert {by for by in ROLES if offered(office, number, by) == wanted} == {"officer", "leader", "auditor"}
    assert not case_papers.offered(dossiers.dossier(office.viewer(office.experts[0]), number))
    summary = said(office, number, "review_summary", "officer")
    assert [expert.name for expert in office.experts if expert.name in str(summary)] == []
    assert summary["experts"] == ["A", "B", "C"]
    results = {row["label"]: row["value"] for row in summary["results"]}
    assert results["总分"].startswith(results["专家评审得分"])
    assert results["及格线"].startswith("60")
    contents = said(office, number, "dossier_contents", "auditor")
    assert [row["title"] for row in contents["acts"]][:3] == ["提交申报", "单位确认", "受理"]


@pytest.mark.one_database
def test_it_is_shown_in_the_browser_and_kept_nowhere(office, client):
    number = begun(office)
    sign_in(client, office.people["applicant"])
    answer = client.get(f"/applications/{number}/print/application_form.pdf")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "草稿" in text_of(answer.data)
    assert client.get(f"/applications/{number}/print/review_summary.pdf").status_code == 404
    assert "0000-0000-0000 不是本案" in client.get(f"/applications/{number}/printed/0000-0000-0000").text


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("totals", "points"),
    [
        ([], None),
        (["80"], "80.00"),
        (["80", "81", "81"], "80.67"),
        (["10", "80", "81", "82", "100"], "81.00"),
    ],
)
def test_from_five_sheets_up_the_highest_and_the_lowest_do_not_count(totals, points):
    found = panel_points([Decimal(total) for total in totals], 5)
    assert found == (None if points is None else Decimal(points))


LAYERS = {
    "all three held": ((80, 60), (90, 30), (70, 10), "82.00"),
    "no presentation was arranged: its weight falls to the others": ((80, 60), (90, 30), (None, 10), "83.33"),
    "the presentation has no weight": ((80, 60), (90, 40), (None, 0), "84.00"),
    "a visit is always made": ((80, 60), (None, 30), (70, 10), None),
    "the review is never left out": ((None, 60), (90, 30), (None, 10), None),
    "a programme with the review alone": ((80, None), (None, None), (None, None), "80"),
}


@pytest.mark.parametrize("name", LAYERS)
def test_the_layers_of_scoring_make_one_total(name):
    *layers, expected = LAYERS[name]
    exact = [[None if value is None else Decimal(value) for value in layer] for layer in layers]
    labelled = [
        (label, *layer) for label, layer in zip(("专家评审", "实地考察", PRESENTATION), exact, strict=True)
    ]
    assert whole(labelled) == (None if expected is None else Decimal(expected))
