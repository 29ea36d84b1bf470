"""Every life goes as its file says and leaves the papers it owes, its dossier and a log that proves it."""

import json
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from forms.money import format_yuan, in_words, to_fen
from grants import verify_log
from grants.errors import NotFound
from grants.services import dossiers, invariants
from grants.stories.keeping import keep_log
from tests.rendering import reading
from tests.rendering.test_pictures import drawn
from tests.stories.playing import EXAMPLES, play_all

NOTICED = ["public_notice"]
REWARDED = [*NOTICED, "reward_notice"]
FUNDED = ["funding_letter", "project_certificate", *NOTICED]
NAMED = ["funding_letter", "naming_certificate", *NOTICED]
ACCEPTED = ["acceptance_opinion", "funding_letter"]
REVOKED = ["recovery_notice", "revocation_notice"]
OWED = {  # the papers each life has released by its end, sorted
    "patent-rewarded": REWARDED,
    "patent-returned": REWARDED,
    "patent-dismissed": REWARDED,
    "patent-budget": ["refusal_letter"],
    "patent-declined": ["refusal_letter"],
    "patent-late": [],
    "project-two-tranches": sorted([*FUNDED, *ACCEPTED]),
    "project-recusal": sorted([*FUNDED, *ACCEPTED]),
    "project-objection": [*NOTICED, "refusal_letter"],
    "project-revoked": sorted([*FUNDED, *REVOKED]),
    "studio-excellent": NAMED,
    "studio-mended": NAMED,
    "studio-withdrawn": sorted([*NAMED, *REVOKED]),
    "studio-reconfirmed": sorted([*NAMED, "funding_letter", "naming_certificate"]),
    "studio-expired": NAMED,
    "studio-declined": ["refusal_letter"],
}
SUMS = {  # what was paid, by tranche
    "patent-rewarded": ["3000.00"],
    "project-two-tranches": ["30000.00", "20000.00"],
    "studio-reconfirmed": ["50000.00", "30000.00"],
}
TO_DO = [  # on first sign-in everybody has something to do
    ("jinggong_applicant", "submit"), ("jinggong_endorser", "endorse"), ("officer", "accept"), ("officer", "visit"),
    ("officer", "dismiss_objection"), ("expert1", "review"), ("expert3", "declare_interest"), ("leader", "decide"),
    ("leader", "approve_papers"), ("maker", "prepare_payment"), ("maker", "record_recovery"),
    ("checker", "approve_payment"), ("shengwu_applicant", "report_interim"),
]  # fmt: skip


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    yield from play_all(tmp_path_factory.mktemp("stories"))


def papers(folder: Path) -> list[Path]:
    return sorted((folder / "papers").glob("*.pdf"))


def told(folder: Path, name: str):
    return json.loads((folder / name).read_text("utf-8"))


def test_every_life_goes_as_its_file_says(played):
    assert played.failures == []


def test_the_data_they_leave_is_consistent(played):
    assert invariants.findings() == []


def under_way(life) -> bool:
    """Told relative to today, so that the case is in the middle of its life whenever it is played."""
    return life.story.path.stem.startswith("now-")


def test_the_table_of_owed_papers_names_every_finished_story(played):
    assert set(OWED) == {slug for slug, life in played.lives.items() if not under_way(life)}


@pytest.mark.parametrize("slug", OWED)
def test_a_life_leaves_the_papers_it_owes(played, slug):
    kinds = sorted(path.stem.split("-")[1] for path in papers(played.out / slug))
    assert kinds == OWED[slug]


@pytest.mark.parametrize("slug", [slug for slug in OWED if OWED[slug]])
def test_a_paper_names_its_number_and_its_case(played, slug):
    folder = played.out / slug
    application = told(folder, "application.json")[-1]["answers"]
    for path in papers(folder):
        text = reading.text_of(path.read_bytes())
        assert path.stem.split("-")[0] in text
        assert application["org_name"] in text
        assert "".join(application["title"].split()) in text


@pytest.mark.parametrize("slug", SUMS)
def test_sums_stand_on_papers_in_figures_and_in_words(played, slug):
    folder = played.out / slug
    kind = "reward_notice" if slug.startswith("patent") else "funding_letter"
    texts = [reading.text_of(path.read_bytes()) for path in papers(folder) if kind in path.name]
    assert [row["amount"] for row in told(folder, "payments.json")] == [
        format_yuan(to_fen(sum_)) for sum_ in SUMS[slug]
    ]
    for sum_ in SUMS[slug]:
        assert any(format_yuan(to_fen(sum_)) in text and in_words(to_fen(sum_)) in text for text in texts)


def one_of_each(out: Path) -> dict[str, Path]:
    """One paper of each kind the stories make."""
    return {
        path.stem.split("-")[1]: path
        for folder in sorted(out.iterdir())
        for path in (papers(folder) if folder.is_dir() else ())
    }


def test_no_character_of_a_paper_is_missing(played):
    """A missing glyph leaves no ink, or the box of the font's `.notdef`; neither is drawn anywhere."""
    found = one_of_each(played.out)
    assert set(found) == {kind for kinds in OWED.values() for kind in kinds}
    for path in found.values():
        pdf = path.read_bytes()
        assert [char for char, picture in drawn(pdf) if picture.getextrema()[0] > 240] == []
        assert "\ufffd" not in reading.text_of(pdf)


def test_the_exported_log_is_verified_by_the_verifier_that_stands_alone(played):
    keep_log(played.out)
    script = [sys.executable, verify_log.__file__, str(played.out / "log.jsonl")]
    assert subprocess.run(script, capture_output=True, check=False).returncode == 0


def test_the_log_of_a_case_carries_its_proof(played):
    for line in (played.out / "project-objection" / "log.jsonl").read_text("utf-8").splitlines():
        event = json.loads(line)
        assert event["digest"] == verify_log.digest_of(event)


def test_a_dossier_shows_nothing_personal(played):
    texts = [path for path in played.out.glob("*-*/*.*") if path.suffix in (".json", ".jsonl", ".md")]
    shown = "".join(path.read_text("utf-8") for path in texts)
    assert "京东方科技集团股份有限公司" in shown
    assert "11011519000101" not in shown  # resident IDs
    assert "622202000000" not in shown  # cards
    assert "02000000000000" not in shown  # accounts
    assert "13800000099" not in shown  # who objected


@pytest.mark.parametrize(("who", "action"), TO_DO)
def test_everybody_has_something_to_do(played, who, action):
    viewer = played.viewer(who)
    numbers = [life.number for life in played.lives.values() if under_way(life)]
    assert any(action in open_to(viewer, number) for number in numbers)


def open_to(viewer, number: str) -> set[str]:
    """The actions this case offers them; none when they may not know of it."""
    try:
        return {choice.action.name for choice in dossiers.dossier(viewer, number).choices if choice.open}
    except NotFound:
        return set()


def test_attachments_are_small_pdfs_and_pictures():
    for path in (EXAMPLES / "files").iterdir():
        assert path.stat().st_size < 20_000
        assert path.suffix == ".png" or pypdf.PdfReader(path).pages
