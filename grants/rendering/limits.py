"""Limits on what one paper may cost, counted in processor time so that a busy machine is not taken for a loop."""

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType


class TookTooLong(Exception):
    """A step of making a paper used up its time."""


def stop(_number: int, _frame: FrameType | None) -> None:
    raise TookTooLong


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise TookTooLong where what is done inside is still busy after so much processor time.

    Signals reach the main thread alone, which is where papers are made; on another one nothing is limited.
    """
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """End this process where what is done inside is still busy after so much processor time, whatever it does.

    A loop inside a library hears no Python; the kernel ends it.
    """
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def address_at_most(size: int) -> None:
    """Let this process address no more than so many bytes: whoever asks for more gets a MemoryError."""
    resource.setrlimit(resource.RLIMIT_AS, (size, resource.getrlimit(resource.RLIMIT_AS)[1]))
