"""`zhutui papers samples`: every kind of paper as a file, to look at a template before it is used."""

from pathlib import Path
from typing import Any

import click

from grants.cli import fonts
from grants.rendering.faults import PaperRefused
from grants.rendering.fonts import ensure_fonts
from grants.rendering.native import FontsMissing
from grants.rendering.samples import KINDS, SAMPLES, every
from grants.rendering.workshop import render


@click.command()
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="写入的文件夹")
@click.option("--kind", type=click.Choice(sorted(SAMPLES)), help="只打印这一种文书")
def samples(out: Path, kind: str | None) -> int:
    """以样例数据打印各种文书：平常的、内容最满的、含生僻字的；证书和奖励通知书两种样式都打印。"""
    try:
        folder = ensure_fonts(fonts.folder()).folder
    except FontsMissing as missing:
        click.echo(str(missing), err=True)
        return 1
    out.mkdir(parents=True, exist_ok=True)
    wanted = [(one, programme) for one, programme in KINDS if kind in (None, one)]
    made = [
        written(out / f"{name}.pdf", one, programme, given, folder)
        for one, programme in wanted
        for name, given in every(one, programme)
    ]
    click.echo(f"已写入 {sum(made)} 个文件，在 {out}。")
    return 0 if all(made) else 1


def written(path: Path, kind: str, programme: str, given: dict[str, Any], folder: Path) -> bool:
    """Whether this paper was made; one that is refused says why and leaves the others alone."""
    try:
        path.write_bytes(render(kind, programme, given, folder).pdf)
    except PaperRefused as refused:
        click.echo(f"{path.name}：{'；'.join(refused.sentences)}", err=True)
        return False
    return True
