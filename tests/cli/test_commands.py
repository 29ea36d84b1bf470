"""The command `zhutui`: what each command does, and that what is missing is said in a sentence."""

import json
import subprocess
import sys

import pytest
from sqlalchemy import select

from grants import cli, schema
from grants.config import IN_DEVELOPMENT
from grants.config_faults import is_fernet_key
from grants.extensions import db
from grants.models import Membership, Person
from grants.programmes import PROGRAMMES
from grants.services import passwords
from tests import factories

STRONG = "four words nobody guesses 7"


def test_help_names_every_command_without_loading_any():
    code = "import sys; from grants.cli import main; main(['--help']); print(sorted(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert all(name in told for name, _, _ in cli.COMMANDS)
    assert "grants.cli.work'" not in told
    assert "alembic" not in told


@pytest.mark.parametrize("name", [name for name, _, _ in cli.COMMANDS])
def test_every_command_explains_itself(name, capsys):
    assert cli.main([name, "--help"]) == 0
    assert "zhutui" in capsys.readouterr().out


@pytest.fixture
def place(monkeypatch, tmp_path):
    """A folder in which nothing has been set up yet."""
    monkeypatch.setenv("ZHUTUI_DATA", str(tmp_path / "var"))
    return tmp_path


def test_missing_configuration_is_said_in_sentences(place, monkeypatch, capsys):
    monkeypatch.setenv("ZHUTUI_ENV", "production")
    assert cli.main(["upgrade"]) == 2
    told = capsys.readouterr().err
    assert all(f"缺少配置 ZHUTUI_{name}" in told for name in ("SECRET_KEY", "ENCRYPTION_KEY", "BASE_URL"))
    assert "缺少文书签名密钥文件 codes.pem" in told


WRONG = [
    ({"ZHUTUI_ENCRYPTION_KEY": "short"}, "ZHUTUI_ENCRYPTION_KEY 不是有效的密钥"),
    ({"FORWARDED_ALLOW_IPS": "proxy.example"}, "FORWARDED_ALLOW_IPS 无效"),
    ({"ZHUTUI_SMTP_URL": "mail.example.org:25"}, "ZHUTUI_SMTP_URL 无效"),
    ({"ZHUTUI_SMTP_URL": "smtp://mail.example.org:port"}, "ZHUTUI_SMTP_URL 无效"),
    ({"ZHUTUI_BASE_URL": "zhutui.example.org"}, "ZHUTUI_BASE_URL 无效"),
    ({"ZHUTUI_BASE_URL": "https://[zhutui"}, "ZHUTUI_BASE_URL 无效"),
    *(
        ({"ZHUTUI_ENV": "production", name: IN_DEVELOPMENT[name]}, f"{name} 是开发用的")
        for name in ("ZHUTUI_SECRET_KEY", "ZHUTUI_ENCRYPTION_KEY")
    ),
]


@pytest.mark.parametrize(("environment", "told"), WRONG)
def test_a_wrong_configuration_is_said_in_a_sentence(place, environment, told, monkeypatch, capsys):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert cli.main(["upgrade"]) == 2
    assert told in capsys.readouterr().err


def test_a_database_that_cannot_be_reached_is_said_in_a_sentence(place, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{place}/no/such/folder/x.sqlite")
    assert cli.main(["upgrade"]) == 1
    assert "无法使用数据库" in capsys.readouterr().err


def test_upgrade_makes_the_database_and_then_has_nothing_to_do(place, capsys):
    assert [cli.main(["upgrade"]), cli.main(["upgrade"])] == [0, 0]
    newest = schema.newest()
    assert capsys.readouterr().out == f"数据库已从空库升级到 {newest}。\n数据库已是最新（{newest}）。\n"


def test_a_new_key_can_be_used_as_it_is(capsys):
    assert cli.main(["new-key"]) == 0
    assert is_fernet_key(capsys.readouterr().out.strip())


def test_an_unknown_command_is_refused(capsys):
    assert cli.main(["frobnicate"]) == 2


def test_every_workflow_is_proved(capsys):
    assert cli.main(["workflow", "check"]) == 0
    assert capsys.readouterr().out.count("全部成立") == len(PROGRAMMES)


def test_every_workflow_is_drawn(tmp_path, capsys):
    assert cli.main(["workflow", "draw", "--out", str(tmp_path)]) == 0
    drawn = {f"{slug}.{suffix}" for slug in PROGRAMMES for suffix in ("svg", "mmd")}
    assert {path.name for path in tmp_path.iterdir()} == drawn


def test_the_log_is_verified_and_exported(inside, tmp_path):
    factories.round_()
    assert inside("log", "verify")[0] == 0
    status, told = inside("log", "export", str(tmp_path / "log.jsonl"))
    rows = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text("utf-8").splitlines()]
    assert (status, rows[-1]["head"]["number"], rows[-1]["head"]["digest"] in told) == (0, 1, True)


def test_personal_fields_of_a_case_that_is_over_are_erased(inside):
    number = factories.application("closed").number
    assert inside("log", "anonymise", number, "--reason", "保存期限届满")[0] == 0
    status, told = inside("log", "anonymise", "T-9999", "--reason", "保存期限届满")
    assert (status, "没有找到" in told) == (1, True)


def test_an_administrator_is_created_with_a_strong_password(inside):
    email = "admin@example.org"
    assert inside("admin", "create", "--name", "管理员", "--email", email, "--password", STRONG)[0] == 0
    person = db.session.scalars(select(Person)).one()
    assert passwords.matches(person.password_hash, STRONG)
    assert db.session.scalars(select(Membership.role)).all() == ["admin"]
    again = inside("admin", "create", "--name", "管理员", "--email", email, "--password", STRONG)
    assert (again[0], "已有账户" in again[1]) == (1, True)


def test_an_administrator_with_faults_is_refused_with_all_of_them(inside):
    status, told = inside("admin", "create", "--name", " ", "--email", "nobody", "--password", "short")
    assert status == 1
    assert all(word in told for word in ("请填写姓名", "邮箱", "密码"))


def test_the_worker_does_what_is_due_and_ends(inside):
    assert inside("work", "--once") == (0, "")
