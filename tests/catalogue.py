"""The English catalogue as it is worked on: what the code says (`script/texts` takes it from here), and the compiled
one, which is not kept: made from its source when that is newer, as script/setup does."""

import ast
import os
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from grants.languages import COUNTED

FOLDER = Path(__file__).parents[1] / "grants/translations/en/LC_MESSAGES"


def ensure_compiled() -> None:
    source, compiled = FOLDER / "messages.po", FOLDER / "messages.mo"
    if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
        return
    with source.open("rb") as read:
        catalogue = read_po(read, locale="en")
    fresh = compiled.with_suffix(f".{os.getpid()}")  # renamed when whole: another process may be reading
    with fresh.open("wb") as written:
        write_mo(written, catalogue)
    fresh.replace(compiled)


def of_python(file: IO[bytes], keywords: Container[str], _tags: Any, options: Any) -> Iterator[tuple]:
    """The texts of a Python file, those inside other strings (f"{_('…')}") too."""
    calls = (node for node in ast.walk(ast.parse(file.read())) if isinstance(node, ast.Call))
    named = ((call, getattr(call.func, "id", "")) for call in calls)
    return counted(
        (call.lineno, name, call.args[0].value, ())
        for call, name in named
        if name in keywords and call.args and isinstance(call.args[0], ast.Constant)
    )


def of_template(*given: Any, **options: Any) -> Iterator[tuple]:
    return counted(babel_extract(*given, **options))


def counted(found: Iterable[tuple]) -> Iterator[tuple]:
    """A text that counts something gets an entry with a form for each kind of number."""
    for line, keyword, said, comments in found:
        text = said[0] if isinstance(said, tuple) else said
        if COUNTED.search(text or ""):
            yield line, "ngettext", (text, text), comments
        else:
            yield line, keyword, said, comments
