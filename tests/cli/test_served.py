"""A command beside `script/server` finds what the server was started with; nothing else is ever taken for it."""

import os
import subprocess
from pathlib import Path

import pytest

from grants.cli.served import settings

ROOT = Path(__file__).parents[2]
SAID = {"ZHUTUI_ENV": "development", "ZHUTUI_BASE_URL": "http://127.0.0.1:8000"}
SECRET = {"ZHUTUI_SECRET_KEY": "a=b"}


@pytest.fixture
def folder(tmp_path):
    write(tmp_path / "server.env", SAID)
    write(tmp_path / "secrets.env", SECRET)
    return tmp_path


def write(path, lines):
    path.write_text("".join(f"{name}={value}\n" for name, value in lines.items()), "utf-8")


@pytest.mark.parametrize(
    ("environ", "found"),
    [
        ({}, SAID | SECRET),
        ({"ZHUTUI_ENV": "development"}, {"ZHUTUI_BASE_URL": SAID["ZHUTUI_BASE_URL"]} | SECRET),
        ({"ZHUTUI_SECRET_KEY": "mine", "ZHUTUI_BASE_URL": ""}, SAID),
        ({"ZHUTUI_ENV": "production"}, {}),
    ],
)
def test_what_the_environment_says_goes_first(folder, environ, found):
    told = settings(environ | {"ZHUTUI_DATA": str(folder)})
    assert told == found
    assert settings(environ, (folder / "absent", folder)) == told | (
        {"ZHUTUI_DATA": str(folder)} if found else {}
    )


def test_secrets_alone_say_nothing(folder):
    (folder / "server.env").unlink()
    assert settings({"ZHUTUI_DATA": str(folder)}) == {}


def test_the_server_leaves_what_it_was_told(tmp_path):
    """The function of the script, run by itself."""
    script = (ROOT / "script" / "server").read_text("utf-8")
    function = script[script.index("keep_settings() {") : script.index("\nanswers() {")]
    told = SAID | {"DATABASE_URL": "postgresql://a:b@c/d?e='f g'"}
    ran = ["sh", "-euc", f'{function}\nkeep_settings "$1"', "sh", str(tmp_path / "server.env")]
    subprocess.run(ran, env=told | {"PATH": os.environ["PATH"]}, check=True)
    assert settings({"ZHUTUI_DATA": str(tmp_path)}) == told
    assert (tmp_path / "server.env").stat().st_mode & 0o077 == 0
