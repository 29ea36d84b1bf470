"""What papers need of the machine itself: Pango, HarfBuzz with its subsetter, and Chinese fonts."""

import ctypes
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from flask_babel import gettext as _

from grants.rendering import reduction

LIBRARIES = {  # Debian's package: the file names WeasyPrint opens
    "libpango-1.0-0": ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    "libpangoft2-1.0-0": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    "libharfbuzz-subset0": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
}
FONTCONFIG = ("libfontconfig.so.1", "libfontconfig.1.dylib")
FONT_PACKAGE = "fonts-noto-cjk"
FONT_FOLDERS = ("~/.local/share/fonts", "~/.fonts", "/usr/local/share/fonts", "/usr/share/fonts")
SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}

T = TypeVar("T")

SONG, HEI = "Zhutui Song", "Zhutui Hei"
SERIF = ("NotoSerifCJK", "NotoSerifCJKsc", "NotoSerifSC", "SourceHanSerifSC", "SourceHanSerifCN")
SANS = ("NotoSansCJK", "NotoSansCJKsc", "NotoSansSC", "SourceHanSansSC", "SourceHanSansCN")
FACES = {(SONG, "Regular"): SERIF, (SONG, "Bold"): SERIF, (HEI, "Regular"): SANS, (HEI, "Bold"): SANS}


class FontsMissing(RuntimeError):
    """The fonts papers are set in cannot be had; the message says which, and what to install."""


def check_native() -> list[str]:
    """One sentence for each thing this machine lacks to make papers; empty when it lacks nothing."""
    faults = [
        _(
            "缺少系统库 %(package)s，不能正常生成文书：Debian 或 Ubuntu 请运行 apt-get install %(package)s。",
            package=package,
        )
        for package, names in LIBRARIES.items()
        if library(names) is None
    ]
    try:
        find_sources()
    except FontsMissing as fault:
        faults.append(str(fault))
    return faults


def library(names: tuple[str, ...]) -> ctypes.CDLL | None:
    """The first of these shared libraries that can be opened, or None."""
    for name in names:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    return None


def extra_fonts() -> list[Path]:
    """Further fonts the office dropped into the folder that ZHUTUI_FONTS names, such as licensed ones."""
    folder = os.environ.get("ZHUTUI_FONTS")
    return sorted(font_files(Path(folder))) if folder else []


def font_files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.expanduser().rglob("*") if path.suffix.lower() in SUFFIXES)


def find_sources() -> dict[tuple[str, str], Path]:
    """The installed font each of our faces is made from; raises FontsMissing naming those not found."""
    by_stem = {path.stem: path for folder in reversed(FONT_FOLDERS) for path in font_files(Path(folder))}
    by_stem |= {path.stem: path for path in extra_fonts()}
    found = {face: usable(by_stem, face[1], stems) for face, stems in FACES.items()}
    missing = [f"{stems[0]}-{face[1]}" for face, stems in FACES.items() if found[face] is None]
    if missing:
        raise FontsMissing(
            _(
                "找不到中文字体 %(fonts)s：Debian 或 Ubuntu 请运行 apt-get install %(package)s，"
                "或把字体文件放入环境变量 ZHUTUI_FONTS 所指的文件夹。",
                fonts="、".join(missing),
                package=FONT_PACKAGE,
            )
        )
    return {face: path for face, path in found.items() if path}


def usable(by_stem: dict[str, Path], style: str, stems: tuple[str, ...]) -> Path | None:
    candidates = (by_stem[f"{stem}-{style}"] for stem in stems if f"{stem}-{style}" in by_stem)
    return next((path for path in candidates if examined(path, reduction.simplified)), None)


def examined(path: Path, question: Callable[[Path], T]) -> T:
    """The answer a font file gives; raises FontsMissing naming the file if it cannot be read."""
    try:
        return question(path)
    except Exception as fault:  # a broken table shows as any error at all
        raise broken(path) from fault


def broken(path: Path) -> FontsMissing:
    return FontsMissing(_("字体文件 %(file)s 无法使用：可能已损坏，请重新安装或更换。", file=str(path)))
