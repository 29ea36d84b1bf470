"""What no font draws is said at its field when it is typed: signs and pictures; letters of a name are let through."""

import pytest

from forms.patent import FORMS
from grants.rendering import coverage
from grants.services import printable

pytestmark = pytest.mark.one_database

SHOWN = {0x20, *range(0x4E00, 0x9FA6), ord("℃")}
CASES = [
    ({"title": "一种装置 ℃"}, {}),
    ({"title": "一种😀装置🚀"}, {"title": ["😀", "🚀"]}),
    ({"title": "一种𠮷装置"}, {}),
    ({"title": "一种装置", "inventors": [{"name": "王强"}, {"name": "王★"}]}, {"inventors-1-name": ["★"]}),
]


@pytest.mark.parametrize(("values", "told"), CASES)
def test_a_sign_without_a_font_is_named_at_its_field(app, tmp_path, values, told):
    app.config["FONTS_FOLDER"] = tmp_path
    assert printable.faults(FORMS["submit"], values) == {}
    (tmp_path / coverage.FILE).write_text(coverage.written(SHOWN))
    found = printable.faults(FORMS["submit"], values)
    assert {path: [text.values["char"] for text in texts] for path, texts in found.items()} == told
