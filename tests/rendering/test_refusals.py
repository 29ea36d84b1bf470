"""A paper that would be wrong is not made, and the refusal says what is wrong, everything at once."""

from datetime import date

import pytest

from grants.rendering import papers, templates
from grants.rendering.faults import PaperRefused
from grants.rendering.samples import COMMON, CONTACT, context
from tests.rendering.reading import fonts, text_of

NO_FONT_HAS = "\U00031350"
LINE = {"name": "专利", "unit": "某公司"}


def refused(kind: str, programme: str, given: dict) -> str:
    with pytest.raises(PaperRefused) as refusal:
        papers.render(kind, programme, given, fonts())
    return "\n".join(refusal.value.sentences)


CASES = [
    ("studio", {"studio": ""}, "缺少“工作室名称”。"),
    ("studio", {"studio": "创" * 101}, "“工作室名称”有 101 个字，最多 100 个字。"),
    (
        "studio",
        {"studio": f"{NO_FONT_HAS}创新"},
        f"“工作室名称”中的“{NO_FONT_HAS}”（U+31350）没有字体可以印出",
    ),
    ("studio", {"unit": "某\ue000公司"}, "“所在单位”中的“\ue000”（U+E000）没有字体可以印出"),
    ("studio", {"unit": "某\u202e公司"}, "“所在单位”中有看不见的字符 U+202E"),
    ("studio", {"unit": 3}, "“所在单位”须是文字。"),
    ("studio", {"ends_on": "2025-01-01"}, "“有效期”的截止日早于起始日。"),
    ("studio", {"dated": "5/1/2026"}, "“成文日期”须是日期"),
    ("studio", {"verify_url": "javascript:alert(1)"}, "“核验网址”须以 http:// 或 https:// 开头"),
    ("studio", {"id_number": "1"}, "多出一项“id_number”"),
    ("patent", {"number": "京开工创字[2026]第012号"}, "“发文字号”须形如"),
    ("patent", {"amount": 0}, "“奖励金额”须在 1 至"),
    ("patent", {"amount": 3000.0}, "“奖励金额”须是整数。"),
    ("patent", {"inventors": []}, "“发明人”须有 1 至 100 行。"),
    ("patent", {"inventors": ["顾清和", NO_FONT_HAS]}, f"第2行：“发明人”中的“{NO_FONT_HAS}”（U+31350）"),
    ("patent", {"contact": {"office": "办公室"}}, "缺少“联系电话”。"),
    ("project", {"amount": 10_000_001}, "本次拨付金额大于核定总额。"),
    ("project", {"tranche": 3}, "期次大于总期数。"),
    (
        "public",
        {"awards": [LINE, LINE | {"person": "顾清和110101199003070011"}]},
        "第2行：“人员”里像是有证件号",
    ),
    ("public", {"awards": [LINE | {"name": "专利13800138000"}]}, "像是有证件号、手机号或卡号"),
    ("public", {"awards": [LINE | {"reference": "6222 0212 3456 7890 123"}]}, "像是有证件号、手机号或卡号"),
]
PAPERS = {
    "studio": ("naming_certificate", "studio"),
    "patent": ("reward_notice", "patent"),
    "project": ("funding_letter", "project"),
    "public": ("public_notice", "patent"),
}


@pytest.mark.parametrize(("paper", "changes", "sentence"), CASES)
def test_wrong_data_is_refused_by_name(paper, changes, sentence):
    kind, programme = PAPERS[paper]
    assert sentence in refused(kind, programme, context(kind, programme, **changes))


def test_all_faults_are_told_at_once():
    given = context("naming_certificate", "studio", studio="", unit=NO_FONT_HAS, ends_on="never")
    found = refused("naming_certificate", "studio", given).splitlines()
    assert len(found) == 3


def test_a_patent_number_is_not_taken_for_a_personal_number():
    given = context("public_notice", "patent")
    assert papers.render("public_notice", "patent", given, fonts()).pdf


def test_unknown_kinds_and_programmes_are_refused():
    given = context("naming_certificate", "studio")
    assert "没有名为“invoice”的文书" in refused("invoice", "studio", given)
    assert "“../etc”不是项目的名称" in refused("naming_certificate", "../etc", given)


def test_markup_in_a_name_is_printed_and_not_obeyed():
    given = context("naming_certificate", "studio", studio="<img src=x>&{{ 7*7 }}")
    shown = text_of(papers.render("naming_certificate", "studio", given, fonts()).pdf)
    assert "<imgsrc=x>&{{7*7}}" in shown


TEMPLATES = [
    ("{{ contact.fax }}", "没有提供的数据“fax”"),
    ("{{ nothing }}", "没有提供的数据“nothing”"),
    ("{% if nothing %}{% endif %}", "没有提供的数据“nothing”"),
    ("{{ ''.__class__.__mro__ }}", "文书模板 paper.html 有误"),
    ("{% set _ = contact.update({'phone': 1}) %}", "文书模板 paper.html 有误"),
    ("{% include '../secret.html' %}", "“../secret.html”不存在"),
    ("{% if %}", "文书模板 paper.html 有误"),
]


@pytest.mark.parametrize(("source", "sentence"), TEMPLATES)
def test_a_template_uses_what_it_is_given_and_nothing_else(tmp_path, source, sentence):
    folder = tmp_path / "pdf_templates"
    folder.mkdir()
    (tmp_path / "secret.html").write_text("secret")
    (folder / "paper.html").write_text(source)
    with pytest.raises(PaperRefused, match=sentence):
        templates.fill("paper.html", "patent", {"contact": CONTACT}, folder)


FETCHES = [
    "<img src='file:///etc/passwd'>",
    "<img src='http://127.0.0.1:9/x.png'>",
    "<img src='asset:missing.svg'>",
    "<img src='data:image/png;base64,AAAA'>",
    "<link rel='stylesheet' href='asset:missing.css'>",
    "<link rel='attachment' href='file:///etc/passwd'>",
    "<p style='background: url(file:///etc/passwd)'>x</p>",
    "<style>@import url(file:///etc/passwd);</style>",
]


@pytest.mark.parametrize("fragment", FETCHES)
def test_a_template_fetches_registered_assets_and_nothing_else(fragment):
    with pytest.raises(PaperRefused, match="文书只能使用登记在册的素材"):
        laid_out(fragment)


COMPLAINTS = [
    (f"<p>{NO_FONT_HAS}</p>", r"U\+31350"),
    ("<p style='colour: red'>x</p>", "unknown property"),
    ("<img src='relative.png'>", "relative.png"),
]


@pytest.mark.parametrize(("fragment", "message"), COMPLAINTS)
def test_what_the_layout_only_warns_of_is_refused_too(fragment, message):
    with pytest.raises(PaperRefused, match=message):
        laid_out(fragment)


def laid_out(fragment: str) -> bytes:
    html = f"<html lang='zh-CN'><title>x</title><body>{fragment}</body></html>"
    values = COMMON | {"dated": date(2026, 1, 5)}
    return papers.lay_out("naming_certificate", html, "{}", values, fonts())
