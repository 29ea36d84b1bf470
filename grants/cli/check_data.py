"""`zhutui check-data`"""

import click

from grants.cli.application import with_application
from grants.services import invariants


@click.command()
@with_application
def check_data() -> int:
    """核对数据：合计、状态、职责、文书、编号、日志是否一致；只读，可随时运行。"""
    found = invariants.findings()
    for finding in found:
        click.echo(finding)
    click.echo(f"发现 {len(found)} 处不一致。" if found else "数据一致，没有发现问题。")
    return 1 if found else 0
