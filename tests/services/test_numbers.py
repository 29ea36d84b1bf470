"""Numbers: none twice and none missing, drawn by processes of which some are killed; none void without a reason."""

import random
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from grants.access import Viewer
from grants.clock import today
from grants.database import writing
from grants.errors import Conflict, Forbidden, Invalid, NotFound
from grants.extensions import db
from grants.models import NumberSeries, Paper
from grants.services import invariants, number_register, numbering
from tests import factories, kill

PROCESSES, EACH = 4, 10


def draw(round_id: int, gate: str) -> None:
    """Once the gate is open, draw numbers one after the other, each in a transaction of its own."""
    while not Path(gate).exists():
        time.sleep(0.001)
    for _ in range(EACH):
        with writing():
            numbering.numbered(round_id, ("funding_letter",), today())


def wait_for(count: int) -> None:
    """Until so many numbers are drawn, so that whoever is killed then dies at work."""
    while factories.count(Paper) < count:
        db.session.rollback()
        time.sleep(0.001)


@pytest.mark.on_postgresql
def test_of_many_who_draw_at_once_and_are_killed_none_gets_the_same_and_none_is_missing(app, tmp_path):
    round_, spread, gate = factories.round_(), random.Random(kill.SEED), tmp_path / "gate"
    with ExitStack() as stack:
        given = (round_.id, str(gate))
        drawing = [stack.enter_context(kill.begun(app, draw, given))[0] for _ in range(PROCESSES)]
        gate.touch()
        for place, process in enumerate(drawing[::2], 1):
            wait_for(place * EACH // 2 + spread.randrange(EACH // 2))
            process.kill()
        for process in drawing:
            process.join(kill.PATIENCE)
        ended = sum(process.exitcode == 0 for process in drawing)
    db.session.rollback()
    (series,) = db.session.query(NumberSeries)
    assert sorted(row.serial for row in db.session.query(Paper)) == list(range(1, series.last + 1))
    assert ended >= PROCESSES // 2
    assert ended * EACH <= series.last <= PROCESSES * EACH
    assert invariants.findings() == []


@pytest.fixture
def kept(app):
    """A number kept for a round and not used, and an officer."""
    round_ = factories.round_()
    with writing():
        paper = numbering.reserve_for_round(round_.id, "public_notice", today())
        assert numbering.reserve_for_round(round_.id, "public_notice", today()) is paper
    return db.session.get(Paper, paper.id), factories.viewer(factories.person("officer"))


@pytest.mark.one_database
def test_a_number_not_used_is_void_with_its_reason_and_stays_in_the_register(kept):
    paper, officer = kept
    with pytest.raises(Invalid, match="请填写原因"), writing():
        number_register.void(officer, paper.id, "  ")
    with writing():
        number_register.void(officer, paper.id, "本批次不再公示")
    with pytest.raises(Conflict, match="不能在此作废"), writing():
        number_register.void(officer, paper.id, "再作废一次")
    (series,) = number_register.series(officer)
    (line,) = number_register.page(officer, series)
    assert (line.serial, line.paper.status, line.paper.void_reason) == (1, "void", "本批次不再公示")
    assert invariants.findings() == []


@pytest.mark.one_database
def test_the_register_is_the_offices_and_shows_what_is_missing(kept):
    paper, officer = kept
    with pytest.raises(NotFound):
        number_register.series(factories.viewer(factories.person("expert")))
    with pytest.raises(NotFound):
        number_register.void(Viewer(), paper.id, "无")
    stranger = factories.viewer(factories.person("officer", programme="studio"))
    with pytest.raises(Forbidden), writing():
        number_register.void(stranger, paper.id, "不是本项目的")
    (series,) = number_register.series(stranger)
    (line,) = number_register.page(stranger, series)
    assert (line.voidable, line.round, line.programme) == (False, None, "patent")
    series.last = 2
    assert [line.paper is None for line in number_register.page(officer, series)] == [False, True]
