"""`zhutui papers`: what can be done with papers from the command line. A new one is a line in COMMANDS."""

import click

from grants.cli import Lazy

COMMANDS = (
    ("samples", "grants.cli.papers_samples:samples", "以样例数据打印各种文书，供校看模板"),
    ("rebuild", "grants.cli.papers_rebuild:rebuild", "按保存的数据重新制作一份文书，与当时的比较"),
)


@click.command(cls=Lazy, table=COMMANDS)
def papers() -> None:
    """文书。"""
