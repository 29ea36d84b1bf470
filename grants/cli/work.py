"""`zhutui work`"""

import logging
import signal
import threading

import click

from grants import worker
from grants.cli.application import with_application


@click.command()
@click.option("--once", is_flag=True, help="办完眼下到期的事项即结束")
@with_application
def work(once: bool) -> None:
    """办理到期事项（公示期满、到期等）和批量办理，并投递邮件；收到 TERM 信号后办完手头的再停止。"""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    if once:
        while worker.once(told):
            pass
        return
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    click.echo("后台任务已启动。")
    worker.work(stop, told)


def told(moved: int, worked: int, mailed: int) -> None:
    click.echo(f"自动办理 {moved} 件，批量办理 {worked} 件，投递邮件 {mailed} 封。")
