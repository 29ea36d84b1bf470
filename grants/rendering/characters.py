"""Characters that a paper cannot show: those no font has, and those nobody sees.

A missing character prints as an empty box while the text of the file still reads right, so it must be found
before the paper is laid out.
"""

import unicodedata
from collections.abc import Iterator
from typing import Any

from marshmallow import Schema, fields

from forms.sentences import N_, Sentence, say
from grants.rendering.fields import in_row
from grants.rendering.fonts import FontSet

NO_GLYPH = N_("“%(field)s”中的“%(char)s”（%(code)s）没有字体可以印出，请改用其他写法，或添加含有此字的字体。")
UNSEEN = N_("“%(field)s”中有看不见的字符 %(code)s，请删去后重新输入。")
UNSEEN_CATEGORIES = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def faults(schema: Schema, raw: Any, fonts: FontSet) -> Iterator[Sentence]:
    """One sentence per character and field, over everything the context says."""
    if isinstance(raw, dict):
        for name, value in raw.items():
            if name in schema.fields:
                yield from of_field(schema.fields[name], value, fonts)


def of_field(field: fields.Field, value: Any, fonts: FontSet) -> Iterator[Sentence]:
    if isinstance(field, fields.List) and isinstance(value, list):
        for row, inner in enumerate(value, 1):
            yield from (in_row(row, sentence) for sentence in of_field(field.inner, inner, fonts))
    elif isinstance(field, fields.Nested):
        yield from faults(field.schema, value, fonts)
    elif isinstance(value, str):
        yield from of_text(field.metadata["label"], value, fonts)


def of_text(label: str, value: str, fonts: FontSet) -> Iterator[Sentence]:
    unseen = [char for char in dict.fromkeys(value) if is_unseen(char)]
    yield from (say(UNSEEN, field=label, code=code(char)) for char in unseen)
    for char in fonts.coverage.missing(value):
        if char not in unseen:
            yield no_glyph(label, char)


def is_unseen(char: str) -> bool:
    return char != "\n" and unicodedata.category(char) in UNSEEN_CATEGORIES


def no_glyph(label: str, char: str) -> Sentence:
    return say(NO_GLYPH, field=label, char=char, code=code(char))


def code(char: str) -> str:
    return f"U+{ord(char):04X}"
