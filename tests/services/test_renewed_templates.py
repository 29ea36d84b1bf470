"""A new release changes a shipped template beneath an office's own: the office is told, and says what is to count."""

import pytest

from grants import clock
from grants.access import Viewer
from grants.database import writing
from grants.errors import Conflict
from grants.models import OwnTemplate
from grants.rendering import own, samples, sources
from grants.rendering.kinds import KINDS
from grants.services import own_templates, renewed_templates
from grants.services.own_versions import Wanted
from tests import factories

PROGRAMME, KIND = "patent", "refusal_letter"
NAME = f"{KIND}.html"
SHIPPED = sources.shipped(NAME, PROGRAMME)
LINES = SHIPPED.splitlines(True)
OURS = "".join(["{# 本单位 #}\n", *LINES])
BEFORE = "".join(
    [*LINES[:-1], "{# 旧 #}\n", LINES[-1]]
)  # as it was shipped once: the last lines have changed since
WHERE = f"/paper-templates/{PROGRAMME}/{KIND}"
pytestmark = pytest.mark.one_database


@pytest.fixture
def admin(app) -> Viewer:
    return factories.viewer(factories.person("admin"))


def written(source: str = OURS, basis: str | None = BEFORE, version: int = 1) -> OwnTemplate:
    """An own version as it was kept under an earlier release; `basis` None before this was remembered."""
    known = None if basis is None else {NAME: basis}
    maker = factories.person("admin")
    made = {"programme": PROGRAMME, "kind": KIND, "version": version, "digest": "d", "reason": "按新规定"}
    return factories.kept(
        OwnTemplate(**made, source=source, basis=known, made_by=maker.id, made_at=clock.now())
    )


def keep(admin: Viewer, source: str, seen: int, begun_from: int | None) -> OwnTemplate:
    with writing():
        return own_templates.keep(admin, PROGRAMME, KIND, Wanted(source, "核对过", seen, begun_from))


TOLD = [
    (OURS, SHIPPED, False, "what it stands over is still shipped"),
    (OURS, BEFORE, True, "the shipped one changed"),
    (OURS, None, True, "nobody knows whether it did"),
    ("", None, False, "the shipped one counts"),
]


@pytest.mark.parametrize(("source", "basis", "told", "_why"), TOLD)
def test_the_administrator_is_told_and_nobody_else(admin, source, basis, told, _why):
    written(source, basis)
    assert [row.kind for row in renewed_templates.waiting(admin)] == [KIND] * told
    assert [line.kind for line in own_templates.listing(admin) if line.renewed] == [KIND] * told
    assert renewed_templates.waiting(factories.viewer(factories.person("officer"))) == []


def test_a_version_remembers_what_it_was_written_over_until_somebody_looks(admin):
    assert keep(admin, OURS, 0, 0).basis == {NAME: SHIPPED}
    written(version=2)
    assert keep(admin, OURS + "{# 再改 #}\n", 2, 2).basis == {NAME: BEFORE}
    stays = keep(admin, OURS + "{# 再改 #}\n", 3, None)
    assert (stays.version, stays.basis) == (4, {NAME: SHIPPED})
    with pytest.raises(Conflict, match="没有差别"):
        keep(admin, stays.source, 4, None)
    written(basis=None, version=5)
    assert keep(admin, OURS + "{# 又改 #}\n", 5, 5).basis is None
    assert keep(admin, "", 6, 6).basis == {}


def test_a_style_is_laid_over_the_sheets_of_its_kind(app):
    found = renewed_templates.beneath(PROGRAMME, KIND, own.joined({NAME: "", own.STYLE: "p { color: red }"}))
    assert list(found) == list(KINDS[KIND].stylesheets)


def test_both_changes_are_put_together_and_where_they_meet_ours_stays(admin):
    row = written()
    assert renewed_templates.together(row) == renewed_templates.Merged(OURS, ())
    (file,) = renewed_templates.files(row)
    assert [piece for place in file.shipped for piece in place.pieces] == [("del", "{# 旧 #}")]
    assert [piece for place in file.ours for piece in place.pieces if piece[0] == "ins"] == [
        ("ins", "{# 本单位 #}")
    ]


def test_the_pages_lead_from_the_notice_to_a_choice(client, monkeypatch):
    monkeypatch.setattr(samples, "MANNERS", ("plain",))  # that all are tried is shown elsewhere
    factories.sign_in(client, factories.person("admin"))
    written()
    assert WHERE in client.get("/").text
    shown = client.get(WHERE).text
    assert "{# 旧 #}" in shown
    assert "合并两边的改动" in shown
    assert 'name="begun_from" value=""' in client.get(f"{WHERE}?together=1").text
    stays = client.post(
        WHERE, data={"step": "stay", "seen": 1, "reason": "核对过"}, follow_redirects=True
    ).text
    assert "仍用本单位的，文字未动" in stays
    assert "自带模板已更新" not in stays
    assert WHERE not in client.get("/").text
    written(basis=None, version=3)
    assert "说不出自带模板此后有没有变" in client.get(WHERE).text
