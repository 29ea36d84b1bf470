"""`zhutui papers`: what can be done with papers from the command line. A new one is a line in COMMANDS."""

import click

from grants.cli import Lazy

COMMANDS = (("samples", "grants.cli.papers_samples:samples", "以样例数据打印各种文书，供校看模板"),)


@click.command(cls=Lazy, table=COMMANDS)
def papers() -> None:
    """文书。"""
