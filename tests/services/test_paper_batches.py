"""Papers in bulk: each case as if done alone, a bad one told and the others done; killed, resumed, nothing double."""

import io
import os
import signal
import zipfile
from dataclasses import replace

import pypdf
import pytest
from sqlalchemy import select

from grants import clock
from grants.access import Held, Viewer
from grants.database import writing
from grants.errors import Conflict, NotFound
from grants.extensions import db
from grants.models import Application, Batch, Event, Message, Paper
from grants.services import batch_items, blobs, paper_batches, paper_bundles, typesetting
from tests import factories, kill
from tests.lives.office import Office, on
from tests.services.papers_at_once import DAY, at_releasing, found, made_again, ordered, work_off


def events(action: str) -> list[Event]:
    db.session.rollback()
    return list(db.session.scalars(select(Event).where(Event.action == action)))


@pytest.fixture
def office(app):
    """Two patents whose papers are to be made, on the day after the notice."""
    made = at_releasing(2)
    with on(DAY):
        yield made


def for_who_may_read_all(office: Office, batch_id: int) -> None:
    """The files go to the office of the programme, and the log names who took them."""
    with writing():
        assert paper_bundles.taken(office.viewer("leader"), batch_id, "print")[0].read_bytes()[:5] == b"%PDF-"
    (noted,) = events("read_paper")
    assert noted.subject == f"paper_batch:{batch_id}"
    elsewhere = Viewer(office.people["officer"].id, (Held("officer", programme="studio"),))
    for viewer in (elsewhere, Viewer(), *(office.viewer(role) for role in ("applicant", "maker"))):
        with pytest.raises(NotFound), writing():
            paper_bundles.taken(viewer, batch_id, "archive")


@pytest.mark.one_database
def test_a_round_is_prepared_approved_and_released_in_bulk(office):
    factories.application("releasing", office.round, office.unit, title="没有材料的案件")
    prepared = ordered(office)
    work_off()
    progress = found(office, prepared)
    assert (progress.done, progress.bad, progress.waiting) == (2, 1, 0)
    ((number, _title, sentences),) = progress.refused
    assert number.startswith("T-")
    assert sentences
    papers = list(db.session.scalars(select(Paper).where(Paper.status == "prepared")))
    for paper in papers:
        assert typesetting.render(paper.kind, "patent", paper.context).digest == paper.digest
    assert as_printed(progress.batch, papers)
    assert as_archived(progress.batch, office, papers)
    for_who_may_read_all(office, prepared)
    made_again(office)
    assert any(message.key.startswith(f"batch:{prepared}") for message in db.session.scalars(select(Message)))
    for action, by in (("approve_papers", "leader"), ("release", "officer")):
        batch_id = ordered(office, action, by)
        work_off()
        assert found(office, batch_id).done == 2
    released = found(office, batch_id).batch
    rewards = select(Paper).where(Paper.kind == "reward_notice", Paper.status == "released")
    signed = {paper.signed_digest for paper in db.session.scalars(rewards)}
    assert "" not in signed
    assert archived(released) == {blobs.get(digest) for digest in signed}
    states = [case.state for case in db.session.scalars(select(Application).where(Application.awarded > 0))]
    assert states == ["paying", "paying"]


def as_printed(batch: Batch, papers: list[Paper]) -> bool:
    """Each paper begins on an odd page of the file to print."""
    pages = pypdf.PdfReader(io.BytesIO(blobs.get(batch.printed))).pages
    texts = ["".join(page.extract_text().split()) for page in pages]
    firsts = [next(n for n, text in enumerate(texts, 1) if paper.number in text) for paper in papers]
    return len(set(firsts)) == len(papers) and all(first % 2 for first in firsts)


def as_archived(batch: Batch, office: Office, papers: list[Paper]) -> bool:
    """A folder of the unit with the very bytes, and a table of contents."""
    archive = zipfile.ZipFile(io.BytesIO(blobs.get(batch.archived)))
    folder = f"{office.unit.name}（{office.unit.code}）"
    wanted = {f"{folder}/{paper.number}.pdf": blobs.get(paper.sent_digest) for paper in papers}
    held = {name: archive.read(name) for name in archive.namelist()}
    contents = held.pop("目录.csv").decode("utf-8-sig")
    return held == wanted and all(paper.digest in contents for paper in papers)


def archived(batch: Batch) -> set[bytes]:
    archive = zipfile.ZipFile(io.BytesIO(blobs.get(batch.archived)))
    return {archive.read(name) for name in archive.namelist() if name.endswith(".pdf")}


def dies_at_the_last_moment() -> None:
    """A worker that is killed when everything of an item is written and nothing committed."""
    settle = batch_items.settle

    def and_dies(taken, outcome) -> None:
        settle(taken, outcome)
        db.session.flush()
        os.kill(os.getpid(), signal.SIGKILL)

    batch_items.settle = and_dies
    batch_items.perform(taken()[0])


def taken() -> list[batch_items.Taken]:
    with writing():
        return batch_items.lease(10)


@pytest.mark.on_postgresql
def test_a_killed_worker_leaves_no_double_and_no_gap(app, office):
    batch_id = ordered(office)
    assert not kill.attempt(app, dies_at_the_last_moment)
    assert events("prepare_papers") == []
    assert taken() == [], "what it had taken is not taken by others before its lease runs out"
    with clock.at(clock.now() + batch_items.LEASE):
        again = taken()
        assert [item.attempt for item in again] == [2, 2]
        assert not batch_items.perform(replace(again[0], attempt=1)), "whoever was overtaken keeps nothing"
        assert events("prepare_papers") == []
        assert all(batch_items.perform(item) for item in again)
        assert not batch_items.perform(again[0]), "what is done is not done again"
        work_off()
    progress = found(office, batch_id)
    assert (progress.done, progress.batch.finished_at is not None) == (2, True)
    assert len(events("prepare_papers")) == 2
    rewards = select(Paper.serial).where(Paper.kind == "reward_notice").order_by(Paper.serial)
    assert list(db.session.scalars(rewards)) == [1, 2]


@pytest.fixture
def bare(app):
    """A case without its deeds: enough for what does not come to a paper."""
    made = Office("patent")
    made.people["auditor"] = factories.person("auditor")
    factories.application("releasing", made.round, made.unit)
    return made


@pytest.mark.one_database
def test_what_fails_without_a_reason_is_given_up_after_some_attempts(bare, monkeypatch, caplog):
    batch_id = ordered(bare)
    monkeypatch.setattr(batch_items.preparing, "perform", lambda *_given, **_named: 1 / 0)
    work_off()
    progress = found(bare, batch_id)
    assert (progress.bad, progress.batch.finished_at is not None) == (1, True)
    assert "已尝试 3 次" in progress.refused[0][2][0]


@pytest.mark.one_database
def test_a_batch_is_done_as_who_ordered_it_with_the_roles_of_today(bare):
    batch_id = ordered(bare)
    bare.people["officer"].active = False
    db.session.commit()
    work_off()
    assert found(bare, batch_id).refused[0][2] == ["没有找到您要的内容，或您无权查看。"]


def test_one_batch_of_a_round_is_under_way_at_a_time_and_it_is_the_one_shown(bare):
    viewer = bare.viewer("officer")
    offer = paper_batches.offers(viewer, bare.round.id)[0]
    with pytest.raises(Conflict, match="有变化"), writing():
        paper_batches.order(viewer, bare.round.id, "prepare_papers", "stale")
    ordered(bare)
    with pytest.raises(Conflict, match="已有一项批量任务"), writing():
        paper_batches.order(viewer, bare.round.id, "prepare_papers", offer.seen)
