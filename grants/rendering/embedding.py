"""The fonts inside a paper: what concerns a whole face is asked once in a process; each paper takes its own glyphs.

For every paper the layout engine copies each face whole, megabytes that nobody reads, and reduces it in two steps.
HarfBuzz makes the same file in one step, and in a tenth of the time where it has looked the face through before.
"""

import copy
from functools import cache
from typing import Any

from weasyprint.logger import LOGGER
from weasyprint.pdf import fonts, stream
from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset, pango
from weasyprint.text.fonts import get_hb_object_data

MOST_GLYPHS = 20_000  # of a face worth looking through: ours have 8,000, a whole Chinese one 65,000
UNREAD = "BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG "

ffi.cdef("hb_face_t * hb_subset_preprocess (hb_face_t *source);")


class Embedded(fonts.Font):
    """A face as one paper uses it."""

    looked_through: Any = None

    def subset(self, to_unicode: dict[int, str], hinting: bool) -> None:
        """Keep these glyphs alone, under their own numbers."""
        asked = ffi.gc(
            harfbuzz_subset.hb_subset_input_create_or_fail(), harfbuzz_subset.hb_subset_input_destroy
        )
        add(harfbuzz_subset.hb_subset_input_glyph_set(asked), sorted(to_unicode))
        tables = harfbuzz_subset.hb_subset_input_set(asked, harfbuzz_subset.HB_SUBSET_SETS_DROP_TABLE_TAG)
        add(tables, unread())
        harfbuzz_subset.hb_subset_input_set_flags(asked, self.flags_of(hinting))
        made = harfbuzz_subset.hb_subset_or_fail(self.looked_through, asked)
        if made == ffi.NULL:
            LOGGER.warning('Unable to subset "%s" with HarfBuzz', self.family)  # which refuses the paper
            return
        self.file_content = get_hb_object_data(ffi.gc(made, harfbuzz.hb_face_destroy))

    def flags_of(self, hinting: bool) -> int:
        """As the engine sets them in its two steps together."""
        flags = (
            harfbuzz_subset.HB_SUBSET_FLAGS_RETAIN_GIDS
            | harfbuzz_subset.HB_SUBSET_FLAGS_PASSTHROUGH_UNRECOGNIZED
            | harfbuzz_subset.HB_SUBSET_FLAGS_DESUBROUTINIZE
        )
        if not hinting:
            flags |= harfbuzz_subset.HB_SUBSET_FLAGS_NO_HINTING
        return flags | (harfbuzz_subset.HB_SUBSET_FLAGS_NOTDEF_OUTLINE if self.missing else 0)


kept: dict[tuple[int, int, float], Embedded] = {}  # by face, description and size; each holds its face
prepared: dict[int, Any] = {}  # by face


def embedded(pango_font: Any, description: Any, size: float) -> Embedded:
    """This font for one paper, with no glyph taken yet."""
    hb_font = pango.pango_font_get_hb_font(pango_font)
    face = int(ffi.cast("uintptr_t", harfbuzz.hb_font_get_face(hb_font)))
    key = (face, pango.pango_font_description_hash(description), size)
    if key not in kept:
        kept[key] = Embedded(pango_font, description, size)
        kept[key].file_content = b""
        if face not in prepared:
            prepared[face] = looked_through(kept[key])
        kept[key].looked_through = prepared[face]
    font = copy.copy(kept[key])
    font.hb_font, font.widths, font.to_unicode, font.missing = hb_font, {}, {}, {}
    return font


def looked_through(font: fonts.Font) -> Any:
    """Its face as HarfBuzz prepares it to be reduced often (from 6.0), or as it is where that would not pay."""
    if font.glyph_count > MOST_GLYPHS or not harfbuzz.hb_version_atleast(6, 0, 0):
        return font.hb_face
    return ffi.gc(harfbuzz_subset.hb_subset_preprocess(font.hb_face), harfbuzz.hb_face_destroy)


def add(numbers: Any, new: list[int]) -> None:
    """Put numbers in ascending order into a set of HarfBuzz."""
    harfbuzz.hb_set_add_sorted_array(numbers, ffi.new("hb_codepoint_t[]", new), len(new))


@cache
def unread() -> list[int]:
    """Tables no reader of a PDF looks at."""
    return sorted(harfbuzz.hb_tag_from_string(name.encode(), -1) for name in UNREAD)


def install() -> None:
    """Have the layout engine of this process embed fonts so; without its library it says itself what is missing."""
    if harfbuzz_subset:
        stream.Font = embedded
