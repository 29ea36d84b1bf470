"""The words of a paper's template, apart from its code: what an office may reword without knowing HTML.

A template is cut into code (tags, expressions, comments, style) and the text between; the text that says something
in Chinese can be given anew. What is given is text whatever it looks like: no code can come in by it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from markupsafe import escape

CODE = re.compile(
    r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->|<style.*?</style>|<(?:\{%.*?%\}|\{\{.*?\}\}|[^>])*?>",
    re.DOTALL,
)
SAID = re.compile(r"\S(?:.*\S)?", re.DOTALL)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Words:
    """A run of text in a template: its place, its line, and what it says."""

    start: int
    end: int
    line: int
    text: str


def words(source: str) -> list[Words]:
    """Every run of Chinese text of a template, in order."""
    return [
        Words(start, end, source.count("\n", 0, start) + 1, unescape(source[start:end]))
        for start, end in runs(source)
        if CHINESE.search(source[start:end])
    ]


def runs(source: str) -> Iterator[tuple[int, int]]:
    """Where text stands between code, blanks at its ends left out."""
    edges = [0, *(edge for found in CODE.finditer(source) for edge in found.span()), len(source)]
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        said = SAID.search(source, begin, end)
        if said:
            yield said.span()


def reworded(source: str, given: Mapping[int, str]) -> str:
    """The template with these runs (by their place in `words`) saying something else."""
    for place, run in reversed(list(enumerate(words(source)))):
        text = given.get(place, run.text).replace("\r\n", "\n").strip()
        if text != run.text:
            source = source[: run.start] + plain(text) + source[run.end :]
    return source


def plain(text: str) -> str:
    """Text as a template shows it and never obeys it."""
    return str(escape(text)).replace("{", "&#123;").replace("}", "&#125;")
