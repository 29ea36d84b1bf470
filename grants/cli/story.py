"""`zhutui story FOLDER --out DIR`"""

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import click
from flask import Flask
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from grants import schema
from grants.access import Held, Viewer
from grants.app import create_app
from grants.config import database_url, load
from grants.database import writing
from grants.services import invariants
from grants.stories.cast import Cast, assemble
from grants.stories.keeping import keep, keep_log
from grants.stories.playing import Act, Life, play
from grants.stories.reading import Story, stories

AUDITOR = Viewer(None, (Held("auditor"),))


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="成果放在哪里")
def story(folder: Path, out: Path) -> int:
    """演一遍 FOLDER 里的故事：每件从草稿到办结，文书和档案留在 --out。

    在临时数据库里进行，不触及正式数据。
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, application(Path(data)).app_context():
        schema.upgrade()
        told = stories(folder)
        with writing():
            cast = assemble(folder)
        failures = kept(watched(told, (), cast), out)
        keep_log(out)
        failures += invariants.findings()
    for failure in failures:
        click.echo(failure, err=True)
    click.echo(f"演了 {len(told)} 个故事，{len(failures)} 处不对；成果在 {out}。")
    return 1 if failures else 0


def application(data: Path) -> Flask:
    """An application over an empty database of its own, with the fonts of this installation."""
    fonts = load()["FONTS_FOLDER"]
    settings = {"DATA": data, "FONTS_FOLDER": fonts, "SMTP_URL": ""}
    return create_app(settings | {"SQLALCHEMY_DATABASE_URI": database_url("", data)})


def watched(told: list[Story], meanwhile: Iterable[Act], cast: Cast) -> list[Life]:
    """Play the stories and what is done meanwhile, with a bar that moves by the step."""
    lives: dict[tuple[Path, str], Life] = {}
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        bar = progress.add_task("故事", total=sum(len(one.steps) for one in told))
        for life in play(told, cast, meanwhile):
            lives[life.story.path, life.story.case] = life
            progress.update(bar, advance=1, description=life.story.title)
    return list(lives.values())


def kept(lives: list[Life], out: Path) -> list[str]:
    """Keep what the stories leave behind; the sentences of those that went otherwise."""
    for life in lives:
        shutil.rmtree(out / life.story.slug, ignore_errors=True)
        if life.state and life.state != "draft":  # nobody but the unit may read a draft
            keep(life.story, life.number, AUDITOR, out)
    return [life.failure for life in lives if life.failure]
