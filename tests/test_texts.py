"""Texts: every message id of the code has its English text, with the same places in it; a text that counts something
has one for one and one for several."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from flask import render_template_string
from flask_babel import force_locale, gettext, lazy_gettext

from forms.sentences import say, translated
from grants.languages import COUNTED
from grants.texts import measured, sentence
from tests.catalogue import FOLDER, of_python, of_template
from workflows.engine import Reason

ROOT = Path(__file__).parents[1]
KEYWORDS = {"N_": None, "_": None, "gettext": None, "lazy_gettext": None, "say": None, "ngettext": (1, 2)}
METHODS = [("**.py", of_python), ("**/templates/**.html", of_template)]
PLACE = re.compile(r"%\(\w+\)[sd]")
MEASURED = re.compile(r"%\((\w+)\)s ?(?:个|件|条|天|项|行|份|位|处|笔|次|字|家|秒|人)")
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
def english() -> dict[str, tuple[str, ...]]:
    """The forms of every text."""
    catalogue = read_po(io.BytesIO((FOLDER / "messages.po").read_bytes()), locale="en")
    return {
        m.id if isinstance(m.id, str) else m.id[0]: m.string if isinstance(m.string, tuple) else (m.string,)
        for m in catalogue
        if m.id
    }


def test_every_text_has_an_english_one(english):
    missing = sorted(text for text in message_ids() if not all(english.get(text) or [""]))
    assert missing == [], "run script/texts and write the empty translations"


def test_an_english_text_has_the_places_of_the_chinese_one(english):
    wrong = [
        text
        for text, forms in english.items()
        if any(sorted(PLACE.findall(text)) != sorted(PLACE.findall(told)) for told in forms)
    ]
    assert wrong == []


def test_english_texts_are_english(english):
    mixed = [
        told
        for forms in english.values()
        for told in forms
        if CHINESE.search(told) and told not in SAYS_CHINESE
    ]
    assert mixed == []


def test_a_text_that_counts_has_a_form_for_one_and_one_for_several(english):
    wrong = [
        text
        for text, forms in english.items()
        if (len(COUNTED.findall(text)), len(forms)) not in ((0, 1), (1, 2))
    ]
    assert wrong == []


def test_no_other_text_has_its_number_before_a_plural(english):
    """What Chinese measures ("%(count)s 件") and English calls "cases" counts: its place is written %(count)d."""
    wrong = [
        told
        for text, forms in english.items()
        for told in forms
        for place in MEASURED.findall(text)
        if re.search(rf"%\({place}\)s (?:[a-z]+ )?[a-z]{{2,}}s\b", told)
    ]
    assert wrong == []


DAYS = "%(days)d 天"


@pytest.mark.one_database
@pytest.mark.parametrize(
    "told",
    [
        lambda days: gettext(DAYS, days=days),
        lambda days: str(lazy_gettext(DAYS, days=days)),
        lambda days: render_template_string("{{ _('%(days)d 天', days=days) }}", days=days),
        lambda days: translated(say(DAYS, days=days), gettext),
        lambda days: sentence(Reason(DAYS, {"days": days})),
    ],
    ids=["gettext", "lazy_gettext", "template", "sentence", "reason"],
)
def test_whatever_translates_takes_the_form_of_the_number(app, told):
    with app.test_request_context():
        with force_locale("en"):
            assert [told(days) for days in (0, 1, 2)] == ["0 days", "1 day", "2 days"]
        with force_locale("zh_Hans_CN"):
            assert [told(days) for days in (1, 2)] == ["1 天", "2 天"]


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("number", "unit", "told"),
    [
        (1, "人", "1 person"),
        ("3", "人", "3 people"),
        ("1", "个工作日", "1 working day"),
        ("1.5", "分", "1.5 points"),
        ("85", "%", "85 %"),
        ("许多", "人", "许多 people"),
        ("2026", "", "2026"),
    ],
)
def test_a_number_agrees_with_its_unit(app, number, unit, told):
    with app.test_request_context(), force_locale("en"):
        assert measured(number, unit) == told


@pytest.mark.one_database
def test_what_is_put_into_a_text_of_a_page_is_escaped(app):
    with app.test_request_context():
        page = render_template_string("{{ _('%(action)s：%(count)d 件', action='<b>', count=1) }}")
    assert page == "&lt;b&gt;：1 件"
