"""What a page says in its own words: its texts and spoken attributes, without the data people put into it."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Self, TypeVar

from lxml import etree
from sqlalchemy import select

from grants.extensions import db

SPOKEN = ("title", "alt", "placeholder", "aria-label", "aria-description", "data-label")
QUIET = ("script", "style", "code", "bdi")  # bdi: somebody's name, whole or in part


class Texts:
    """Collects every text of a page, and every attribute a reader may meet: what the parser tells its hearer."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.quiet = 0
        self.other = False  # in a field for a text in a language of its own

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        self.quiet += tag in QUIET
        self.other = tag == "textarea" and "lang" in given
        shown = tag == "input" and given.get("type") in ("submit", "button")
        self.found += [
            value
            for name, value in given.items()
            if value and (name in SPOKEN or name.startswith("data-text") or (name == "value" and shown))
        ]

    def end(self, tag: str) -> None:
        self.quiet -= tag in QUIET
        self.other = False

    def data(self, text: str) -> None:
        if not self.quiet and not self.other and text.strip():
            self.found.append(text)

    def close(self) -> Self:
        return self

    def texts(self) -> Iterator[str]:
        """In their order, white space made one."""
        return (" ".join(text.split()) for text in self.found)


Hearer = TypeVar("Hearer", bound=Texts)


def heard(page: str, hearer: Hearer) -> Hearer:
    """This hearer, told the whole page."""
    return etree.HTML(page, etree.HTMLParser(target=hearer))


def leaves(value) -> Iterator[str]:
    """Every string inside an answer."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from leaves(one)
    elif isinstance(value, str):
        yield value


def stored() -> list[str]:
    """Every string people gave, line by line: of every row of every table, answers taken apart; longest first."""
    found: set[str] = set()
    for table in db.metadata.sorted_tables:
        for row in db.session.execute(select(table)):
            for value in row:
                found.update(line for text in leaves(opened(value)) for line in text.splitlines())
    db.session.rollback()
    return sorted({" ".join(text.split()) for text in found} - {""}, key=len, reverse=True)


def opened(value):
    """An answer stored as JSON text is an answer."""
    if isinstance(value, str) and value[:1] in "{[":
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


@cache
def own_words(text: str, data: tuple[str, ...]) -> str:
    """The text without what was stored: whole values only, so that a word of one is still noticed."""
    for value in data:
        if value == text:
            return ""
        if len(value) > 1 and value in text:
            text = text.replace(value, " ")
    return text


def foreign(texts: Iterable[str], pattern: re.Pattern[str], data: tuple[str, ...]) -> set[str]:
    """Those of a page's texts with words of its own that match this pattern."""
    said = {text for text in texts if pattern.search(text)}
    return {text for text in said if pattern.search(own_words(text, data))}
