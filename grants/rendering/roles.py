"""The roles faces play on paper, and which of the fonts at hand plays each.

Stylesheets name roles alone. Fontconfig then tries a licensed face that the office supplied first, ours second, and
the whole fonts last, for rare characters: one chain per role, followed for each character by itself.
"""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from grants.rendering.machine import FANGSONG, HEI, KAI, LATIN, SONG

TITLE = "Zhutui Title"


class Role(NamedTuple):
    """What people call it, the licensed families that may play it, and ours, in the order they are tried."""

    label: str
    licensed: tuple[str, ...]
    ours: tuple[str, ...]


ROLES = {
    TITLE: Role(
        "小标宋",
        ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "方正小标宋_GBK"),
        (SONG, "Noto Serif CJK SC"),
    ),
    FANGSONG: Role(
        "仿宋",
        ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "STFangsong"),
        (LATIN, FANGSONG, SONG, "Noto Serif CJK SC"),
    ),
    KAI: Role(
        "楷体",
        ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "STKaiti"),
        (LATIN, KAI, SONG, "Noto Serif CJK SC"),
    ),
    HEI: Role("黑体", ("SimHei", "STHeiti"), (HEI, "Noto Sans CJK SC")),
    SONG: Role("宋体", (), (SONG, "Noto Serif CJK SC", HEI)),
}
GENERIC = {"serif": SONG, "sans-serif": HEI, "monospace": HEI}
WHOLE = {"Noto Serif CJK SC", "Noto Sans CJK SC"}
CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{folders}
  <cachedir>{cache}</cachedir>
{aliases}
  <config><rescan><int>0</int></rescan></config>
</fontconfig>
"""


def chain(name: str, families: Collection[str]) -> list[str]:
    """The families tried in turn for a role, of those there are."""
    role = ROLES[name]
    return [family for family in (*role.licensed, *role.ours) if family in families or family in WHOLE]


def players(families: Collection[str]) -> dict[str, str]:
    """By role, the family that draws its Chinese characters."""
    return {name: next(family for family in chain(name, families) if family != LATIN) for name in ROLES}


def configuration(folder: Path, parts: Collection[str], families: Collection[str]) -> str:
    """The fontconfig file: these parts of our folder alone, and who plays which role."""
    folders = "\n".join(f"  <dir>{escape(str(folder / part))}</dir>" for part in parts)
    return CONFIGURATION.format(
        folders=folders, cache=escape(str(folder / "cache")), aliases="\n".join(aliases(families))
    )


def aliases(families: Collection[str]) -> Iterator[str]:
    chains = {name: chain(name, families) for name in ROLES} | {
        name: [role] for name, role in GENERIC.items()
    }
    for name, preferred in chains.items():
        tried = "".join(f"<family>{escape(family)}</family>" for family in preferred)
        yield f'  <alias binding="same"><family>{name}</family><prefer>{tried}</prefer></alias>'
