"""`zhutui import`"""

from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from grants.access import Viewer
from grants.cli.application import with_application
from grants.cli.naming import acting_as, round_named
from grants.database import writing
from grants.models import Round
from grants.programmes import PROGRAMMES
from grants.services import imports, sheets
from grants.services.imports import BadCell, Report
from grants.services.past_rounds import past_round

SHOWN = 200


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--programme", required=True, type=click.Choice(list(PROGRAMMES)), help="项目")
@click.option("--round", "round_name", help="批次编号或名称；不填则为“往届成果”批次")
@click.option(
    "--action",
    default="register",
    type=click.Choice(imports.ACTIONS),
    help="register 登记往届成果，submit 建立申报草稿",
)
@click.option("--as", "email", required=True, help="以哪位工作人员的名义（邮箱），记入日志")
@click.option("--apply", is_flag=True, help="真正导入；不加则只试导入，不保存任何内容")
@with_application
def importing(
    file: Path, programme: str, round_name: str | None, action: str, email: str, apply: bool
) -> None:
    """从 CSV 或 xlsx 导入往届成果或申报：逐行检查，列出全部问题；要么全部导入，要么一行也不导入。"""
    console = Console()
    table = sheets.read(file.read_bytes())
    viewer = acting_as(email)
    with writing(dry_run=not apply):
        round_ = (
            round_named(round_name, Round.programme == programme)
            if round_name
            else past_round(viewer, programme)
        )
        report = watched(console, viewer, round_, action, table)
        if report.faults:
            console.print(listed(report.faults))
        imports.refuse_if_bad(report)
    done = "已导入" if apply else "试导入通过（未保存；加 --apply 真正导入）"
    console.print(f"{done}：{report.rows} 行，新登记单位 {len(report.units)} 个。")


def watched(console: Console, viewer: Viewer, round_: Round, action: str, table: sheets.Sheet) -> Report:
    """The import, with a bar that moves by the row."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("检查和登记", total=len(table.rows))
        return imports.bring_in(
            viewer, round_.id, action, table, tell=lambda done: progress.update(task, completed=done)
        )


def listed(faults: list[BadCell]) -> Table:
    """The faults as a table, the first ones of very many."""
    table = Table(title=f"{len(faults)} 处问题" + (f"（只列前 {SHOWN} 处）" if len(faults) > SHOWN else ""))
    for label in ("行", "栏目", "所填内容", "问题"):
        table.add_column(label, overflow="fold")
    for fault in faults[:SHOWN]:
        table.add_row(str(fault.row), fault.column, fault.value, fault.sentence)
    return table
