"""Filling in any form of a page as a person does: by the names of its fields, whatever kind they are."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

from forms.base import flatten

FILES = Path(__file__).parents[2] / "examples" / "files"
PDF, PNG = FILES / "专利证书.pdf", FILES / "场地照片.png"
CELL = re.compile(r"(?P<table>\w+)-(?P<index>\d+)-\w+")


def fill(page: Page, form: Any, raw: Mapping[str, Any]) -> None:
    """Answer the questions of the page's form that `raw` answers; what it does not name stays as it is."""
    wanted = {name.split("-")[0] for name in raw}
    for name, value in flatten(form, raw).items():
        if name.split("-")[0] in wanted and value not in (None, []):
            answer(page, name, value)


def answer(page: Page, name: str, value: Any) -> None:
    """Answer one question; a row that is not there yet is added."""
    upload = page.locator(f'[data-upload="{name}"]')
    field = page.locator(f'form.sheet [name="{name}"]')
    if not (field.count() or upload.count()) and (cell := CELL.fullmatch(name)):
        add_row(page, cell["table"])
    if upload.count():
        send(page, name, [PDF if ".pdf" in (upload.get_attribute("accept") or "") else PNG] * len(value))
        return
    put(field, value)


def put(field: Locator, value: Any) -> None:
    kind = field.first.evaluate("one => one.type")
    if kind in ("checkbox", "radio"):
        chosen = value if isinstance(value, list) else [value]
        for box in field.all():
            if kind == "checkbox" or box.get_attribute("value") in chosen:
                box.set_checked(box.get_attribute("value") in chosen)
    elif kind.startswith("select"):
        field.select_option(value)
    elif kind != "hidden":
        field.fill(value)


def add_row(page: Page, table: str) -> None:
    """Press the table's button; without script this is a round trip to the server."""
    page.locator(f'[data-rows="{table}"] [data-add]').click()


def send(page: Page, name: str, files: list[Path]) -> None:
    """Choose files; where there is script they go up at once and are listed with a tick."""
    scripted = page.locator("html.scripted").count()
    for file in files:
        listed = page.locator(f'[data-files] input[name="{name}"]')
        before = listed.count()
        page.locator(f'[data-upload="{name}"]').set_input_files(file)
        if scripted:
            listed.nth(before).wait_for()
