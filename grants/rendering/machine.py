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

LIBRARIES = {  # Debian's package: the file names WeasyPrint opens
    "libpango-1.0-0": ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    "libpangoft2-1.0-0": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    "libharfbuzz-subset0": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
}
FONT_PACKAGE = "fonts-noto-cjk"
FONT_FOLDERS = ("~/.local/share/fonts", "~/.fonts", "/usr/local/share/fonts", "/usr/share/fonts")
FONT_SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
SERIF = ("NotoSerifCJK", "NotoSerifCJKsc", "NotoSerifSC", "SourceHanSerifSC", "SourceHanSerifCN")
SANS = ("NotoSansCJK", "NotoSansCJKsc", "NotoSansSC", "SourceHanSansSC", "SourceHanSansCN")
STYLES = ("Regular", "Bold")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def lacking() -> Iterator[str]:
    """The Debian packages this machine lacks to serve and to make papers."""
    if not find_spec("ensurepip"):
        yield f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    yield from missing_libraries()
    if missing_fonts(installed_fonts()):
        yield FONT_PACKAGE


def lacking_browser() -> list[str]:
    """The Debian package of a browser, where none is installed; the tests alone use it."""
    return [] if any(shutil.which(name) for name in BROWSERS) else [BROWSERS[0]]


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


def missing_fonts(by_stem: dict[str, Path]) -> list[str]:
    wanted = [[f"{stem}-{style}" for stem in stems] for stems in (SERIF, SANS) for style in STYLES]
    return [names[0] for names in wanted if not any(name in by_stem for name in names)]


if __name__ == "__main__":
    sys.stdout.write(" ".join(lacking_browser() if "browser" in sys.argv else lacking()))
