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


def test_the_summary_of_faults_says_in_which_row_each_is(app):
    page = '{% import "macros/forms.html" as forms with context %}{{ forms.summary(faults) }}'
    faults = [("title", "缺标题。"), ("members-1-share", "应为数字。"), ("members", "合计不对。")]
    with app.test_request_context():
        g.viewer = Viewer()
        told = html.fromstring(render_template_string(page, faults=faults)).xpath("//li")
    assert [one.text_content() for one in told] == ["缺标题。", "第 2 行：应为数字。", "合计不对。"]
