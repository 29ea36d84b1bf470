"""The words of a template can be given anew, and nothing but words comes in by that."""

import pytest

from grants.rendering.template_words import reworded, words
from grants.rendering.templates import FOLDER

SOURCE = (
    '{# 注 #}<p class="a{% if n > 1 %} 长{% endif %}">根据{{ basis }}，\n经公示无异议。</p>'
    "<style>/* 中 */</style> ok"
)


def test_only_what_is_read_is_offered():
    assert [(run.line, run.text) for run in words(SOURCE)] == [(1, "根据"), (1, "，\n经公示无异议。")]


def test_a_word_given_anew_leaves_the_rest_as_it_was():
    assert reworded(SOURCE, {0: "依据"}) == SOURCE.replace("根据", "依据")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("{{ secret }}", "&#123;&#123; secret &#125;&#125;"),
        ("{% include 'x' %}", "&#123;% include &#39;x&#39; %&#125;"),
        ("<img src=x>", "&lt;img src=x&gt;"),
        ("甲 & 乙", "甲 &amp; 乙"),
    ],
)
def test_what_looks_like_code_is_text(given, kept):
    changed = reworded(SOURCE, {0: given})
    assert changed == SOURCE.replace("根据", kept)
    assert [run.text for run in words(changed)][-1] == "，\n经公示无异议。"


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.html")), ids=lambda path: path.name)
def test_every_shipped_template_is_unchanged_when_nothing_is_given(path):
    source = path.read_text()
    assert reworded(source, {place: run.text for place, run in enumerate(words(source))}) == source
