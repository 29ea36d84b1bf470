"""`zhutui papers prepare` and `release`: the papers of a round in bulk, by the same jobs as the page of the round.

What is approved must be seen first, so approving has no command.
"""

import time

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from grants import worker
from grants.access import Viewer
from grants.cli.application import with_application
from grants.cli.naming import acting_as, round_named
from grants.database import writing
from grants.errors import Conflict
from grants.extensions import db
from grants.services import paper_batches

SHOWN = 50  # refused cases listed

ROUND = click.option("--round", "round_name", required=True, help="批次编号或名称")
PERSON = click.option("--as", "email", required=True, help="以哪位工作人员的名义（邮箱），记入日志")


@click.command()
@ROUND
@PERSON
@with_application
def prepare(round_name: str, email: str) -> int:
    """拟制一个批次全部待办案件的文书；中断后再次运行即接着办。"""
    return done("prepare_papers", round_name, email)


@click.command()
@ROUND
@PERSON
@with_application
def release(round_name: str, email: str) -> int:
    """签名并发放一个批次已签发的全部文书；中断后再次运行即接着办。"""
    return done("release", round_name, email)


def done(action: str, round_name: str, email: str) -> int:
    """The exit code: 1 where a case was refused. Raises what the page would refuse."""
    console, viewer = Console(), acting_as(email)
    round_id = round_named(round_name).id
    batch_id = begun(viewer, round_id, action) or ordered(viewer, round_id, action)
    if not batch_id:
        console.print("没有可以办理的案件。")
        return 0
    found = watched(console, viewer, batch_id)
    console.print(f"办成 {found.done} 件，未办成 {found.bad} 件。")
    for number, title, sentences in found.refused[:SHOWN]:
        console.print(f"  {number} {title}：{'；'.join(sentences)}", markup=False)
    return 1 if found.bad else 0


def begun(viewer: Viewer, round_id: int, action: str) -> int:
    """The batch that was interrupted, or that another worker is at; 0 where none is under way."""
    for found in paper_batches.of_round(viewer, round_id):
        if found.batch.finished_at is None:
            if found.batch.action != action:
                raise Conflict("本批次另有一项批量办理尚未结束，请待其办完，或先办完它。")
            return found.batch.id
    return 0


def ordered(viewer: Viewer, round_id: int, action: str) -> int:
    """A new batch of everything that waits for this action; 0 where nothing does."""
    with writing():
        offers = paper_batches.offers(viewer, round_id)
        seen = next((offer.seen for offer in offers if offer.action == action), "")
        return paper_batches.order(viewer, round_id, action, seen).id if seen else 0


def watched(console: Console, viewer: Viewer, batch_id: int) -> paper_batches.Progress:
    """Work until the batch is finished, whoever else works at it, with a bar that moves by the case."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        found = paper_batches.progress(viewer, batch_id)
        task = bar.add_task("办理", total=found.total)
        while found.batch.finished_at is None:
            if not worker.make_papers():
                time.sleep(worker.PAUSE)
            db.session.rollback()
            found = paper_batches.progress(viewer, batch_id)
            bar.update(task, completed=found.done + found.bad)
    return found
