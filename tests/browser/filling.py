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


ANSWERED = """(answers) => {
  const told = (one, type) => one.dispatchEvent(new Event(type, { bubbles: true }));
  for (const [name, values] of answers) {
    for (const one of document.querySelectorAll(`form.sheet [name="${name}"]`)) {
      if (one.type === "checkbox" || one.type === "radio") {
        if (values.includes(one.value) && !one.checked) one.click();
      } else if (one.type !== "hidden") {
        one.focus();
        one.value = values[0];
        told(one, "input");
        told(one, "change");
      }
    }
  }
}"""


def fill(page: Page, form: Any, raw: Mapping[str, Any]) -> None:
    """Answer the questions of the page's form that `raw` answers; what it does not name stays as it is.

    What is only typed or ticked goes in at once, as one who is quick types: key by key is `test_typing`.
    """
    wanted = {name.split("-")[0] for name in raw}
    kinds = page.evaluate(KINDS)
    answers: list[tuple[str, list[str]]] = []
    for name, value in flatten(form, raw).items():
        if name.split("-")[0] not in wanted or value in (None, []):
            continue
        if name not in kinds and (cell := CELL.fullmatch(name)):
            page.evaluate(ANSWERED, answers)
            answers = []
            add_row(page, cell["table"], name)
            kinds = page.evaluate(KINDS)
        if kinds[name].startswith("upload"):
            send(page, name, (PDFS if ".pdf" in kinds[name] else PNGS)[: len(value)])
        else:
            answers.append((name, [str(one) for one in (value if isinstance(value, list) else [value])]))
    page.evaluate(ANSWERED, answers)


def add_row(page: Page, table: str, name: str) -> None:
    """Press the table's button; without script this is a round trip to the server."""
    page.locator(f'[data-rows="{table}"] [data-add]').press("Enter")
    page.locator(f'form.sheet [name="{name}"]').first.wait_for(state="attached")


def send(page: Page, name: str, files: list[Path]) -> None:
    """Choose files; where there is script they go up at once and are listed with a tick."""
    scripted = page.locator("html.scripted").count()
    for file in files:
        listed = page.locator(f'[data-files] input[name="{name}"]')
        before = listed.count()
        page.set_input_files(f'[data-upload="{name}"]', file)
        if scripted:
            listed.nth(before).wait_for()
