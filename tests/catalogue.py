"""The compiled catalogue, which is not kept: made from its source when that is newer, as script/setup does."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

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
