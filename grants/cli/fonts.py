"""`zhutui fonts`"""

import os
import sys
from pathlib import Path

import click

from grants.rendering.fonts import ensure_fonts
from grants.rendering.native import FontsMissing


@click.command()
def fonts() -> int:
    """准备文书所用字体；首次约半分钟，以后即刻完成。"""
    folder = Path(
        os.environ.get("ZHUTUI_FONTS_FOLDER") or Path(os.environ.get("ZHUTUI_DATA", "var")) / "fonts"
    )
    try:
        found = ensure_fonts(folder, told)
    except FontsMissing as missing:
        click.echo(str(missing), err=True)
        return 1
    click.echo(f"字体已备好：{len(found.files)} 个文件，在 {found.folder}。")
    return 0


def told(done: int, total: int, name: str) -> None:
    """One line that grows where somebody watches, a line for each file where not."""
    click.echo(f"\r字体 {done}/{total}：{name}".ljust(60), nl=done == total or not sys.stdout.isatty())
