"""`zhutui demo`"""

import shlex
import sys
from pathlib import Path

import click
from flask import current_app
from rich.console import Console
from rich.table import Table

from grants.cli.application import with_application
from grants.cli.served import USUAL
from grants.cli.story import watched
from grants.models.people import ROLES
from grants.stories import demo as demonstration
from grants.stories.reading import StoryError


@click.command()
@click.option("--show", is_flag=True, help="只列出各角色的登录方式和此刻的动态口令")
@click.option("--quiet", is_flag=True, help="只装入，不列出登录方式")
@click.option(
    "--folder",
    default=demonstration.FOLDER,
    type=click.Path(path_type=Path),
    help="故事文件所在的文件夹",
)
@with_application
def demo(show: bool, quiet: bool, folder: Path) -> int:
    """装入示例数据：一个机关、八家单位、办结和在办的案件、往届成果。可以重复运行，已有的不再装入。"""
    failures = [] if show else loaded(folder)
    for failure in failures:
        click.echo(failure, err=True)
    if not quiet:
        told(Console())
    return 1 if failures else 0


def loaded(folder: Path) -> list[str]:
    """Load what is not there yet; the sentences of the stories that went otherwise."""
    cast = demonstration.prepare(folder)
    lives = watched(*demonstration.to_play(folder, cast), cast)
    return [life.failure for life in lives if life.failure]


def told(console: Console) -> None:
    """One sign-in for each role, in columns."""
    rows = list(demonstration.sign_ins())
    if not rows:
        raise StoryError("还没有示例数据，请先运行 zhutui demo。")
    table = Table("角色", "姓名", "邮箱", "此刻的动态口令", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for row in rows:
        table.add_row(ROLES[row.role], row.name, row.email, row.code)
    console.print(table)
    said = f"密码都是 {demonstration.PASSWORD}；动态口令每 30 秒一换，再看请运行 {typed()} demo --show。"
    console.print(said, soft_wrap=True)
    for letter in demonstration.unsent_links():
        console.print(f"没有寄出的邮件，致 {letter.to}，{letter.subject}：{letter.secret}", soft_wrap=True)


def typed() -> str:
    """The command `zhutui` as it is typed here: beside a checkout it is on no search path, and data that stand
    elsewhere have to be named."""
    data = current_app.config["DATA"]
    named = "" if data == USUAL else f"ZHUTUI_DATA={shlex.quote(str(data))} "
    beside = Path(sys.executable).with_name("zhutui")
    return named + (str(beside.relative_to(Path.cwd())) if beside.is_relative_to(Path.cwd()) else "zhutui")
