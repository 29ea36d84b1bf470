"""The browser of the tests, the lightest this machine has."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserType, sync_playwright

from grants.rendering.machine import BROWSERS

QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
    "--disable-features=RenderDocument",  # a page takes the frame of the one before it: a quarter less work for each
)  # fmt: skip
KEYS_ALONE = (
    "--disable-threaded-compositing"  # a third less work for each page, on which then only keys are pressed
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser for as long as this lasts. One at a time, and nothing else that needs an event loop in this thread
    meanwhile: whoever opens it closes it before tests of other folders run."""
    with sync_playwright() as playwright:
        opened = launched(playwright.chromium, KEYS_ALONE)
        yield opened
        opened.close()


def launched(kind: BrowserType, *more: str) -> Browser:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("chromium is not installed")
    return kind.launch(executable_path=found, args=[*QUIET, *more])
