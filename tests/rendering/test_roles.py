"""Who plays which role on paper, what follows for rare characters, and where the open faces come from."""

import re
import tarfile
from pathlib import Path

import pytest

from grants.rendering import coverage, fetching, machine, roles

pytestmark = pytest.mark.one_database
ROOT = Path(__file__).parents[2]

CHAINS = [
    ({machine.SONG, machine.KAI}, machine.FANGSONG, [machine.SONG, "Noto Serif CJK SC"]),
    (
        {machine.SONG, "KaiTi", machine.LATIN},
        machine.KAI,
        ["KaiTi", machine.LATIN, machine.SONG, "Noto Serif CJK SC"],
    ),
    ({machine.SONG, "方正小标宋简体"}, roles.TITLE, ["方正小标宋简体", machine.SONG, "Noto Serif CJK SC"]),
]


@pytest.mark.parametrize(("families", "role", "expected"), CHAINS)
def test_a_licensed_face_goes_first_and_the_whole_font_last(families, role, expected):
    assert roles.chain(role, families) == expected


def test_stylesheets_name_roles_and_nothing_else():
    sheets = "".join(path.read_text() for path in (ROOT / "pdf_templates").glob("*.css"))
    named = set(re.findall(r'(?:font(?!-feature)[^:;]*|--\w+):[^";]*"([^"]+)"', sheets))
    assert named == set(roles.ROLES)


def test_coverage_is_kept_as_runs():
    found = coverage.Coverage(coverage.written({1, 2, 3, 0x4E00, 0x2A6DF}))
    assert [point for point in (0, 1, 3, 4, 0x4E00, 0x4E01, 0x2A6DF, 0x2A6E0) if point in found] == [
        1,
        3,
        0x4E00,
        0x2A6DF,
    ]


def test_faces_are_taken_out_of_a_package_by_name(tmp_path):
    with tarfile.open(tmp_path / "content.tar", "w") as archive:
        for name in ("a/FandolFang-Regular.otf", "a/FandolBraille-Regular.otf", "FandolFang-Regular.tex"):
            archive.addfile(tarfile.TarInfo(f"./usr/share/{name}"))
    taken = fetching.extracted(tmp_path / "content.tar", {"FandolFang-Regular"}, tmp_path / "fonts")
    assert [path.relative_to(tmp_path) for path in taken] == [Path("fonts/FandolFang-Regular.otf")]
    assert list((tmp_path / "fonts").iterdir()) == taken


def test_where_no_package_can_be_had_a_sentence_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(fetching.NotFetched, match="texlive-lang-chinese：请先运行 apt-get update"):
        fetching.fetch(machine.FACES[-1:], tmp_path)
