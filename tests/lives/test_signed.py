"""Released papers are signed, once, with the bytes that were approved; and can be made again from what is kept."""

import pytest

from grants import cli, verify_paper
from grants.database import writing
from grants.errors import Problem
from grants.extensions import db
from grants.models import Paper
from grants.proof import keys
from grants.services import applications, blobs, proofs, rebuilding
from grants.services.documents import Prepared
from grants.services.proofs import Signed
from tests.lives.legs import award
from tests.lives.office import Office, on
from tests.lives.test_together import acts, outcomes
from tests.racing import race


@pytest.fixture
def approved(app) -> tuple[Office, str]:
    """A case whose reward notice is approved and not yet released."""
    office = Office("patent")
    number = office.begin()
    award(office, number)
    with on("2026-05-08 09:00"):
        office.pass_time()
        office.do(number, "prepare_papers")
        office.do_approve(number)
    return office, number


def reward() -> Paper:
    db.session.rollback()
    return db.session.query(Paper).filter_by(kind="reward_notice").one()


@pytest.mark.on_postgresql
def test_two_releases_at_once_give_one_signed_paper(app, approved):
    office, number = approved
    assert reward().signed_digest == ""
    with on("2026-05-08 09:30"):
        found = race(app, acts(office, number, "release"), acts(office, number, "release"))
    assert outcomes(found) == (1, 1)
    paper = reward()
    sent = blobs.get(paper.sent_digest)
    assert sent.startswith(blobs.get(paper.digest))
    known = keys.of_folder(proofs.folder())
    assert verify_paper.check(sent, known)[0] == []


@pytest.mark.one_database
def test_another_papers_signature_releases_nothing(app, approved):
    office, number = approved
    case, paper = office.case(number), reward()
    other = Prepared((), case.version, {paper.id: Signed("0" * 64, blobs.put(b"another"))})
    with on("2026-05-08 09:30"), pytest.raises(Problem, match="签名之后又有变化"), writing():
        applications.perform(office.viewer("officer"), number, "release", {}, case.version, other)
    assert reward().status == "approved"


@pytest.mark.one_database
def test_a_paper_is_made_again_from_what_is_kept(approved, monkeypatch, capsys, app):
    paper = reward()
    assert rebuilding.rebuild(paper).identical
    paper.record = paper.record | {"pango": "1.0.0"}
    paper.context = paper.context | {"person": "另一个人"}
    found = rebuilding.rebuild(paper)
    assert not found.identical
    assert [line.split("：")[0] for line in found.differences] == ["数据", "Pango 版本"]
    db.session.rollback()
    monkeypatch.setattr("grants.cli.application.create_app", lambda: app)
    assert cli.main(["papers", "rebuild", paper.number]) == 0
    assert "完全相同" in capsys.readouterr().out
    assert cli.main(["papers", "rebuild", "没有这个文号"]) == 1
