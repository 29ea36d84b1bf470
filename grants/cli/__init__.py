"""The command `zhutui`. Each command's module is loaded when it is called, and not before.

A new command is one line in COMMANDS.
"""

import importlib
import os
from collections.abc import Sequence
from typing import Any

import click
from sqlalchemy.exc import OperationalError

from grants.cli import served
from grants.config import ConfigurationError
from grants.errors import Problem
from grants.stories.reading import StoryError
from workflows.checks import Unproved

COMMANDS = (
    ("upgrade", "grants.cli.schema:upgrade", "建立数据库，或升级到本版本"),
    ("fonts", "grants.cli.fonts:fonts", "准备文书所用字体"),
    ("new-key", "grants.cli.keys:new_key", "生成加密密钥"),
    ("papers", "grants.cli.papers:papers", "文书：以样例数据打印，重新制作并比较"),
    ("paper-keys", "grants.cli.paper_keys:paper_keys", "文书签名密钥：生成、查看、公布、试用"),
    ("work", "grants.cli.work:work", "运行后台任务：到期事项、批量办理和邮件"),
    ("workflow", "grants.cli.workflow:workflow", "检验流程表、绘制流程图"),
    ("log", "grants.cli.log:log", "验证、导出日志，清除已结案件的个人信息"),
    ("import", "grants.cli.importing:importing", "从表格导入往届成果或申报"),
    ("admin", "grants.cli.admin:admin", "系统管理员账户"),
    ("check-data", "grants.cli.check_data:check_data", "核对数据是否前后一致"),
    ("story", "grants.cli.story:story", "演一遍故事文件里的案件"),
    ("demo", "grants.cli.demo:demo", "装入示例数据，列出各角色的登录方式"),
)

FAILURES = (
    ConfigurationError,
    Problem,
    Unproved,
    StoryError,
    OperationalError,
    click.Abort,
    KeyboardInterrupt,
)
INTERRUPTED = 130


class Lazy(click.Group):
    """A group that knows its commands by name and help, and imports one only to run it."""

    def __init__(self, *args: Any, table: Sequence[tuple[str, str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name, _, _ in self.table]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        place = next((place for name, place, _ in self.table if name == cmd_name), None)
        if place is None:
            return None
        module, _, attribute = place.partition(":")
        return getattr(importlib.import_module(module), attribute)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令"):
            formatter.write_dl([(name, told) for name, _, told in self.table])


@click.command(cls=Lazy, table=COMMANDS)
def zhutui() -> None:
    """助推：职工创新工作室、项目、专利助推管理系统。"""


def main(arguments: list[str] | None = None) -> int:
    """Run one command, by default the one that was typed; its exit status: 0 done, 1 refused, 2 wrongly called or
    configured."""
    if arguments is None:
        os.environ.update(served.settings(os.environ))
    try:
        outcome: Any = zhutui.main(arguments, prog_name="zhutui", standalone_mode=False)
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except FAILURES as failure:
        status, sentences = judged(failure)
        for sentence in sentences:
            click.echo(sentence, err=True)
        return status
    return outcome if isinstance(outcome, int) else 0


def judged(failure: BaseException) -> tuple[int, tuple[str, ...]]:
    """The exit status and the sentences of what kept a command from its work."""
    if isinstance(failure, ConfigurationError):
        return 2, (str(failure),)
    if isinstance(failure, Problem):
        return 1, failure.sentences
    if isinstance(failure, StoryError):
        return 1, (str(failure),)
    if isinstance(failure, Unproved):
        return 1, failure.stories
    if isinstance(failure, OperationalError):
        return 1, (f"无法使用数据库：{failure.orig}",)
    return INTERRUPTED, ("已中断。",)
