"""`zhutui papers`: what can be done with papers from the command line. A new one is a line in COMMANDS."""

import click

from grants.cli import Lazy

COMMANDS = (
    ("samples", "grants.cli.papers_samples:samples", "以样例数据打印各种文书，供校看模板"),
    ("prepare", "grants.cli.papers_bulk:prepare", "拟制一个批次全部待办案件的文书"),
    ("release", "grants.cli.papers_bulk:release", "签名并发放一个批次已签发的全部文书"),
    ("rebuild", "grants.cli.papers_rebuild:rebuild", "按保存的数据重新制作一份文书，与当时的比较"),
)


@click.command(cls=Lazy, table=COMMANDS)
def papers() -> None:
    """文书。"""
