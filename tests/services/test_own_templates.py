"""Templates of an office's own: who may, what is kept, and that they count for papers, approvals and rebuilding."""

import json

import pytest
from sqlalchemy import select

from grants.access import Viewer
from grants.database import writing
from grants.errors import Conflict, Invalid, NotAllowed, NotFound
from grants.extensions import db
from grants.models import Event, OwnTemplate, Paper
from grants.rendering import own, samples, sources
from grants.rendering.template_words import words
from grants.services import own_templates, typesetting
from grants.services.own_versions import Wanted
from tests import factories
from tests.lives.office import on
from tests.rendering.reading import text_of
from tests.services.papers_at_once import DAY, at_releasing

PROGRAMME, KIND = "patent", "refusal_letter"
SHIPPED = sources.shipped(f"{KIND}.html", PROGRAMME)
OWN = SHIPPED.rstrip() + "\n{# 本单位 #}\n"
pytestmark = pytest.mark.one_database


@pytest.fixture
def admin(app) -> Viewer:
    return factories.viewer(factories.person("admin"))


def keep(
    viewer: Viewer, source: str, seen: int = 0, reason: str = "按新规定", kind: str = KIND
) -> OwnTemplate:
    with writing():
        return own_templates.keep(viewer, PROGRAMME, kind, Wanted(source, reason, seen))


def test_a_version_is_kept_with_who_made_it_and_why_and_can_be_undone(admin):
    source = own_templates.tried(admin, PROGRAMME, KIND, OWN.replace("\n", "\r\n"))
    keep(admin, source)
    assert (typesetting.own(KIND, PROGRAMME), typesetting.own(KIND, "studio")) == (OWN, "")
    keep(admin, own_templates.tried(admin, PROGRAMME, KIND, SHIPPED), seen=1, reason="恢复")
    assert typesetting.own(KIND, PROGRAMME) == ""
    kept = [(row.version, row.reason, name) for row, name in own_templates.versions(admin, PROGRAMME, KIND)]
    assert kept == [(2, "恢复", "王建国"), (1, "按新规定", "王建国")]
    noted = list(db.session.scalars(select(Event).where(Event.action == "own_template")))
    assert [json.loads(event.recorded)["version"] for event in noted] == [1, 2]


WRONG = [
    ("好\n{{ adressee }}", "第2行：.*“adressee”"),
    ("好\n{% if addressee|length > 30 %}{{ longest }}{% endif %}", "第2行：.*“longest”"),
    ("{% include '/etc/passwd' %}", "“/etc/passwd”不存在"),
    ("<img src='file:///etc/passwd'>", "只能使用登记在册的素材"),
    ("<img src='http://127.0.0.1:9/x.png'>", "只能使用登记在册的素材"),
    ("  ", "模板是空的"),
    ("好" * 100_001, "最长 100000 个字符"),
]


@pytest.mark.parametrize(("source", "sentence"), WRONG)
def test_a_template_that_fails_on_a_sample_is_not_kept(admin, source, sentence):
    with pytest.raises(Invalid, match=sentence):
        own_templates.tried(admin, PROGRAMME, KIND, source)


REFUSED = [
    ({"reason": " "}, Invalid, "请写明修改的原因"),
    ({"seen": 3}, Conflict, "他人刚刚保存了"),
    ({"source": ""}, Conflict, "没有差别"),
]


@pytest.mark.parametrize(("given", "problem", "sentence"), REFUSED)
def test_a_version_needs_a_reason_a_change_and_the_page_of_now(admin, given, problem, sentence):
    with pytest.raises(problem, match=sentence):
        keep(admin, **{"source": OWN} | given)


@pytest.mark.parametrize("role", ["officer", "leader", "applicant"])
def test_templates_are_for_the_administrator(app, role):
    viewer = factories.viewer(factories.person(role))
    for act in (own_templates.versions, own_templates.owned):
        with pytest.raises(NotFound):
            act(viewer, PROGRAMME, KIND)
    with pytest.raises(NotFound):
        own_templates.listing(viewer)


def test_papers_are_made_with_it_and_what_was_prepared_before_is_void(admin):
    kind = "reward_notice"
    office = at_releasing(1)
    number = office.dossier(office.numbers[0], "officer").application.number
    ours = sources.shipped(f"{kind}.html", PROGRAMME).rstrip() + "\n{# 本单位 #}\n"
    with on(DAY):
        office.do(number, "prepare_papers")
        keep(admin, ours, kind=kind)
        with pytest.raises(NotAllowed, match="原文书作废"):
            office.do_approve(number)
        office.do(number, "prepare_papers")
        office.do_approve(number)
        keep(admin, "", seen=1, kind=kind)
    paper = db.session.scalars(select(Paper).where(Paper.kind == kind)).one()
    assert paper.record["own_template"] == db.session.get_one(OwnTemplate, 1).digest
    assert typesetting.again(paper.record, paper.context).digest == paper.digest
    assert typesetting.render(kind, PROGRAMME, paper.context).digest != paper.digest
    with pytest.raises(Invalid, match="没有您可以查看的"):
        own_templates.preview_case(admin, PROGRAMME, kind, ours, paper.number)
    both = Viewer(admin.person, (*admin.held, *office.viewer("officer").held))
    shown = text_of(own_templates.preview_case(both, PROGRAMME, kind, ours, paper.number)[1])
    assert paper.number in shown
    assert paper.code not in shown.replace("-", "")
    assert samples.COMMON["code"].replace("-", "") in shown.replace("-", "")


def test_the_administrator_rewords_a_paper_on_its_page(client, monkeypatch):
    monkeypatch.setattr(samples, "MANNERS", ("plain",))  # that all are tried is shown above
    factories.sign_in(client, factories.person("admin"))
    path = f"/paper-templates/{PROGRAMME}/{KIND}"
    assert KIND in client.get("/paper-templates").text
    assert words(SHIPPED)[0].text in client.get(path).text
    posted = {"source": SHIPPED, "words-0": "改过的字 <b>", "seen": 0, "reason": ""}
    refused = client.post(path, data=posted | {"step": "save"})
    assert refused.status_code == 422
    assert "改过的字 &lt;b&gt;" in refused.text
    shown = client.post(path, data=posted | {"step": "preview"})
    assert shown.mimetype == "application/pdf"
    saved = client.post(path, data=posted | {"step": "save", "reason": "更通顺"}, follow_redirects=True)
    assert "第 1 版" in saved.text
    assert "改过的字 &lt;b&gt;" in typesetting.own(KIND, PROGRAMME)
    assert "公用文字" in saved.text
    dressed = {"source": SHIPPED, "words-parts.html-1": "盖章的地方", "style": ".title { color: black }"}
    assert ".title" in client.get(f"{path}?as=style").text
    client.post(path, data=dressed | {"step": "save", "seen": 1, "reason": "公用文字和样式"})
    kept = own.parts(typesetting.own(KIND, PROGRAMME), f"{KIND}.html")
    assert (kept[f"{KIND}.html"], kept[own.STYLE]) == ("", ".title { color: black }\n")
    assert "盖章的地方" in kept["parts.html"]
    refused = client.post(path, data=dressed | {"as": "style", "style": ".a { colr: red }", "step": "save"})
    assert "colr: red }\n</textarea>" in refused.text
    assert client.post(path, data={"step": "restore", "seen": 2, "reason": "恢复"}).status_code == 303


def test_an_own_template_tells_where_it_differs_from_the_shipped_one(app):
    mine = own.joined(
        {f"{KIND}.html": SHIPPED.replace("{% block", "{# 新 #}{% block", 1), own.STYLE: "p { color: red }"}
    )
    (file, places), (style, rules) = own_templates.differences(PROGRAMME, KIND, mine)
    assert (file, style) == (f"{KIND}.html", own.STYLE)
    assert [piece for place in places for piece in place.pieces if piece[0]] == [("ins", "{# 新 #}")]
    assert [place.pieces for place in rules] == [(("ins", "p { color: red }"),)]
    assert own_templates.differences(PROGRAMME, KIND, SHIPPED) == []


def test_an_earlier_version_says_on_its_page_that_saving_it_goes_back_to_it(client):
    admin = factories.person("admin")
    keep(factories.viewer(admin), OWN)
    keep(factories.viewer(admin), OWN.replace("本单位", "再改"), seen=1)
    factories.sign_in(client, admin)
    for version, told in ((1, True), (2, False)):
        page = client.get(f"/paper-templates/{PROGRAMME}/{KIND}?version={version}").text
        assert ("现行的是第 2 版" in page, "恢复为这一版" in page) == (told, told)
        assert "与自带模板的差别" in page
