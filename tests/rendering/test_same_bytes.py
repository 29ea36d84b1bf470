"""The same data gives the same bytes: in any order, process, hash seed and time zone; other data gives others."""

import hashlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from grants.rendering import papers
from grants.rendering.samples import context
from tests.rendering.reading import FONTS, fonts, plain

ROOT = Path(__file__).parents[2]
# of each family of sheets one that is short and has lists and tables
FEW = (
    ("reward_notice", "patent"),
    ("refusal_letter", "studio"),
    ("payment_list", "project"),
    ("dossier_contents", "studio"),
)
ELSEWHERE = """
import json, pathlib, sys
from grants.rendering import papers
from grants.rendering.fonts import ensure_fonts
from grants.rendering.samples import context
fonts = ensure_fonts(pathlib.Path(sys.argv[1]))
print(json.dumps([papers.render(*paper, context(*paper), fonts).digest for paper in json.loads(sys.argv[2])]))
"""


def test_in_another_process_on_another_day():
    environment = os.environ | {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    ran = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, str(FONTS), json.dumps(FEW[::-1])],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    here = [hashlib.sha256(plain(*paper)).hexdigest() for paper in FEW[::-1]]
    assert json.loads(ran.stdout) == here


def test_on_several_threads():
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _n: papers.render(*FEW[0], context(*FEW[0]), fonts()).pdf, range(3)))
    assert set(made) == {plain(*FEW[0])}


def test_any_change_of_the_data_is_another_paper():
    changes = [{"amount": 300_001}, {"dated": "2026-01-06"}, {"code": "7K3M-9QXD-2S"}]
    made = {papers.render(*FEW[0], context(*FEW[0], **each), fonts()).pdf for each in changes}
    assert len(made | {plain(*FEW[0])}) == len(changes) + 1


def test_the_record_tells_what_a_paper_was_made_from():
    record = papers.render(*FEW[0], context(*FEW[0]), fonts()).record
    assert papers.describe(*FEW[0], context(*FEW[0]), fonts()) == record
    other = papers.describe("funding_letter", "patent", context("funding_letter", "studio"), fonts())
    letter = papers.describe("funding_letter", "studio", context("funding_letter", "studio"), fonts())
    same, differs = ("context", "stylesheet", "fonts", "weasyprint", "pango"), ("template", "programme")
    assert all(letter[key] == other[key] for key in same)
    assert all(letter[key] != other[key] for key in differs)
