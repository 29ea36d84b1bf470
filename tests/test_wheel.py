"""A wheel built from the project holds what it needs, and serves and makes papers where it is installed."""

import json
import os
import subprocess
import sys
import sysconfig
import time
import urllib.request
import venv
from collections.abc import Iterator
from pathlib import Path
from socket import socket
from zipfile import ZipFile

import pytest

from grants.rendering.samples import context
from tests.rendering.reading import FONTS

ROOT = Path(__file__).parents[1]
PACKED = ("grants", "workflows", "forms", "pdf_templates")
PAPER = """
import json, pathlib, sys
from grants.rendering import fonts, papers
kind, programme, context, folder = json.loads(sys.stdin.read())
made = papers.render(kind, programme, context, fonts.ensure_fonts(pathlib.Path(folder)))
sys.stdout.write(made.pdf[:5].decode())
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, cwd=ROOT)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def elsewhere(wheel, tmp_path_factory) -> Path:
    """An environment of its own, in a folder of its own, with the wheel and the locked packages beside it."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder / "venv", symlinks=True)
    python = folder / "venv/bin/python"
    pip = (sys.executable, "-m", "pip", "--python", python)
    run(*pip, "install", "-q", "--no-deps", "--no-index", wheel, cwd=folder)
    packages = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
    (Path(packages) / "locked.pth").write_text(sysconfig.get_path("purelib"))
    return folder


def run(*command, cwd: Path, **options) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def tracked(folder: str) -> Iterator[str]:
    unwanted = {"__pycache__"}
    files = (path for path in (ROOT / folder).rglob("*") if path.is_file())
    return (path.relative_to(ROOT).as_posix() for path in files if not unwanted & set(path.parts))


@pytest.mark.parametrize("folder", PACKED)
def test_everything_in_a_folder_is_in_the_wheel(wheel, folder):
    """Pages, stylesheets, drawings, migrations and translations too, which packaging likes to drop."""
    assert set(tracked(folder)) - set(ZipFile(wheel).namelist()) == set()


def test_nothing_else_is_in_the_wheel(wheel):
    tops = {name.split("/")[0] for name in ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.startswith("zhutui-")} == {*PACKED, "wsgi.py"}


def environment(folder: Path) -> dict[str, str]:
    own = {"ZHUTUI_ENV": "development", "ZHUTUI_DATA": str(folder / "data")}
    kept = {name: text for name, text in os.environ.items() if not name.startswith(("ZHUTUI_", "PYTHON"))}
    return {name: text for name, text in kept.items() if name != "DATABASE_URL"} | own


def test_it_makes_a_paper_where_it_is_installed(elsewhere):
    asked = json.dumps(["reward_notice", "patent", context("reward_notice", "patent"), str(FONTS)])
    made = run(
        elsewhere / "venv/bin/python", "-c", PAPER, cwd=elsewhere, env=environment(elsewhere), input=asked
    )
    assert made == "%PDF-"


def test_it_serves_where_it_is_installed(elsewhere):
    port = free_port()
    own = environment(elsewhere) | {"ZHUTUI_BASE_URL": f"http://127.0.0.1:{port}"}
    run(elsewhere / "venv/bin/zhutui", "upgrade", cwd=elsewhere, env=own)
    command = [elsewhere / "venv/bin/python", "-m", "gunicorn", "-c", "python:grants.gunicorn_conf"]
    with subprocess.Popen(
        [*command, "--bind", f"127.0.0.1:{port}", "wsgi:app"], cwd=elsewhere, env=own
    ) as server:
        try:
            assert answer(f"http://127.0.0.1:{port}/healthz", server) == 200
        finally:
            server.terminate()


def free_port() -> int:
    with socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def answer(address: str, server: subprocess.Popen) -> int:
    """The status of the first answer, within a minute."""
    for _ in range(240):
        try:
            with urllib.request.urlopen(address, timeout=5) as response:
                return response.status
        except OSError:
            assert server.poll() is None, "the server ended"
            time.sleep(0.25)
    return 0
