"""`zhutui import`: tries first, tells every bad cell, and keeps all rows or none."""

from pathlib import Path

import pytest

from grants.extensions import db
from grants.models import Application, Round
from tests.factories import count, person

EXAMPLES = Path(__file__).parents[2] / "examples" / "import"
pytestmark = pytest.mark.one_database


@pytest.fixture
def importing(inside):
    email = person("officer").email

    def call(file, *more):
        db.session.rollback()  # what was read here before would be read again after
        return inside("import", str(file), "--programme", "project", "--as", email, *more)

    return call


def test_a_trial_keeps_nothing_and_applying_keeps_every_row(importing):
    status, told = importing(EXAMPLES / "projects.csv")
    assert (status, "24 行" in told, "--apply" in told) == (0, True, True)
    assert (count(Application), count(Round)) == (0, 0)
    status, told = importing(EXAMPLES / "projects.csv", "--apply")
    assert (status, count(Application), count(Round)) == (0, 24, 1)


def test_bad_cells_are_listed_and_nothing_is_kept(importing, tmp_path):
    lines = (EXAMPLES / "projects.csv").read_text("utf-8-sig").splitlines()
    lines[3] = lines[3].replace("一档", "特档").replace("二档", "特档").replace("三档", "特档")
    bad = tmp_path / "bad.csv"
    bad.write_text("\n".join(lines), "utf-8")
    status, told = importing(bad, "--apply")
    assert (status, count(Application)) == (1, 0)
    assert all(mark in told for mark in ("特档", "助推档次", "有 1 处问题，未导入任何内容"))


@pytest.mark.parametrize(
    ("more", "told"),
    [(("--round", "没有的批次"), "0 个批次"), (("--as", "nobody@example.org"), "没有邮箱为")],
)
def test_what_cannot_be_found_is_said(importing, more, told):
    status, said = importing(EXAMPLES / "projects.csv", *more)
    assert (status, told in said) == (1, True)
