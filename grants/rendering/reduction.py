"""Reduces one large Chinese font to the characters an office uses, with TrueType outlines.

A paper set in the full Noto fonts takes twice the time and several times the memory, and its PDF grows.
Runs as a program of its own, so that several fonts are reduced at once and none stays in a web process.
The same source font gives the same bytes, whenever and wherever it is done.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont, TTLibFileIsCollectionError, newTable

LARGEST_ERROR = 1.0  # font units of 1000 to the em: 0.006 mm at 16 pt
FEATURES = ["kern", "halt", "vert"]  # half-width punctuation stays possible
LATIN_AND_MARKS = ((0x20, 0x7E), (0xA0, 0x17F), (0x2010, 0x2044), (0x3000, 0x301F), (0x2713, 0x2713))
COPYRIGHT, FAMILY, STYLE, UNIQUE, FULL, POSTSCRIPT, LICENCE, LICENCE_URL = 0, 1, 2, 3, 4, 6, 13, 14
WINDOWS_ENGLISH = (3, 1, 0x409)


def characters() -> set[int]:
    """Code points of the reduced fonts: GB 2312, the marks of GBK, Latin letters and general punctuation."""
    ranges = (range(first, last + 1) for first, last in LATIN_AND_MARKS)
    return {point for points in ranges for point in points} | double_byte("gb2312") | double_byte("gbk", 0xA9)


def double_byte(encoding: str, last_row: int = 0xF7) -> set[int]:
    rows = (bytes([row, cell]) for row in range(0xA1, last_row + 1) for cell in range(0xA1, 0xFF))
    return {ord(text) for raw in rows if len(text := raw.decode(encoding, "ignore")) == 1}


def faces(path: Path) -> Iterable[TTFont]:
    """Every face of a font file or collection, read only where it is looked at."""
    try:
        yield TTFont(path, lazy=True)
    except TTLibFileIsCollectionError:
        yield from TTCollection(path, lazy=True).fonts


def simplified(path: Path) -> TTFont | None:
    """The face of the file that draws simplified Chinese with cubic outlines of one weight, or None."""
    chinese = (face for face in faces(path) if "CFF " in face and family_of(face).endswith((" SC", " CN")))
    return next(chinese, None)


def family_of(face: TTFont) -> str:
    return face["name"].getDebugName(FAMILY) or ""


def reduce(source: Path, family: str, style: str, target: Path) -> None:
    """Write the reduced face under a name of its own, as its licence asks of a changed font."""
    font = simplified(source)
    drawn = font.getGlyphSet()
    reduce_tables(font)
    set_outlines(font, drawn)
    rename(font, family, style)
    font.recalcTimestamp = False
    font.cfg["fontTools.ttLib.tables.otBase:USE_HARFBUZZ_REPACKER"] = False
    font.save(target)


def reduce_tables(font: TTFont) -> None:
    """Everything but the outlines: reducing cubic outlines only to redraw them takes longer than drawing."""
    order = font.getGlyphOrder()
    for tag in {"CFF ", "VORG", "BASE", "GDEF", "DSIG", "vhea", "vmtx"} & set(font.keys()):
        del font[tag]
    font.setGlyphOrder(order)
    options = subset.Options(layout_features=FEATURES, hinting=False, notdef_outline=True)
    options.name_IDs = [COPYRIGHT, LICENCE, LICENCE_URL]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters())
    subsetter.subset(font)


def set_outlines(font: TTFont, drawn) -> None:
    order = font.getGlyphOrder()
    table = font["glyf"] = newTable("glyf")
    font["loca"] = newTable("loca")
    table.glyphOrder, table.glyphs = order, {name: outline(drawn[name]) for name in order}
    highest = font["maxp"]
    highest.tableVersion = 0x00010000
    for name in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements"):
        setattr(highest, f"max{name}", 0)
    highest.maxZones, highest.maxSizeOfInstructions = 1, 0
    font["post"].formatType = 3.0
    font.sfntVersion = "\0\1\0\0"


def outline(glyph):
    pen = TTGlyphPen(None)
    glyph.draw(Cu2QuPen(pen, LARGEST_ERROR, reverse_direction=True))
    return pen.glyph()


def rename(font: TTFont, family: str, style: str) -> None:
    postscript = f"{family.replace(' ', '')}-{style}"
    names = {
        FAMILY: family,
        STYLE: style,
        FULL: f"{family} {style}",
        UNIQUE: postscript,
        POSTSCRIPT: postscript,
    }
    for number, text in names.items():
        font["name"].setName(text, number, *WINDOWS_ENGLISH)


if __name__ == "__main__":
    reduce(Path(sys.argv[1]), sys.argv[2], sys.argv[3], Path(sys.argv[4]))
