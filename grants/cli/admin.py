"""`zhutui admin create`"""

import click

from grants.cli.application import with_application
from grants.database import writing
from grants.services import administrators


@click.group()
def admin() -> None:
    """系统管理员账户。"""


@admin.command()
@click.option("--name", prompt="姓名", help="姓名")
@click.option("--email", prompt="邮箱", help="登录用的邮箱")
@click.password_option(prompt="密码", confirmation_prompt="再输一次", help="不写则提示输入，不留在命令历史里")
@with_application
def create(name: str, email: str, password: str) -> None:
    """建立一个系统管理员账户；其余人员由管理员在网页上邀请。"""
    hashed = administrators.checked(name, email, password)
    with writing():
        administrators.create(name, email, hashed)
    click.echo(f"已建立系统管理员 {name}（{email}）。首次登录时须绑定动态口令。")
