"""Texts: every message id of the code has its English text, with the same places in it."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "grants/translations/en/LC_MESSAGES/messages.po"
KEYWORDS = {"N_": None, "_": None, "gettext": None, "lazy_gettext": None, "say": None, "ngettext": (1, 2)}
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
PLACE = re.compile(r"%\((\w+)\)[sd]")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
SAYS_CHINESE = frozenset({"中文"})  # texts of the English pages that are meant to be Chinese


def message_ids() -> set[str]:
    found: set[str] = set()
    for part in ("grants", "forms", "workflows"):
        for _file, _line, message, _comments, _context in extract_from_dir(
            str(ROOT / part), METHODS, keywords=KEYWORDS
        ):
            found.add(message if isinstance(message, str) else message[0])
    return found - {""}


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    catalogue = read_po(io.BytesIO(CATALOGUE.read_bytes()), locale="en")
    return {m.id if isinstance(m.id, str) else m.id[0]: m.string for m in catalogue if m.id}


def test_every_text_has_an_english_one(english):
    missing = sorted(text for text in message_ids() if not english.get(text))
    assert missing == [], "run script/texts and write the empty translations"


def test_an_english_text_has_the_places_of_the_chinese_one(english):
    wrong = [
        text for text, told in english.items() if sorted(PLACE.findall(text)) != sorted(PLACE.findall(told))
    ]
    assert wrong == []


def test_english_texts_are_english(english):
    mixed = [told for told in english.values() if CHINESE.search(told) and told not in SAYS_CHINESE]
    assert mixed == []
