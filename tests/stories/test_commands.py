"""`zhutui story` and `zhutui demo`: what they leave, what they print, and that nothing is loaded twice."""

import shutil

import pytest
from sqlalchemy import func, select

from grants import cli
from grants.database import writing
from grants.extensions import db
from grants.models import Application, Person
from grants.services import outbox, passwords
from grants.stories import demo
from tests.stories.playing import EXAMPLES, put_office

pytestmark = pytest.mark.one_database
STORIES = ("patent/base.toml", "patent/late.toml", "patent/now-draft.toml")


@pytest.fixture
def folder(tmp_path):
    """The office without its earlier titles, its files, and two stories that make no paper."""
    made = tmp_path / "examples"
    (made / "patent").mkdir(parents=True)
    (made / "import").mkdir()
    shutil.copytree(EXAMPLES / "files", made / "files")
    for name in STORIES:
        shutil.copyfile(EXAMPLES / name, made / name)
    for name in demo.PAST.values():  # the heading and three awards of each
        lines = (EXAMPLES / "import" / name).read_text("utf-8").splitlines(keepends=True)
        (made / "import" / name).write_text("".join(lines[:4]), "utf-8")
    return put_office(made)


def test_story_leaves_a_folder_for_each_case_and_the_log(folder, tmp_path, capsys):
    assert cli.main(["story", str(folder), "--out", str(tmp_path / "out")]) == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"patent-late", "log.jsonl"}
    assert "2 个故事" in capsys.readouterr().out


def test_story_tells_what_went_otherwise(folder, tmp_path, capsys):
    late = folder / "patent" / "late.toml"
    late.write_text(late.read_text("utf-8").replace('ends = "withdrawn"', 'ends = "closed"'), "utf-8")
    assert cli.main(["story", str(folder), "--out", str(tmp_path / "out")]) == 1
    assert "应以 closed 结束，实际为 withdrawn" in capsys.readouterr().err


@pytest.fixture
def command(app, monkeypatch):
    """Commands use the database of the test."""
    monkeypatch.setattr("grants.cli.application.create_app", lambda: app)
    return cli.main


def test_demo_loads_everything_once_and_names_a_sign_in_for_each_role(command, folder, capsys):
    assert command(["demo", "--folder", str(folder)]) == 0
    first, told = counts(), capsys.readouterr().out
    assert command(["demo", "--quiet", "--folder", str(folder)]) == 0
    assert counts() == first
    assert demo.PASSWORD not in capsys.readouterr().out
    assert all(role in told for role in ("申报人", "审批领导", "财务复核", "系统管理员"))
    assert demo.PASSWORD in told


def counts() -> tuple[int, int]:
    db.session.rollback()
    return tuple(db.session.scalar(select(func.count()).select_from(kind)) for kind in (Application, Person))


def test_the_people_of_the_demonstration_can_sign_in_and_links_not_sent_are_shown(command, folder, capsys):
    command(["demo", "--folder", str(folder)])
    found = list(demo.sign_ins())
    assert [row.role for row in found if row.code] == ["maker", "checker", "admin"]
    officer = db.session.scalars(select(Person).where(Person.email == "officer@example.org")).one()
    assert passwords.matches(officer.password_hash, demo.PASSWORD)
    link = "http://127.0.0.1:8000/invitation/abc"
    with writing():
        outbox.write_to("new@example.org", "助推：请完成登记", "", "invitation:1", link)
    command(["demo", "--show"])
    assert link in capsys.readouterr().out


def test_show_without_a_demonstration_says_how_to_load_it(command, capsys):
    assert command(["demo", "--show"]) == 1
    assert "请先运行 zhutui demo" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["demo"], ["demo", "--show"]])
def test_the_demonstration_is_refused_in_production(app, command, arguments, capsys):
    app.config["PRODUCTION"] = True
    assert command(arguments) == 2
    assert "不能装入生产环境" in capsys.readouterr().err
    assert counts() == (0, 0)


def test_check_data_finds_nothing_wrong_and_says_what_is(app, command, folder, capsys):
    command(["demo", "--folder", str(folder)])
    assert command(["check-data"]) == 0
    case = db.session.scalars(select(Application).where(Application.state == "withdrawn")).one()
    case.state = "closed"
    db.session.commit()
    assert command(["check-data"]) == 1
    assert f"案件{case.number}的状态是closed，最后一条日志是withdrawn" in capsys.readouterr().out
