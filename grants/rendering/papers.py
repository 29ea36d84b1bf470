"""Papers: plain data in, the final bytes of a PDF out. Nothing else in the product lays out a document.

The same data, templates and fonts give the same bytes in any process on any day, so a paper can be decided on
by its digest. Whatever would make it wrong in silence (an undefined name, a missing drawing, a character no
font has) refuses it instead.
"""

import hashlib
import json
import os
from datetime import UTC, date, datetime
from functools import cache
from importlib import resources
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

from marshmallow import ValidationError
from weasyprint import CSS, HTML, Attachment
from weasyprint import __version__ as weasyprint_version
from weasyprint.css import ColorProfile
from weasyprint.document import Document
from weasyprint.text.ffi import pango
from weasyprint.text.fonts import FontConfiguration

from forms.sentences import N_, say
from grants.canonical import canonical
from grants.rendering import (
    assets,
    characters,
    codes,
    drawings,
    embedding,
    fields,
    justification,
    overleaf,
    packing,
    sources,
    styles,
    templates,
)
from grants.rendering.complaints import refusing_complaints
from grants.rendering.faults import PaperRefused
from grants.rendering.fonts import FontSet
from grants.rendering.kinds import KINDS
from grants.rendering.mixing import mixed
from grants.rendering.own import style
from grants.rendering.rendered import Rendered
from grants.rendering.squeezing import squeezed

DRAWINGS = templates.sha256_of(iter(assets.DRAWINGS.values()))
# our own part in how a page comes out: with other code, the same data may give other bytes
CODE = (
    "codes", "drawings", "embedding", "justification", "mixing", "overleaf", "packing", "papers", "squeezing",
    "styles", "templates", "titles",
)  # fmt: skip
LAYOUT = templates.sha256_of(Path(__file__).with_stem(name).read_bytes() for name in CODE)
VARIANT = "pdf/a-3u"
PROFILE = "--srgb"
PANGO = ".".join(str(pango.pango_version() // unit % 100) for unit in (10_000, 100, 1))

NO_KIND = N_("没有名为“%(name)s”的文书。")

for part in (embedding, justification, styles):
    part.install()
_ONE_AT_A_TIME = Lock()  # the layout engine's fonts and its log belong to the whole process


def render(kind: str, programme: str, context: dict, fonts: FontSet, own: str = "") -> Rendered:
    """Lay out one paper of this kind from plain data (see `schemas`); raises PaperRefused with all faults.

    `own` is the template an office wrote in the place of the shipped one, '' for none.
    """
    values, plain = read(kind, context, fonts)
    html = templates.fill(f"{kind}.html", programme, values, own=own)
    record = described(kind, programme, plain, fonts, own)
    embedded = canonical({"record": record, "context": json.loads(plain)})
    pdf = lay_out(kind, html, embedded, values, fonts, style(own))
    return Rendered(pdf, hashlib.sha256(pdf).hexdigest(), record)


def describe(kind: str, programme: str, context: dict, fonts: FontSet, own: str = "") -> dict[str, str]:
    """The record this paper would have if it were rendered now: equal records mean equal bytes."""
    return described(kind, programme, read(kind, context, fonts)[1], fonts, own)


def described(kind: str, programme: str, plain: str, fonts: FontSet, own: str = "") -> dict[str, str]:
    return {
        "kind": kind,
        "programme": programme,
        "context": hashlib.sha256(plain.encode()).hexdigest(),
        "template": sources.digest(f"{kind}.html", programme, own=own),
        "own_template": hashlib.sha256(own.encode()).hexdigest() if own else "",
        "stylesheet": templates.sha256_of(sheet.encode() for sheet in sheets(kind)),
        "drawings": DRAWINGS,
        "layout": LAYOUT,
        "fonts": fonts.digest,
        "typefaces": "; ".join(f"{role}: {family}" for role, family in fonts.roles.items()),
        "weasyprint": weasyprint_version,
        "pango": PANGO,
    }


def read(kind: str, context: dict, fonts: FontSet) -> tuple[dict, str]:
    """The values for the template, and the same as canonical JSON."""
    if kind not in KINDS:
        raise PaperRefused([say(NO_KIND, name=kind)])
    schema = KINDS[kind].schema
    faults = list(characters.faults(schema, context, fonts))
    try:
        values = schema.load(context)
    except ValidationError as error:
        raise PaperRefused([*fields.sentences(error.messages), *faults]) from error
    if faults:
        raise PaperRefused(faults)
    return values, canonical(schema.dump(values))


def sheets(kind: str) -> list[str]:
    """The style sheets of this kind as they came with the product."""
    return [(templates.FOLDER / name).read_text() for name in KINDS[kind].stylesheets]


@cache
def font_configuration(path: Path) -> FontConfiguration:
    """Kept between papers: listing the fonts anew for each costs more than laying it out."""
    os.environ["FONTCONFIG_FILE"] = str(path)
    return FontConfiguration()


@cache
def stylesheets(kind: str, path: Path) -> list[CSS]:
    held, fetcher = font_configuration(path), assets.Assets(assets.DRAWINGS)
    return [CSS(string=source, font_config=held, url_fetcher=fetcher) for source in sheets(kind)]


def laid_over(over: str, path: Path) -> list[CSS]:
    """An office's own style, read anew for each paper: what it says wrongly refuses each."""
    held, fetcher = font_configuration(path), assets.Assets(assets.DRAWINGS)
    return [CSS(string=over, font_config=held, url_fetcher=fetcher)] if over else []


def colour_profile() -> ColorProfile:
    """The sRGB profile PDF/A asks for, read from memory so that no file stays open."""
    content = resources.files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()
    return ColorProfile(BytesIO(content), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


def lay_out(kind: str, html: str, embedded: str, values: dict, fonts: FontSet, over: str = "") -> bytes:
    """The bytes of the page; `over` is style an office laid over ours."""
    with _ONE_AT_A_TIME, refusing_complaints():
        options = wanted(kind, embedded, values, fonts, over)

        def pages(text: str) -> Document:
            profiles, held = {PROFILE: colour_profile()}, font_configuration(fonts.configuration)
            source = HTML(string=text, url_fetcher=assets.Assets(assets.DRAWINGS))
            return source.render(font_config=held, color_profiles=profiles, **options)

        return overleaf.settled(squeezed(mixed(html)), pages).write_pdf(finisher=packing.pack, **options)


def wanted(kind: str, embedded: str, values: dict, fonts: FontSet, over: str) -> dict[str, Any]:
    """What the layout engine is told beside the page itself."""
    code = {codes.ADDRESS: codes.Squares(values["verify_url"])} if "verify_url" in values else {}
    return {
        "stylesheets": [*stylesheets(kind, fonts.configuration), *laid_over(over, fonts.configuration)],
        "output_intent": PROFILE,
        "pdf_variant": VARIANT,
        "pdf_identifier": hashlib.sha256(embedded.encode()).digest()[:16],
        "attachments": [attachment(embedded, values["dated"])],
        "cache": {**drawings.known(), **code},
    }


def attachment(embedded: str, dated: date) -> Attachment:
    """The same facts for machines, dated like the paper."""
    noon = datetime(dated.year, dated.month, dated.day, 4, tzinfo=UTC)
    return Attachment(
        string=embedded,
        name="record.json",
        description="machine-readable data of this paper",
        created=noon,
        modified=noon,
        relationship="Data",
    )
