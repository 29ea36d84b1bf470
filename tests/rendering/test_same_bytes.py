"""The same data gives the same bytes: in any order, process, hash seed and time zone; other data gives others."""

import hashlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from grants.rendering import papers
from grants.rendering.samples import KINDS, SAMPLES, context
from tests.rendering.reading import fonts, plain

ROOT = Path(__file__).parents[2]
ELSEWHERE = """
import json
from grants.rendering import papers
from tests.rendering.reading import fonts
from grants.rendering.samples import SAMPLES, context
first = {kind: sample.programmes[0] for kind, sample in SAMPLES.items()}
made = {k: papers.render(k, p, context(k, p), fonts()).digest for k, p in reversed(first.items())}
print(json.dumps(made))
"""


def digests() -> dict[str, str]:
    """Of every kind in its first programme."""
    made = {kind: plain(kind, sample.programmes[0]) for kind, sample in SAMPLES.items()}
    return {kind: hashlib.sha256(pdf).hexdigest() for kind, pdf in made.items()}


def test_in_another_process_on_another_day():
    environment = os.environ | {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    ran = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == digests()


def test_on_several_threads():
    with ThreadPoolExecutor(4) as pool:
        made = list(
            pool.map(lambda _n: papers.render(*KINDS[1], context(*KINDS[1]), fonts()).digest, range(6))
        )
    assert len(set(made)) == 1


def test_any_change_of_the_data_is_another_paper():
    kind, programme = "reward_notice", "patent"
    changes = [
        {},
        {"amount": 300_001},
        {"person": "顾清禾"},
        {"dated": "2026-01-06"},
        {"code": "7K3M-9QXD-2S"},
    ]
    made = {
        papers.render(kind, programme, context(kind, programme, **each), fonts()).digest for each in changes
    }
    assert len(made) == len(changes)


def test_the_record_tells_what_a_paper_was_made_from():
    paper = papers.render("funding_letter", "studio", context("funding_letter", "studio"), fonts())
    other = papers.render("funding_letter", "patent", context("funding_letter", "studio"), fonts())
    same, differs = ("context", "stylesheet", "fonts", "weasyprint", "pango"), ("template", "programme")
    assert all(paper.record[key] == other.record[key] for key in same)
    assert all(paper.record[key] != other.record[key] for key in differs)
    assert (
        papers.describe("funding_letter", "studio", context("funding_letter", "studio"), fonts())
        == paper.record
    )
