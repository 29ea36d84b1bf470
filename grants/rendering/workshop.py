"""The workshop: a child process of its own that lays out papers.

A web process then neither carries the layout engine nor grows with what it renders, and one that dies over a
paper takes nobody's request with it. Started with the first paper, replaced after many, gone with its parent.
"""

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from grants.rendering.rendered import Rendered

PAPERS_PER_CHILD = 1000

_pools: dict[int, ProcessPoolExecutor] = {}  # by process: a forked worker does not use its parent's
_lock = Lock()


def render(kind: str, programme: str, context: dict, fonts_folder: Path) -> Rendered:
    """grants.rendering.papers.render in the child; raises PaperRefused with all faults."""
    return asked("render", kind, programme, context, fonts_folder)


def describe(kind: str, programme: str, context: dict, fonts_folder: Path) -> dict[str, str]:
    """The record a paper would have if it were rendered now; equal records mean equal bytes."""
    return asked("describe", kind, programme, context, fonts_folder)


def ready(fonts_folder: Path) -> None:
    """Wait until the child has started, so that whoever holds a lock afterwards does not wait for that."""
    opened().submit(warmed, fonts_folder).result()


def asked(what: str, *given: Any) -> Any:
    pool = opened()
    try:
        return pool.submit(work, what, *given).result()
    except BrokenProcessPool:  # killed, or out of memory: replaced once before the caller is told
        discard(pool)
        return opened().submit(work, what, *given).result()


def opened() -> ProcessPoolExecutor:
    """This process's workshop, with one child."""
    with _lock:
        if os.getpid() not in _pools:
            _pools.clear()
            _pools[os.getpid()] = ProcessPoolExecutor(
                max_workers=1,
                mp_context=get_context("spawn"),
                initializer=leave_with_parent,
                max_tasks_per_child=PAPERS_PER_CHILD,
            )
        return _pools[os.getpid()]


def discard(pool: ProcessPoolExecutor) -> None:
    with _lock:
        if _pools.get(os.getpid()) is pool:
            del _pools[os.getpid()]
    pool.shutdown(wait=False)


def leave_with_parent() -> None:
    """The child ends when its parent does, however that ended."""
    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
        os._exit(0)

    Thread(target=watch, daemon=True).start()


def warmed(fonts_folder: Path) -> None:
    """In the child: load what laying out needs."""
    import_module("grants.rendering.papers")
    import_module("grants.rendering.fonts").ensure_fonts(fonts_folder)


def work(what: str, kind: str, programme: str, context: dict, fonts_folder: Path) -> Any:
    """In the child only: the layout engine is loaded here and nowhere else, which is what the workshop is for."""
    papers, fonts = import_module("grants.rendering.papers"), import_module("grants.rendering.fonts")
    made: Callable[..., Any] = getattr(papers, what)
    return made(kind, programme, context, fonts.ensure_fonts(fonts_folder))
