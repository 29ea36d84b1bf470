"""What was typed and no paper can print: said to whoever types it, not to the office when the papers are made.

Letters of any script are let through: a rare character of a name is somebody's right, and the office adds a font with
it before its papers are made. Pictures and signs that no font of the office draws are to be put in words.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from unicodedata import category

from forms.base import Form
from forms.fields import Rows
from forms.sentences import say
from forms.texts import Text
from grants.rendering import coverage
from grants.rendering.coverage import Coverage
from grants.services.typesetting import fonts_folder
from grants.texts import N_

UNPRINTABLE = N_("“%(label)s”中的“%(char)s”不能印在文书上，请改用文字。")


def faults(form: Form, values: Mapping[str, Any]) -> dict[str, list[str]]:
    """A sentence for each such character, at its field by its flat name; nothing before there are fonts."""
    path = fonts_folder() / coverage.FILE
    if not path.exists():
        return {}
    known = drawn(path, path.stat().st_mtime_ns)
    found: dict[str, list[str]] = {}
    for where, label, text in texts(form, values):
        if signs := [char for char in known.missing(text) if category(char)[0] != "L"]:
            found[where] = [say(UNPRINTABLE, label=label, char=char) for char in signs]
    return found


@lru_cache(maxsize=1)
def drawn(path: Path, _changed: int) -> Coverage:
    """What the fonts draw; read again when they were made anew."""
    return Coverage(path.read_text())


def texts(form: Form, values: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str, str]]:
    """(path, label, text) of every text that was answered."""
    for name, field in form.fields.items():
        value = values.get(name)
        if isinstance(field, Text) and isinstance(value, str):
            yield prefix + name, field.label, value
        elif isinstance(field, Rows):
            for index, row in enumerate(value or ()):
                yield from texts(field.form, row, f"{prefix}{name}-{index}-")
