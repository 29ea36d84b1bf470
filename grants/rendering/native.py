"""The fonts papers are made from, and the sentence for what is not there or cannot be read."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from flask_babel import gettext as _

from grants.rendering import machine, reduction

T = TypeVar("T")
FONTCONFIG = ("libfontconfig.so.1", "libfontconfig.1.dylib")
Sources = dict[machine.Face, Path]


class FontsMissing(RuntimeError):
    """The fonts papers are set in cannot be had; the message says which, and what to install."""


def find_sources() -> Sources:
    """The installed font each face is made from; raises FontsMissing naming those that papers cannot do without."""
    by_stem = machine.installed_fonts()
    found = {face: path for face in machine.FACES if (path := usable(by_stem, face))}
    missing = [face for face in machine.FACES if face.needed and face not in found]
    if missing:
        raise FontsMissing(
            _(
                "找不到中文字体 %(fonts)s：Debian 或 Ubuntu 请运行 apt-get install %(package)s，"
                "或把字体文件放入环境变量 ZHUTUI_FONTS 所指的文件夹。",
                fonts="、".join(face.stems[0] for face in missing),
                package=" ".join(dict.fromkeys(face.package for face in missing)),
            )
        )
    return found


def usable(by_stem: dict[str, Path], face: machine.Face) -> Path | None:
    candidates = (by_stem[stem] for stem in face.stems if stem in by_stem)
    return next((path for path in candidates if examined(path, reduction.simplified)), None)


def examined(path: Path, question: Callable[[Path], T]) -> T:
    """The answer a font file gives; raises FontsMissing naming the file if it cannot be read."""
    try:
        return question(path)
    except Exception as fault:  # a broken table shows as any error at all
        raise broken(path) from fault


def broken(path: Path) -> FontsMissing:
    return FontsMissing(_("字体文件 %(file)s 无法使用：可能已损坏，请重新安装或更换。", file=str(path)))
