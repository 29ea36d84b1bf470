"""`zhutui upgrade`"""

import click

from grants import schema
from grants.cli.application import with_application


@click.command()
@with_application
def upgrade() -> None:
    """建立数据库，或升级到本版本；已是最新时不作改动。"""
    before = schema.current()
    schema.upgrade()
    after = schema.current()
    if before == after:
        click.echo(f"数据库已是最新（{after}）。")
    else:
        click.echo(f"数据库已从{before or '空库'}升级到 {after}。")
