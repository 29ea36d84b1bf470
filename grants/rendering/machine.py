"""What the machine itself must have, and the Debian packages that bring it.

Uses nothing but the standard library: `script/setup` runs it before any package of ours is there.
"""

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

LIBRARIES = {  # Debian's package: the file names WeasyPrint opens
    "libpango-1.0-0": ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    "libpangoft2-1.0-0": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    "libharfbuzz-subset0": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
}
FONT_FOLDERS = ("~/.local/share/fonts", "~/.fonts", "/usr/local/share/fonts", "/usr/share/fonts")
FONT_SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
STYLES = ("Regular", "Bold")
SONG, HEI, FANGSONG, KAI, LATIN = (f"Zhutui {name}" for name in ("Song", "Hei", "Fangsong", "Kai", "Latin"))
SERIF = ("NotoSerifCJK", "NotoSerifCJKsc", "NotoSerifSC", "SourceHanSerifSC", "SourceHanSerifCN")
SANS = ("NotoSansCJK", "NotoSansCJKsc", "NotoSansSC", "SourceHanSansSC", "SourceHanSansCN")
NOTO, FANDOL = "fonts-noto-cjk", "texlive-lang-chinese"


class Face(NamedTuple):
    """A face papers are set in: its name with us, the files it may be made from, the package that has the first.

    Papers can do without one that is not `needed`; another face then plays its role.
    """

    family: str
    style: str
    stems: tuple[str, ...]
    package: str
    needed: bool = True
    script: str = "Hans"  # which characters are taken: those of Chinese offices, or ASCII alone


FACES = (
    *(Face(SONG, style, tuple(f"{stem}-{style}" for stem in SERIF), NOTO) for style in STYLES),
    *(Face(HEI, style, tuple(f"{stem}-{style}" for stem in SANS), NOTO) for style in STYLES),
    Face(FANGSONG, "Regular", ("FandolFang-Regular",), FANDOL, needed=False),
    Face(KAI, "Regular", ("FandolKai-Regular",), FANDOL, needed=False),
    # the letters and figures of 仿宋 and 楷: Fandol's own have no serifs
    Face(LATIN, "Regular", ("FandolSong-Regular",), FANDOL, needed=False, script="Latn"),
)
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")  # the lightest first


def lacking() -> Iterator[str]:
    """The Debian packages this machine lacks to serve and to make papers."""
    if not find_spec("ensurepip"):
        yield f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    yield from missing_libraries()
    yield from dict.fromkeys(face.package for face in missing_faces(installed_fonts()) if face.needed)


def lacking_browser() -> list[str]:
    """The Debian package of a browser, where none is installed; the tests alone use it."""
    return [] if any(shutil.which(name) for name in BROWSERS) else [BROWSERS[0]]


def lacking_token() -> list[str]:
    """The Debian package of a hardware token made of software, where there is none; the tests alone use it."""
    return [] if shutil.which("softhsm2-util") else ["softhsm2"]


def lacking_faces() -> Iterator[str]:
    """The Debian packages out of which `zhutui fonts --fetch` would take faces that papers can do without."""
    absent = missing_faces(installed_fonts())
    yield from dict.fromkeys(face.package for face in absent if not face.needed)


def missing_libraries() -> list[str]:
    return [package for package, names in LIBRARIES.items() if library(names) is None]


def library(names: tuple[str, ...]) -> ctypes.CDLL | None:
    """The first of these shared libraries that can be opened, or None."""
    for name in names:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    return None


def installed_fonts() -> dict[str, Path]:
    """Font files by their name without suffix; those of the office's own folder go first."""
    ours = [path for folder in reversed(FONT_FOLDERS) for path in font_files(Path(folder))]
    return {path.stem: path for path in [*ours, *extra_fonts()]}


def extra_fonts() -> list[Path]:
    """Further fonts the office dropped into the folder that ZHUTUI_FONTS names, such as licensed ones."""
    folder = os.environ.get("ZHUTUI_FONTS")
    return sorted(font_files(Path(folder))) if folder else []


def font_files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.expanduser().rglob("*") if path.suffix.lower() in FONT_SUFFIXES)


def missing_faces(by_stem: dict[str, Path]) -> list[Face]:
    return [face for face in FACES if not any(stem in by_stem for stem in face.stems)]


ANSWERS = {"": lacking, "browser": lacking_browser, "token": lacking_token, "faces": lacking_faces}

if __name__ == "__main__":
    sys.stdout.write(" ".join(ANSWERS["".join(sys.argv[1:])]()))
