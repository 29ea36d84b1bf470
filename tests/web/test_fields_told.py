"""Whoever hears a page is told all that is wrong with a field, not the first of it."""

import pytest
from flask import g, render_template_string
from lxml import html

from forms.base import controls
from forms.patent import FORMS
from grants.access import Viewer

pytestmark = pytest.mark.one_database
ASKED = '{% import "macros/forms.html" as forms with context %}<div>{{ forms.sections(parts) }}</div>'
TOLD = ["第一处不对。", "第二处不对。"]


@pytest.mark.parametrize(
    ("path", "group"),
    [("patent_number", False), ("benefit", False), ("employed", True), ("inventors", True)],
)
def test_the_description_of_a_field_holds_every_fault_of_it(app, path, group):
    with app.test_request_context():
        g.viewer = Viewer()
        page = html.fromstring(
            render_template_string(ASKED, parts=controls(FORMS["submit"], raw={}, faults={path: TOLD}))
        )
    described = page.xpath(f'//*[contains(concat(" ", @aria-describedby, " "), " e-{path} ")]')
    (field,) = described
    assert (field.tag == "fieldset", field.get("aria-invalid")) == (group, None if group else "true")
    (told,) = page.xpath(f'//*[@id="e-{path}"]')
    assert [paragraph.text_content() for paragraph in told] == [f"有误：{fault}" for fault in TOLD]
