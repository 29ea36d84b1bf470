"""The workshop: child processes of their own that lay out papers.

A web process then neither carries the layout engine nor grows with what it renders, and one that dies over a
paper takes nobody's request with it. A bench is one child: started with the first paper, replaced after many, gone
with its parent. Whoever makes papers on several threads gets up to one bench for each processor; a process that
makes one paper after another has one.
"""

import gc
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import BoundedSemaphore, Lock, Thread
from time import monotonic
from typing import Any

from forms.sentences import N_, say
from grants.proof.orders import Order
from grants.rendering import limits
from grants.rendering.faults import PaperRefused
from grants.rendering.rendered import Rendered

PAPERS_PER_CHILD = 1000
LONGEST_PAPER = 40.0  # seconds of a child's processor time; a paper takes tenths of one
MOST_MEMORY = 4 * 1024**3  # bytes a child may address
LITTER = 50_000  # objects between two looks for unused ones in circles; Python's 700 take a tenth of the time

TOO_LONG = N_("文书排版超过 %(seconds)d 秒还没有完成，已停止。请检查模板，或缩短内容。")
DIED = N_("文书排版程序两次意外中断，文书没有制成。请稍后重试；仍然不行的，请联系系统管理员。")


@dataclass
class Bench:
    """One child and how many papers it has made; lent to one thread at a time."""

    pool: ProcessPoolExecutor
    papers: int = 0


@dataclass
class House:
    """The benches of one process: those nobody uses now, and how many may be in use at once."""

    idle: list[Bench] = field(default_factory=list)
    places: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(os.cpu_count() or 1))


_houses: dict[int, House] = {}  # by process: a forked worker does not use its parent's
_lock = Lock()


def render(kind: str, programme: str, context: dict, fonts_folder: Path, own: str = "") -> Rendered:
    """grants.rendering.papers.render in a child; raises PaperRefused with all faults.

    `own` is the template an office wrote in the place of the shipped one.
    """
    return asked("render", kind, programme, context, fonts_folder, own)


def describe(kind: str, programme: str, context: dict, fonts_folder: Path, own: str = "") -> dict[str, str]:
    """The record a paper would have if it were rendered now; equal records mean equal bytes."""
    return asked("describe", kind, programme, context, fonts_folder, own)


def ready(fonts_folder: Path) -> None:
    """Wait until a child has started, so that whoever holds a lock afterwards does not wait for that."""
    asked("ready", fonts_folder)


def sign(pdf: bytes, order: Order) -> bytes:
    """grants.proof.signing.sign in a child; raises CannotSign."""
    return asked("sign", pdf, order)


def bind(papers: list[Path], target: Path) -> None:
    """grants.rendering.binding.bind in a child: one file of many papers, for printing on both sides."""
    asked("bind", papers, target)


def asked(what: str, *given: Any) -> Any:
    """One piece of work on a bench; one that is killed, or out of memory, is replaced once."""
    begun = monotonic()
    try:
        return done(what, *given)
    except BrokenProcessPool as died:
        if monotonic() - begun >= LONGEST_PAPER:
            raise PaperRefused([say(TOO_LONG, seconds=int(LONGEST_PAPER))]) from died
    try:
        return done(what, *given)
    except BrokenProcessPool as died:
        raise PaperRefused([say(DIED)]) from died


def done(what: str, *given: Any) -> Any:
    with borrowed() as bench:
        bench.papers += 1
        return bench.pool.submit(work, what, given, LONGEST_PAPER).result()


@contextmanager
def borrowed() -> Iterator[Bench]:
    """A bench for this thread alone, the one used last first, so that no more are started than work at once."""
    house = opened()
    with house.places:
        with _lock:
            bench = house.idle.pop() if house.idle else Bench(started())
        try:
            yield bench
        except BrokenProcessPool:
            bench.papers = PAPERS_PER_CHILD
            raise
        finally:
            if bench.papers < PAPERS_PER_CHILD:
                house.idle.append(bench)
            else:
                bench.pool.shutdown(wait=False)


def opened() -> House:
    """This process's benches."""
    with _lock:
        if os.getpid() not in _houses:
            _houses.clear()
            _houses[os.getpid()] = House()
        return _houses[os.getpid()]


def started() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"), initializer=begin)


def begin() -> None:
    """In the child, once: it ends when its parent does, however that ended, and takes no more memory than it may."""
    limits.address_at_most(MOST_MEMORY)
    gc.set_threshold(LITTER)
    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
        os._exit(0)

    Thread(target=watch, daemon=True).start()


def work(what: str, given: tuple, longest: float) -> Any:
    """In the child: one of the functions of `bench`, loaded here and nowhere else; it ends with its time."""
    made: Callable[..., Any] = getattr(import_module("grants.rendering.bench"), what)
    with limits.at_most(longest):
        return made(*given)
