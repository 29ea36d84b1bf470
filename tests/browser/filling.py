"""Filling in any form of a page as a person does: by the names of its fields, whatever kind they are."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from forms.base import flatten

FILES = Path(__file__).parents[2] / "examples" / "files"
PDFS, PNGS = sorted(FILES.glob("*.pdf")), sorted(FILES.glob("*.png"))  # the same file given twice is one
CELL = re.compile(r"(?P<table>\w+)-(?P<index>\d+)-\w+")
KINDS = """() => Object.fromEntries([...document.querySelectorAll("form.sheet [name]")].map((one) =>
    [one.dataset.upload ?? one.name, one.dataset.upload ? "upload:" + one.accept : one.type]).reverse())"""


def fill(page: Page, form: Any, raw: Mapping[str, Any]) -> None:
    """Answer the questions of the page's form that `raw` answers; what it does not name stays as it is."""
    wanted = {name.split("-")[0] for name in raw}
    kinds = page.evaluate(KINDS)
    for name, value in flatten(form, raw).items():
        if name.split("-")[0] not in wanted or value in (None, []):
            continue
        if name not in kinds and (cell := CELL.fullmatch(name)):
            add_row(page, cell["table"], name)
            kinds = page.evaluate(KINDS)
        answer(page, name, kinds[name], value)


def add_row(page: Page, table: str, name: str) -> None:
    """Press the table's button; without script this is a round trip to the server."""
    page.locator(f'[data-rows="{table}"] [data-add]').click()
    page.locator(f'form.sheet [name="{name}"]').first.wait_for(state="attached")


def answer(page: Page, name: str, kind: str, value: Any) -> None:
    """Answer one question of this kind."""
    field = f'form.sheet [name="{name}"]'
    if kind.startswith("upload"):
        send(page, name, (PDFS if ".pdf" in kind else PNGS)[: len(value)])
    elif kind in ("checkbox", "radio"):
        for one in value if isinstance(value, list) else [value]:
            page.check(f'{field}[value="{one}"]')
    elif kind.startswith("select"):
        page.select_option(field, value)
    elif kind != "hidden":
        page.fill(field, str(value))


def send(page: Page, name: str, files: list[Path]) -> None:
    """Choose files; where there is script they go up at once and are listed with a tick."""
    scripted = page.locator("html.scripted").count()
    for file in files:
        listed = page.locator(f'[data-files] input[name="{name}"]')
        before = listed.count()
        page.set_input_files(f'[data-upload="{name}"]', file)
        if scripted:
            listed.nth(before).wait_for()
