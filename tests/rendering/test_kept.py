"""What the layout engine is spared between papers leaves no trace: the same bytes as without, but for their packing."""

import re

import pytest
from weasyprint.css import StyleFor
from weasyprint.pdf import fonts as engine
from weasyprint.pdf import stream

from grants.rendering import papers, styles, templates
from grants.rendering.samples import context
from tests.rendering.reading import fonts, plain

PAPER = "naming_certificate", "studio"
SHEETS = "\n".join(path.read_text() for path in templates.FOLDER.glob("*.css"))

pytestmark = pytest.mark.one_database


def test_fonts_and_styles_are_what_the_engine_makes_of_each_paper(monkeypatch):
    monkeypatch.setattr(stream, "Font", engine.Font)
    monkeypatch.setattr(styles.css, "StyleFor", StyleFor)
    assert papers.render(*PAPER, context(*PAPER), fonts()).pdf == plain(*PAPER)


def test_styles_are_kept_and_no_more_than_so_many(monkeypatch):
    monkeypatch.setattr(styles, "kept", {})
    papers.render(*PAPER, context(*PAPER), fonts())
    first = dict(styles.kept)
    papers.render(*PAPER, context(*PAPER) | {"leader": "顾清禾"}, fonts())
    assert styles.kept == first
    monkeypatch.setattr(styles, "MOST", len(first))
    styles.keep(("one more",), first.popitem()[1])
    assert list(styles.kept) == [("one more",)]


def test_a_record_says_by_which_of_our_own_programs_a_paper_was_laid_out():
    assert re.fullmatch("[0-9a-f]{64}", papers.describe(*PAPER, context(*PAPER), fonts())["layout"])


def test_no_shipped_style_depends_on_the_page_or_hides_what_overflows_it():
    assert not re.findall(r"\d(?:vw|vh|vmin|vmax|vi|vb|pvw|pvh)\b", SHEETS)
    assert not re.findall(r"(?:html|body)\s*{[^}]*overflow\s*:", SHEETS)
