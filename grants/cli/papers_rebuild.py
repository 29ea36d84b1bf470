"""`zhutui papers rebuild`"""

import click

from grants.cli.application import with_application
from grants.services import rebuilding


@click.command()
@click.argument("number")
@with_application
def rebuild(number: str) -> int:
    """按保存的数据把一份文书重新制作一遍，与当时的逐字节比较；NUMBER 是文号或验证码。"""
    papers = rebuilding.find(number)
    if not papers:
        click.echo(f"没有文号或验证码为“{number}”的文书。", err=True)
        return 1
    outcomes = [told(rebuilding.rebuild(paper)) for paper in papers]
    return 0 if all(outcomes) else 1


def told(found: rebuilding.Rebuilt) -> bool:
    """Say what came of it; whether all is well."""
    paper = found.paper
    click.echo(f"{paper.number}（验证码 {paper.code}）：{'完全相同' if found.identical else '不同'}")
    for line in (*found.differences, *found.damage):
        click.echo(f"  {line}")
    return found.identical and not found.damage
