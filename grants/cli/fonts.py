"""`zhutui fonts`"""

import os
import sys
from pathlib import Path

import click

from grants.rendering import fetching, roles
from grants.rendering.fonts import FontSet, ensure_fonts
from grants.rendering.machine import SONG
from grants.rendering.native import FontsMissing


@click.command()
@click.option("--fetch", is_flag=True, help="没有仿宋、楷体时，从 Debian 软件包取出开源的仿宋、楷体。")
def fonts(fetch: bool) -> int:
    """准备文书所用字体，并说明各字体由什么充当；首次约一分钟，以后即刻完成。"""
    if fetch:
        fetch_missing()
    try:
        found = ensure_fonts(folder(), told)
    except FontsMissing as missing:
        click.echo(str(missing), err=True)
        return 1
    click.echo(f"字体已备好：{len(found.files)} 个文件，在 {found.folder}。")
    tell_roles(found)
    return 0


def folder() -> Path:
    """Where the finished fonts are kept, asked without the application: they are made before it is configured."""
    return Path(os.environ.get("ZHUTUI_FONTS_FOLDER") or Path(os.environ.get("ZHUTUI_DATA", "var")) / "fonts")


def fetch_missing() -> None:
    faces = fetching.wanted()
    if not faces:
        return
    click.echo(f"从软件包 {faces[0].package} 取 {'、'.join(face.stems[0] for face in faces)}（约 50 MB）……")
    try:
        fetching.fetch(faces)
    except fetching.NotFetched as fault:
        click.echo(str(fault), err=True)


def tell_roles(found: FontSet) -> None:
    """Which face plays each role, and what stands in for one that is not there."""
    for name, family in found.roles.items():
        role = roles.ROLES[name]
        click.echo(f"  {role.label}：{family}")
    stand_ins = [roles.ROLES[name].label for name, family in found.roles.items() if stands_in(name, family)]
    if stand_ins:
        click.echo(
            f"没有{'、'.join(stand_ins)}，文书以宋体代替：请运行 zhutui fonts --fetch，"
            "或把字体文件放入环境变量 ZHUTUI_FONTS 所指的文件夹后再运行。"
        )


def stands_in(name: str, family: str) -> bool:
    """Song in the role of another; a bold Song as 小标宋 is a title as it should be."""
    return family == SONG and name not in (SONG, roles.TITLE)


def told(done: int, total: int, name: str) -> None:
    """One line that grows where somebody watches, a line for each file where not."""
    click.echo(f"\r字体 {done}/{total}：{name}".ljust(60), nl=done == total or not sys.stdout.isatty())
