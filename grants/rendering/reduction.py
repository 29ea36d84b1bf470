"""Reduces one large Chinese font to the characters an office uses, with TrueType outlines.

A paper set in the full Noto fonts takes twice the time and several times the memory, and its PDF grows.
Runs as a program of its own, so that several fonts are reduced at once and none stays in a web process.
The same source font gives the same bytes, whenever and wherever it is done.
"""

import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont, TTLibFileIsCollectionError, newTable

LARGEST_ERROR = 1.0  # font units of 1000 to the em: 0.006 mm at 16 pt
FEATURES = ["kern", "halt", "vert"]  # half-width punctuation stays possible
LATIN_AND_MARKS = ((0x20, 0x7E), (0xA0, 0x17F), (0x2010, 0x2044), (0x3000, 0x301F), (0x2713, 0x2713))
GIVEN_NAMES = (  # frequent in given names and absent from GB 2312; in a full font they cost 60 MB of memory
    "喆堃垚镕玥珺昇瑄祎赟旻晞翀淏昉芃湉玹烜犇骉彧弢叡崟璟珣琇玙玘玚珅珮琁琤瑀瑧璠晧暐曈梽濛沄洺洢浛溁溍瀞炘烔焜煐燚燊祐禛禔秾"
    "箖衎袆訚谞贇邨釗鋆鋐锜锳镠雱霂颋飏骎髙龑龢暘勍劼侲倓傜兟劻伋佺侁俍俶偲啟喬嚞埇堉奡奭妧姁姮婳嫄嫚宬寔寯屾峣廙彣忞惇愔愷慜摛"
    "旸晙晢晫晳暎朤棨橦沚沨沺湙湲濬炆燏玦玶珵珽琎瑢瓅畇皞"
)
# Fandol's ￣ is a hyphen and its ￥ a dollar sign: the next face in the chain draws them
MISDRAWN = {0xFFE3, 0xFFE5}
COPYRIGHT, FAMILY, STYLE, UNIQUE, FULL, POSTSCRIPT, LICENCE, LICENCE_URL = 0, 1, 2, 3, 4, 6, 13, 14
TYPOGRAPHIC_FAMILY = 16
ASCENT, DESCENT = 1160, 288
WINDOWS_ENGLISH = (3, 1, 0x409)


def characters(script: str = "Hans") -> set[int]:
    """Code points taken: GB 2312, marks of GBK, Latin letters, punctuation, given names; of "Latn" ASCII alone."""
    if script == "Latn":
        return set(range(0x20, 0x7F))
    ranges = (range(first, last + 1) for first, last in LATIN_AND_MARKS)
    singles = {point for points in ranges for point in points} | {ord(char) for char in GIVEN_NAMES}
    return singles | double_byte("gb2312") | double_byte("gbk", 0xA9)


def double_byte(encoding: str, last_row: int = 0xF7) -> set[int]:
    rows = (bytes([row, cell]) for row in range(0xA1, last_row + 1) for cell in range(0xA1, 0xFF))
    return {ord(text) for raw in rows if len(text := raw.decode(encoding, "ignore")) == 1}


def faces(path: Path) -> Iterable[TTFont]:
    """Every face of a font file or collection, taken apart only where it is looked at."""
    raw = BytesIO(path.read_bytes())
    try:
        yield TTFont(raw, lazy=True)
    except TTLibFileIsCollectionError:
        yield from TTCollection(raw, lazy=True).fonts


def simplified(path: Path) -> TTFont | None:
    """The face of the file that draws simplified Chinese with cubic outlines of one weight, or None."""
    return next((face for face in faces(path) if "CFF " in face and is_chinese(family_of(face))), None)


def families(path: Path) -> set[str]:
    """The families of a font file, by all their names."""
    records = (record for face in faces(path) for record in face["name"].names)
    return {record.toUnicode() for record in records if record.nameID in (FAMILY, TYPOGRAPHIC_FAMILY)}


def is_chinese(family: str) -> bool:
    return family.endswith((" SC", " CN")) or family.startswith("Fandol")


def family_of(face: TTFont) -> str:
    return face["name"].getDebugName(FAMILY) or ""


def reduce(source: Path, family: str, style: str, script: str, target: Path) -> None:
    """Write the reduced face under a name of its own, as its licence asks of a changed font."""
    font = simplified(source)
    if font is None:
        sys.exit(f"{source} has no face of simplified Chinese with cubic outlines")
    drawn = font.getGlyphSet()
    reduce_tables(font, script)
    set_outlines(font, drawn)
    level_figures(font)
    set_height(font)
    rename(font, family, style)
    font.recalcTimestamp = False
    font.cfg["fontTools.ttLib.tables.otBase:USE_HARFBUZZ_REPACKER"] = False
    font.save(target)


def reduce_tables(font: TTFont, script: str) -> None:
    """Everything but the outlines: reducing cubic outlines only to redraw them takes longer than drawing."""
    order, taken = font.getGlyphOrder(), characters(script)
    if family_of(font).startswith("Fandol"):
        taken -= MISDRAWN
    for tag in {"CFF ", "VORG", "BASE", "GDEF", "DSIG", "vhea", "vmtx"} & set(font.keys()):
        del font[tag]
    font.setGlyphOrder(order)
    options = subset.Options(layout_features=FEATURES, hinting=False, notdef_outline=True)
    options.name_IDs = [COPYRIGHT, LICENCE, LICENCE_URL]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=taken)
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


def level_figures(font: TTFont) -> None:
    """Figures as wide as one another, as only some faces have them: sums below one another agree to the digit."""
    taken, widths = font.getBestCmap(), font["hmtx"]
    names = [taken[ord(figure)] for figure in "0123456789" if ord(figure) in taken]
    widest = max((widths[name][0] for name in names), default=0)
    for name in names:
        advance, bearing = widths[name]
        shift = (widest - advance) // 2
        glyph = font["glyf"][name]
        glyph.coordinates.translate((shift, 0))
        glyph.recalcBounds(font["glyf"])
        widths[name] = (widest, bearing + shift)


def set_height(font: TTFont) -> None:
    """Of all faces alike, so that lines of several keep their distance: that of the whole fonts, as em of 1000."""
    for table, ascent, descent in (
        ("hhea", "ascent", "descent"),
        ("OS/2", "sTypoAscender", "sTypoDescender"),
    ):
        setattr(font[table], ascent, ASCENT)
        setattr(font[table], descent, -DESCENT)
    font["hhea"].lineGap = font["OS/2"].sTypoLineGap = 0
    font["OS/2"].usWinAscent, font["OS/2"].usWinDescent = ASCENT, DESCENT


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
    asked_source, asked_family, asked_style, asked_script, asked_target = sys.argv[1:]
    reduce(Path(asked_source), asked_family, asked_style, asked_script, Path(asked_target))
