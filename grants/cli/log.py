"""`zhutui log verify`, `zhutui log export` and `zhutui log anonymise`"""

from pathlib import Path

import click

from grants.cli.application import with_application
from grants.database import writing
from grants.services import anonymising, log_verification


@click.group()
def log() -> None:
    """验证、导出日志，清除已结案件的个人信息。"""


@log.command()
@with_application
def verify() -> int:
    """逐条验证日志的链条；有改动、缺失或截断的，逐一指出。"""
    found = log_verification.verify()
    for finding in found:
        click.echo(finding)
    end = log_verification.head()
    click.echo(f"共 {end.number} 条，末条摘要 {end.digest}，{'不完整' if found else '完整无误'}。")
    return 1 if found else 0


@log.command()
@click.argument("file", type=click.Path(path_type=Path))
@with_application
def export(file: Path) -> None:
    """把日志导出为 FILE，供他人独立验证（见 docs/log.md）。"""
    with file.open("w", encoding="utf-8") as out:
        end = log_verification.export(out)
    click.echo(f"已导出 {end.number} 条到 {file}，末条摘要 {end.digest}。")


@log.command()
@click.argument("number")
@click.option("--reason", required=True, help="清除的事由，记入日志。")
@with_application
def anonymise(number: str, reason: str) -> None:
    """永久清除案件 NUMBER 填写内容中加密保存的个人信息；遮蔽后的文字、金额和文书保留，日志仍可验证。"""
    with writing():
        count = anonymising.anonymise(number, reason)
    click.echo(f"已清除案件 {number} 的 {count} 份填写内容中的个人信息，并记入日志。")
