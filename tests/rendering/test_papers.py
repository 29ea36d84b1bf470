"""Papers: what stands on them, on how many pages, and that nothing runs out of its place."""

import io
import re

import pdfplumber
import pypdf
import pytest

from forms.money import format_yuan, in_words
from grants.rendering import papers
from grants.rendering.samples import KINDS, SAMPLES, UNIT, context, sampled
from tests.rendering.reading import attached, fonts, lines_of, outside, overprinted, pages_of, plain, text_of

NEVER_FIRST = "，。、；：！？）》〕】”’"
NEVER_LAST = "（《〔【“‘"


def make(kind: str, programme: str, **changes) -> papers.Rendered:
    return papers.render(kind, programme, context(kind, programme, **changes), fonts())


@pytest.mark.parametrize(("kind", "programme"), KINDS)
def test_every_paper_shows_its_facts(kind, programme):
    given, shown = context(kind, programme), text_of(plain(kind, programme))
    expected = [given.get("code", ""), *OWED[kind](given)]
    assert [fact for fact in expected if "".join(fact.split()) not in shown] == []


OWED = {
    "naming_certificate": lambda it: [
        it["number"],
        it["studio"],
        it["leader"],
        it["title"],
        "2029年1月4日",
        it["issuer"],
    ],
    "project_certificate": lambda it: [
        it["number"],
        it["project"],
        it["studio"],
        it["leader"],
        it["grade"],
        "人民币壹拾万元整（￥100,000.00）",
    ],
    "reward_notice": lambda it: [
        it["number"],
        it["person"],
        it["patent_number"],
        "￥3,000.00",
        "人民币叁仟元整",
        *it["inventors"],
    ],
    "funding_letter": lambda it: [
        it["number"],
        it["payee"]["bank"],
        it["payee"]["account"],
        f"￥{format_yuan(it['amount'])}",
        f"人民币{in_words(it['amount'])}",
        "核算" if it["tranches"] == 2 else "监督",
        "收款回执",
        it["handler"],
        it["checker"],
        it["approver"],
    ],
    "public_notice": lambda it: [it["number"], "2026年4月28日", "2026年5月7日", "真实姓名", "单位公章", UNIT],
    "refusal_letter": lambda it: [it["case_number"], *it["reasons"], *it["rules"], it["remedy"]],
    "revocation_notice": lambda it: [
        it["case_number"], *it["reasons"], *it["rules"], it["remedy"], it["decision"], it["voided"][0]["number"],
        f"人民币{in_words(it['recover'])}", it["recovery_number"],
    ],
    "recovery_notice": lambda it: [
        it["case_number"], *it["reasons"], *it["rules"], it["remedy"], it["decision_number"], "2026年2月4日",
        f"人民币{in_words(it['amount'])}（￥{format_yuan(it['amount'])}）", it["account"]["account"],
    ],
    "acceptance_opinion": lambda it: [
        it["case_number"], it["panel"], it["points"], *it["opinion"], it["targets"][1]["explanation"],
        f"人民币{in_words(it['tail'])}（￥{format_yuan(it['tail'])}）",
    ],
    "naming_decision": lambda it: [
        it["number"], it["addressee"], UNIT, it["printed_by"], *(group["heading"] or "" for group in it["groups"]),
    ],
    "payment_list": lambda it: [
        UNIT, "78,000.00", "人民币柒万捌仟元整", "经办", "复核", it["payments"][0]["account"], it["stage"],
    ],
    "application_form": lambda it: [it["case_number"], it["unit"], it["declaration"], *it["opinions"], it["version"]],
    "review_summary": lambda it: [it["case_number"], it["unit"], it["rule"], *(row["value"] for row in it["results"])],
    "write_off_form": lambda it: [
        it["decision"], it["reasons"], it["rule"], *it["proofs"], it["outcome"], it["opinion"],
        f"人民币{in_words(it['amount'])}（￥{format_yuan(it['amount'])}）", *(hand["name"] for hand in it["hands"]),
    ],
    "dossier_contents": lambda it: [row["digest"][:32] for row in it["files"]] + ["办理经过（3条）", "立卷人"],
}  # fmt: skip


def test_project_money_is_for_the_named_purpose_only():
    assert "专款专用" in text_of(plain("funding_letter", "project"))


def test_only_the_end_of_a_card_number_is_printed():
    shown = text_of(plain("reward_notice", "patent"))
    assert "0123" in shown
    assert "6222021234567890123" not in shown


@pytest.mark.parametrize(("kind", "programme"), KINDS)
def test_no_line_starts_or_ends_with_punctuation_that_may_not(kind, programme):
    lines = lines_of(plain(kind, programme))
    assert [line for line in lines if line[0] in NEVER_FIRST or line[-1] in NEVER_LAST] == []


@pytest.mark.parametrize(("kind", "programme"), KINDS)
def test_nothing_is_printed_over_anything_else(kind, programme):
    assert overprinted(plain(kind, programme)) == []


@pytest.mark.parametrize("kind", SAMPLES)
def test_the_fullest_paper_has_everything_in_its_place(kind):
    """Names of forty characters, thirty persons, tables over pages: nothing falls off or over anything."""
    programme = SAMPLES[kind].programmes[0]
    pdf = papers.render(kind, programme, sampled(kind, programme, "extreme"), fonts()).pdf
    assert overprinted(pdf) == []
    assert outside(pdf) == []


def test_a_notice_of_many_awards_repeats_its_heading_on_every_page():
    line = context("public_notice", "patent")["awards"][0]
    paper = make("public_notice", "patent", awards=[line | {"name": f"专利第{n}件"} for n in range(50)])
    pages = pages_of(paper.pdf)
    assert len(pages) > 3
    assert all("专利号" in page for page in pages[2:])
    assert "专利第49件" in text_of(paper.pdf)


def test_an_answer_longer_than_a_page_continues_on_the_next():
    answer = {"label": "技术路线", "value": "逐步开展试验，" * 700}
    section = {"title": "技术方案", "answers": [answer], "tables": []}
    paper = make("application_form", "project", sections=[section])
    assert text_of(paper.pdf).count("逐") == 700


def test_page_numbers_stand_outside_and_not_on_the_first_page():
    """GB/T 9704-2012, 7.5 and 10.1: — 2 — at the left, none on page 1, nor on the receipt that goes back."""
    with pdfplumber.open(io.BytesIO(plain("funding_letter", "project"))) as document:
        feet = [page.crop((0, page.height - 99, page.width, page.height)) for page in document.pages]
        found = [(foot.extract_text(), foot.extract_words()) for foot in feet]
        width = document.pages[0].width
    assert [re.findall("— . —", text) for text, _words in found] == [[], ["— 2 —"], []]
    assert found[1][1][0]["x0"] < width / 4


def test_a_body_line_holds_twenty_eight_characters():
    """GB/T 9704-2012, 5.2.3: 28 characters a line."""
    paper = make("refusal_letter", "project", remedy="申" * 400)
    assert max(line.count("申") for line in lines_of(paper.pdf)) == 28


def test_the_data_is_inside_for_machines():
    inside = attached(plain("funding_letter", "project"))
    assert inside["context"]["amount"] == 6_000_000
    assert inside["record"]["kind"] == "funding_letter"


def test_it_is_an_archival_file_dated_like_the_paper():
    reader = pypdf.PdfReader(io.BytesIO(plain("naming_certificate", "studio")))
    assert reader.metadata["/CreationDate"] == "D:20260105"
    marks = reader.xmp_metadata.stream.get_data().decode()
    assert 'pdfaid:part="3"' in marks
    assert 'pdfaid:conformance="U"' in marks
