"""The native libraries and fonts papers need, and the sentence for each that is not there."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from flask_babel import gettext as _

from grants.rendering import machine, reduction

T = TypeVar("T")
FONTCONFIG = ("libfontconfig.so.1", "libfontconfig.1.dylib")
SONG, HEI = "Zhutui Song", "Zhutui Hei"
FAMILIES = {SONG: machine.SERIF, HEI: machine.SANS}


class FontsMissing(RuntimeError):
    """The fonts papers are set in cannot be had; the message says which, and what to install."""


def check_native() -> list[str]:
    """One sentence for each thing this machine lacks to make papers; empty when it lacks nothing."""
    faults = [lacks_library(package) for package in machine.missing_libraries()]
    try:
        find_sources()
    except FontsMissing as fault:
        faults.append(str(fault))
    return faults


def lacks_library(package: str) -> str:
    return _(
        "缺少系统库 %(package)s，不能正常生成文书：Debian 或 Ubuntu 请运行 apt-get install %(package)s。",
        package=package,
    )


def find_sources() -> dict[tuple[str, str], Path]:
    """The installed font each of our faces is made from; raises FontsMissing naming those not found."""
    by_stem = machine.installed_fonts()
    found = {
        (family, style): usable(by_stem, stems, style)
        for family, stems in FAMILIES.items()
        for style in machine.STYLES
    }
    missing = [f"{FAMILIES[family][0]}-{style}" for (family, style), path in found.items() if path is None]
    if missing:
        raise FontsMissing(
            _(
                "找不到中文字体 %(fonts)s：Debian 或 Ubuntu 请运行 apt-get install %(package)s，"
                "或把字体文件放入环境变量 ZHUTUI_FONTS 所指的文件夹。",
                fonts="、".join(missing),
                package=machine.FONT_PACKAGE,
            )
        )
    return {face: path for face, path in found.items() if path}


def usable(by_stem: dict[str, Path], stems: tuple[str, ...], style: str) -> Path | None:
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
