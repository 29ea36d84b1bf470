"""A template an office wrote: it takes the shipped one's place, reaches nothing, and says where it is wrong."""

import io

import pdfplumber
import pytest

from grants.rendering import own, papers, sources, templates, workshop
from grants.rendering.faults import PaperRefused
from grants.rendering.samples import context
from tests.rendering.reading import FONTS, fonts, text_of

KIND, PROGRAMME = "naming_certificate", "studio"
NAME = f"{KIND}.html"

WRONG = [
    ("好\n\n{{ studo }}", "第3行：文书模板 naming_certificate.html 用到了没有提供的数据“studo”。"),
    ("好\n{{ unit.adress }}", "第2行：文书模板 naming_certificate.html 用到了没有提供的数据“adress”。"),
    ("好\n{% if unit %}", "第2行：文书模板 naming_certificate.html 有误，模板引擎的原话是“Unexpected end"),
    ("{{ 1 + unit }}", "第1行：文书模板 naming_certificate.html 有误，模板引擎的原话是“TypeError: "),
    ("\n{% include '/etc/passwd' %}", "第2行：文书模板 naming_certificate.html 要引用的“/etc/passwd”不存在"),
    ("{% include '../grants/config.py' %}", "要引用的“../grants/config.py”不存在"),
    ("{% extends 'naming_certificate.html' %}", "请引用 shipped/naming_certificate.html。"),
    ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "绕了一圈又引用到自己"),
    ("{{ cycler.__init__.__globals__ }}", "SecurityError"),
    ("{{ ''.__class__.__mro__ }}", "SecurityError"),
    ("{{ unit.format.__globals__ }}", "SecurityError"),
    ("{% import 'os' as os %}", "要引用的“os”不存在"),
    ("{#== parts.html ==#}\n好\n{{ nobody }}", "第2行：文书模板 parts.html 用到了没有提供的数据“nobody”。"),
    ("{#== style.css ==#}\n@import url('file:///etc/passwd');", "只能使用登记在册的素材"),
    ("{#== style.css ==#}\n.title { background: url('http://127.0.0.1:9/x.png') }", "只能使用登记在册的素材"),
    ("{#== style.css ==#}\n.title {\n  colr: red\n}", "第2行：样式“colr: red”不能用"),
]


@pytest.mark.parametrize(("source", "sentence"), WRONG)
def test_a_template_that_fails_says_what_and_where(source, sentence):
    with pytest.raises(PaperRefused) as refusal:
        papers.render(KIND, PROGRAMME, context(KIND, PROGRAMME), fonts(), source)
    assert sentence in str(refusal.value)


def test_an_error_in_what_it_extends_is_told_of_that_file():
    values = context(KIND, PROGRAMME)
    del values["number"]
    with pytest.raises(PaperRefused, match=r"^第\d+行：文书模板 \S+.html .*“number”"):
        templates.fill(NAME, PROGRAMME, values, own="{% extends 'shipped/naming_certificate.html' %}")


def test_a_loop_without_end_is_stopped_and_the_workshop_goes_on(monkeypatch):
    monkeypatch.setattr(templates, "LONGEST_FILLING", 0.2)
    endless = "好\n{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    with pytest.raises(PaperRefused, match=r"第2行：.*没有尽头"):
        templates.fill(NAME, PROGRAMME, context(KIND, PROGRAMME), own=endless)


def test_what_no_python_can_stop_is_ended_with_its_process(monkeypatch):
    """A power is counted inside the interpreter, deaf to everything but the kernel. The next paper is made."""
    given = context(KIND, PROGRAMME)
    monkeypatch.setattr(workshop, "LONGEST_PAPER", 0.5)
    with pytest.raises(PaperRefused, match="已停止"):
        workshop.render(KIND, PROGRAMME, given, FONTS, "{{ 7 ** (10 ** 8) }}")
    monkeypatch.undo()
    assert workshop.render(KIND, PROGRAMME, given, FONTS).pdf


def test_it_takes_the_place_of_the_shipped_one_and_the_record_says_so():
    given = context(KIND, PROGRAMME)
    source = "{% extends 'shipped/naming_certificate.html' %}{% block name %}荣誉{% endblock %}"
    shipped, ours = (papers.render(KIND, PROGRAMME, given, fonts(), each) for each in ("", source))
    differs = {key for key in shipped.record if shipped.record[key] != ours.record[key]}
    assert differs == {"template", "own_template"}
    assert text_of(shipped.pdf) == text_of(ours.pdf)
    assert papers.describe(KIND, PROGRAMME, given, fonts(), source) == ours.record
    assert workshop.render(KIND, PROGRAMME, given, FONTS, source).pdf == ours.pdf


def test_shared_words_and_style_are_changed_for_this_paper_alone():
    shared = sources.shipped("parts.html", PROGRAMME).replace("用印处", "盖章处")
    files = {
        NAME: sources.shipped(NAME, PROGRAMME),
        "parts.html": shared,
        own.STYLE: ".title { font-size: 40pt }",
    }
    written = sources.tidied(NAME, PROGRAMME, files)
    assert next(iter(own.parts(written, NAME).items())) == (NAME, "")  # what says the same as ours stays ours
    assert sources.spelled(NAME, PROGRAMME, written)[NAME] == files[NAME]
    pdf = papers.render(KIND, PROGRAMME, context(KIND, PROGRAMME), fonts(), written).pdf
    assert "盖章处" in text_of(pdf)
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        assert 40 in {round(char["size"]) for char in document.pages[0].chars}
    assert sources.tidied(NAME, PROGRAMME, {**files, "parts.html": "", own.STYLE: " "}) == ""
