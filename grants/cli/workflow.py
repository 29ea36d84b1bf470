"""`zhutui workflow check` and `zhutui workflow draw`"""

from pathlib import Path

import click

from grants.programmes import PROGRAMMES
from workflows.checks import verify
from workflows.draw import mermaid, svg


@click.group()
def workflow() -> None:
    """检验流程表、绘制流程图。"""


@workflow.command()
def check() -> int:
    """证明每个流程：状态可达、无死路、有人办理、职责分离……；不成立的，用一个故事说明。"""
    faulty = 0
    for programme in PROGRAMMES.values():
        stories = verify(programme.workflow)
        faulty += bool(stories)
        size = f"{len(programme.workflow.states)} 个状态，{len(programme.workflow.actions)} 个操作"
        click.echo(f"{programme.slug} {programme.label}：{size}，{'不成立' if stories else '全部成立'}。")
        for story in stories:
            click.echo(f"  - {story}", err=True)
    return 1 if faulty else 0


@workflow.command()
@click.option("--out", default="docs/workflows", type=click.Path(path_type=Path), help="写入的文件夹")
def draw(out: Path) -> None:
    """从流程表生成每个项目的流程图（SVG 和 Mermaid）。"""
    out.mkdir(parents=True, exist_ok=True)
    for programme in PROGRAMMES.values():
        for suffix, text in (
            ("svg", svg(programme.workflow, programme.label)),
            ("mmd", mermaid(programme.workflow)),
        ):
            path = out / f"{programme.slug}.{suffix}"
            path.write_text(text, "utf-8")
            click.echo(str(path))
