"""The fonts of papers: made once from what is installed, the same everywhere, honest about what they lack."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

from grants.rendering import assembly, machine, native, reduction, roles
from grants.rendering.fonts import FontSet, ensure_fonts
from tests.rendering.reading import fonts

ROOT = Path(__file__).parents[2]
MAKE = """
import pathlib, sys
from grants.rendering import fonts, machine
machine.FACES = machine.FACES[:1]
fonts.ensure_fonts(pathlib.Path(sys.argv[1]))
"""


SMALL = {machine.NOTO: "Small SC", machine.FANDOL: "FandolSmall"}


def small_font(path: Path, family: str, text: str) -> None:
    """A font of squares in place of an installed one, so that making the set takes a moment."""
    names = {char: f"glyph{ord(char)}" for char in text}
    builder = FontBuilder(1000, isTTF=False)
    builder.updateHead(created=0, modified=0)
    builder.font.recalcTimestamp = False
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap({ord(char): name for char, name in names.items()})
    shapes = {name: square() for name in (".notdef", *names.values())}
    builder.setupCFF(f"{path.stem}", {}, shapes, {})
    builder.setupHorizontalMetrics(dict.fromkeys(shapes, (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "licenseDescription": "OFL"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)


def square():
    pen = T2CharStringPen(1000, None)
    pen.moveTo((100, 0))
    for point in ((900, 0), (900, 800), (100, 800)):
        pen.lineTo(point)
    pen.closePath()
    return pen.getCharString()


FEW = tuple(face for face in machine.FACES if face.style == "Regular" and face.script == "Hans")


def put_sources(folder: Path) -> Path:
    """One small font in place of each that the machine has."""
    folder.mkdir()
    for face in machine.FACES:
        small_font(folder / f"{face.stems[0]}.otf", SMALL[face.package], "A王建国𠮷")
    return folder


@pytest.fixture
def sources(tmp_path, monkeypatch) -> Path:
    """A folder named by ZHUTUI_FONTS, whose fonts go before those of the machine."""
    folder = put_sources(tmp_path / "sources")
    use(folder, monkeypatch)
    return folder


def use(folder: Path, environment: pytest.MonkeyPatch) -> None:
    """Take these fonts, and reduce them here: a process for each face is tried once, by the two at once."""
    environment.setenv("ZHUTUI_FONTS", str(folder))
    environment.setattr(machine, "FACES", FEW)
    environment.setattr(assembly, "reduce_apart", reduced_here)


def reduced_here(face: machine.Face, source: Path, target: Path) -> str:
    name = assembly.file_name(face)
    reduction.reduce(source, face.family, face.style, face.script, target / name)
    return name


@pytest.fixture(scope="module")
def finished(tmp_path_factory) -> FontSet:
    """A set that is only looked at, with a dropped-in font among the others."""
    folder = tmp_path_factory.mktemp("finished")
    small_font(put_sources(folder / "sources") / "simfang.otf", "FangSong_GB2312", "仿")
    with pytest.MonkeyPatch.context() as environment:
        use(folder / "sources", environment)
        return ensure_fonts(folder / "fonts")


def reduced(fonts: FontSet) -> list[TTFont]:
    return [TTFont(fonts.folder / name, lazy=False) for name in fonts.files if name.startswith("reduced/")]


def test_reduced_faces_have_names_of_their_own_truetype_outlines_and_keep_their_licence(finished):
    faces = reduced(finished)
    names = sorted(face["name"].getDebugName(4) for face in faces)
    assert names == sorted(f"{face.family} {face.style}" for face in FEW)
    assert all("glyf" in face and "CFF " not in face for face in faces)
    assert {face["name"].getDebugName(13) for face in faces} == {"OFL"}


def test_rare_characters_stay_out_of_the_reduced_faces_and_are_still_covered(finished):
    assert all(ord("𠮷") not in face.getBestCmap() for face in reduced(finished))
    assert ord("𠮷") in finished.coverage


MISSING = [
    ("王建国", []),
    ("王喆喆国🐼", ["喆", "🐼"]),  # each once, in the order of the text
    ("王\n 建\u3000国\u200b\ufe0f", []),  # spaces and joiners draw nothing
    ("王\x07", ["\x07"]),  # a control character prints as a box
]


@pytest.mark.parametrize(("text", "missing"), MISSING)
def test_a_character_no_font_has_is_named(finished, text, missing):
    assert finished.coverage.missing(text) == missing


def test_the_same_sources_give_the_same_bytes(finished, sources, tmp_path):
    made = ensure_fonts(tmp_path / "fonts").files
    assert made == {name: digest for name, digest in finished.files.items() if "simfang" not in name}


def test_a_finished_folder_is_used_again_and_a_changed_source_makes_it_anew(sources, tmp_path):
    first = ensure_fonts(tmp_path / "fonts")
    assert ensure_fonts(tmp_path / "fonts", pytest.fail) == first
    small_font(sources / "NotoSansCJK-Bold.otf", "Small SC", "王建国喆")
    assert ord("喆") in ensure_fonts(tmp_path / "fonts").coverage


def test_a_licensed_font_becomes_part_of_the_set_and_plays_its_role_before_ours(finished):
    assert "extra/simfang.otf" in finished.files
    assert ord("仿") in finished.coverage
    assert finished.roles == {
        roles.TITLE: machine.SONG,
        machine.FANGSONG: "FangSong_GB2312",
        machine.KAI: machine.KAI,
        machine.HEI: machine.HEI,
        machine.SONG: machine.SONG,
    }


def test_a_role_whose_face_cannot_be_had_falls_to_song_until_it_can(sources, tmp_path, monkeypatch):
    monkeypatch.setattr(machine, "FONT_FOLDERS", ())
    fang = sources / "FandolFang-Regular.otf"
    kept = fang.rename(tmp_path / "kept")
    assert ensure_fonts(tmp_path / "fonts").roles[machine.FANGSONG] == machine.SONG
    kept.rename(fang)
    assert ensure_fonts(tmp_path / "fonts").roles[machine.FANGSONG] == machine.FANGSONG


def test_two_processes_at_once_make_it_once(sources, tmp_path):
    command = [sys.executable, "-W", "error", "-c", MAKE, str(tmp_path / "fonts")]
    runs = [subprocess.Popen(command, cwd=ROOT, env=os.environ, stderr=subprocess.PIPE) for _ in range(2)]
    assert [run.communicate()[1] for run in runs] == [b"", b""]
    assert sorted(path.name for path in tmp_path.iterdir()) == [".fonts.lock", "fonts", "sources"]


@pytest.mark.parametrize("name", ["NotoSansCJK-Bold.otf", "simfang.ttf"])
def test_a_broken_font_is_refused_in_a_sentence_and_leaves_nothing(sources, tmp_path, name):
    (sources / name).write_bytes((sources / "NotoSansCJK-Regular.otf").read_bytes()[:300])
    with pytest.raises(native.FontsMissing, match=f"{name} 无法使用"):
        ensure_fonts(tmp_path / "fonts")
    assert [path.name for path in tmp_path.iterdir() if path.name != "sources"] == [".fonts.lock"]


def test_every_character_of_the_reduced_set_is_in_the_installed_fonts():
    """The fonts cover GB 2312 and the hexagonal brackets and circled numbers of official letters."""
    face = reduction.simplified(native.find_sources()[machine.FACES[0]])
    kept = {chr(point) for point in reduction.characters() & set(face.getBestCmap())}
    assert set("〔〕①⑩（）：；“”—…￥¥％№℃·壹贰叁肆伍陆柒捌玖拾佰仟喆昇") <= kept
    assert len(kept) > 7600


def drawn(path: Path, char: str) -> list:
    font, pen = TTFont(path), RecordingPen()
    font.getGlyphSet()[font.getBestCmap().get(ord(char), ".notdef")].draw(pen)
    return pen.value


@pytest.mark.parametrize("name", ["Song", "Fangsong", "Kai", "Hei"])
def test_no_face_draws_the_sign_of_the_yuan_as_a_dollar(name):
    """A text extracted from the paper would still show the right sign."""
    face = fonts().folder / f"reduced/Zhutui{name}-Regular.ttf"
    assert not face.exists() or drawn(face, "￥") not in (drawn(face, "$"), drawn(face, "＄"))
