"""What a web process costs: how soon it answers, and what it holds after serving every page and a paper."""

import json
import os
import subprocess
import sys

import pytest

from tests.benches import ROOT

MOST_MIB = 130
LONGEST_START = 2.5  # processor seconds: the machine's other work does not count


def compiled() -> None:
    """Byte code stands beside the modules, as after any first start, whatever this environment says of it."""
    needed = {"": ("grants", "forms", "workflows"), "-l": ("tests", "tests/lives", "tests/web")}
    for depth, names in needed.items():
        words = ["-q", *filter(None, [depth]), *(str(ROOT / name) for name in names)]
        subprocess.run([sys.executable, "-m", "compileall", *words], check=True)


def run(*words: str, **environment: str) -> str:
    command = [sys.executable, *words]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.one_database
def test_a_web_process_starts_soon_and_stays_small(app):
    compiled()
    environment = os.environ | {
        "ZHUTUI_ENV": "development",
        "ZHUTUI_DATA": str(app.config["DATA"]),
        "DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        "ZHUTUI_FONTS_FOLDER": str(ROOT / "var" / "fonts"),
        "PYTHONPATH": str(ROOT),
    }
    told = json.loads(run("-m", "tests.web.one_process", **environment).splitlines()[-1])
    assert {page: status for page, status in told["answers"].items() if status >= 500} == {}
    assert told["started"] <= LONGEST_START, told["started"]
    assert told["held"] <= MOST_MIB, told["held"]
