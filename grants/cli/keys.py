"""`zhutui new-key`"""

import click
from cryptography.fernet import Fernet


@click.command()
def new_key() -> None:
    """生成 ZHUTUI_ENCRYPTION_KEY 的值。请妥善保管：遗失后，已加密的个人信息无法恢复。"""
    click.echo(Fernet.generate_key().decode())
