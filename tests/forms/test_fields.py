"""Fields: what each takes, what it refuses, and that nothing strange makes it raise."""

from datetime import date

import pytest

from forms import fields as f
from forms.account import Email
from forms.base import check, flatten, from_html, to_json
from forms.parts import form, reason

ONE = form(name=f.ShortText("姓名", required=True))
STRANGE = [
    {}, {"a": 1}, [[]], object(), 10**400, float("nan"), float("inf"), True, -1, "\ud800", "\x00", "9" * 10**5,
]  # fmt: skip
FIELDS = [
    f.ShortText("题"),
    f.LongText("题"),
    f.Uscc("题"),
    f.PatentNumber("题"),
    f.AnnouncementNumber("题"),
    f.ResidentId("题"),
    f.CardNumber("题"),
    f.BankAccount("题"),
    f.Phone("题"),
    f.Mobile("题"),
    f.Money("题"),
    f.Money("题", unit="万元"),
    f.Number("题"),
    f.Percent("题"),
    f.Points("题"),
    f.Date("题"),
    f.Month("题"),
    f.DateTime("题"),
    f.Choice("题", [("a", "甲")]),
    f.Choices("题", [("a", "甲")]),
    f.YesNo("题"),
    f.Declaration("题"),
    f.PersonPick("题", options="experts"),
    f.Upload("题"),
    f.Rows("题", ONE),
]


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: type(field).__name__)
@pytest.mark.parametrize("value", STRANGE, ids=lambda value: repr(value)[:20])
def test_strange_input_gives_sentences_and_never_raises(field, value):
    _, faults = check(form(answer=field), {"answer": value})
    sentences = [sentence for found in faults.values() for sentence in found]
    assert all(len(sentence) < 200 and "\ud800" not in sentence for sentence in sentences)


TAKEN = [
    (f.ShortText("题"), "  甲\u200b 乙\r\n丙 ", "甲 乙 丙", "甲 乙 丙"),
    (f.ShortText("题"), "\u2f2d\u2f63产业", "山生产业", "山生产业"),
    (f.LongText("题"), "甲\r\n乙\n", "甲\n乙", "甲\n乙"),
    (Email("题"), "Zhang.San＠Example．COM", "zhang.san@example.com", "zhang.san@example.com"),
    (f.Money("题"), "3,000.5", 300050, "3000.50"),
    (f.Number("题"), "１２", 12, 12),
    (f.Points("题"), 86.5, 86.5, "86.5"),
    (f.Percent("题"), "30 ％", 30, "30"),
    (f.Date("题"), "2026年1月5日", date(2026, 1, 5), "2026-01-05"),
    (f.Date("题"), "2026/1/5", date(2026, 1, 5), "2026-01-05"),
    (f.Month("题"), "2026.1", "2026-01", "2026-01"),
    (f.YesNo("题"), False, False, False),
    (f.YesNo("题"), "false", False, False),
    (f.Choices("题", [("a", "甲"), ("b", "乙")]), ["a", "b", "a"], ["a", "b"], ["a", "b"]),
    (f.PersonPick("题", options="experts"), ["7", 8], [7, 8], [7, 8]),
    (f.PatentNumber("题"), "ZL 2018 1 0862228.x", "201810862228X", "201810862228X"),
]


@pytest.mark.parametrize(("field", "raw", "value", "stored"), TAKEN)
def test_what_a_field_takes_and_how_it_is_stored(field, raw, value, stored):
    asked = form(answer=field)
    values, faults = check(asked, {"answer": raw})
    assert (values, faults) == ({"answer": value}, {})
    assert to_json(asked, values) == {"answer": stored}


SHOWN = [
    (f.Percent("题"), "30％", "30"),
    (f.Money("题"), "３０，０００元", "30000.00"),
    (f.Money("题"), "5万", "5万"),
    (f.Date("题"), "2026.4.1", "2026-04-01"),
    (f.Date("题"), "2026-02-30", "2026-02-30"),
    (f.Mobile("题"), "1390000１234", "13900001234"),
    (f.Mobile("题"), "139****1234", "139****1234"),
    (f.YesNo("题"), "true", "true"),
    (f.YesNo("题"), False, "false"),
]


@pytest.mark.parametrize(("field", "raw", "shown"), SHOWN)
def test_a_page_shows_what_will_be_stored_and_what_was_refused_as_it_was_typed(field, raw, shown):
    assert field.shown(raw) == shown


REFUSED = [
    (f.ShortText("题", max_length=3), "一二三四", "最多 3 字，现有 4 字"),
    (f.ShortText("题"), "甲\u202e乙", "U+202E"),
    (f.ShortText("题"), 5, "应为文字"),
    (Email("题"), "王@例子.中国", "不是有效的邮箱"),
    (f.Money("题"), "1.005", "不是金额"),
    (f.Money("题", unit="万元"), "约80", "单位为万元"),
    (f.Money("题"), 3000.0, "浮点数"),
    (f.Money("题", minimum=100), "0.5", "不能少于 1.00 元"),
    (f.Money("题", maximum=100), "2", "不能超过 1.00 元"),
    (f.Number("题", maximum=5), 6, "0 至 5 之间"),
    (f.Number("题"), "1.5", "最多 0 位小数"),
    (f.Percent("题"), "100.01", "0 至 100 之间"),
    (f.Points("题"), "60.123", "最多 2 位小数"),
    (f.Date("题"), "2026-02-30", "不是有效的日期"),
    (f.Date("题"), "0001-01-01", "不是有效的日期"),
    (f.Month("题"), "2026-13", "不是有效的年月"),
    (f.DateTime("题"), "下午六点", "不是有效的日期和时间"),
    (f.Choice("题", [("a", "甲")]), "z", "没有这个选项"),
    (f.YesNo("题"), "maybe", "请回答“是”或“否”"),
    (f.Upload("题"), ["x"], "无法识别"),
    (f.Upload("题"), list(range(1, 300)), "一列选项"),
    (f.Rows("题", ONE, max_rows=1), [{}, {}], "0 至 1 行，现有 2 行"),
]


@pytest.mark.parametrize(("field", "raw", "sentence"), REFUSED)
def test_what_a_field_refuses_and_says(field, raw, sentence):
    _, faults = check(form(answer=field), {"answer": raw})
    assert sentence in faults["answer"][0]


@pytest.mark.parametrize("blank", [None, "", "  \n", "\u3000"])
def test_required_means_not_blank_and_names_the_question(blank):
    asked = form(
        title=f.ShortText("发明名称", required=True), kind=f.Choice("种类", [("1", "发明")], required=True)
    )
    _, faults = check(asked, {"title": blank, "kind": blank})
    assert faults == {"title": ["请填写“发明名称”。"], "kind": ["请选择“种类”。"]}


def test_only_invisible_characters_are_no_answer():
    assert check(form(title=f.ShortText("题", required=True)), {"title": "\u200b\ufeff"})[1]["title"]


@pytest.mark.parametrize("answer", [False, None, "", "false", "no"])
def test_a_declaration_must_be_agreed_to(answer):
    assert "answer" in check(form(answer=f.Declaration("属实")), {"answer": answer})[1]


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-04-30T18:00", "2026-04-30T18:00:00+08:00"),
        ("2026-04-30 18:00:01", "2026-04-30T18:00:01+08:00"),
        ("2026-04-30T10:00:00+00:00", "2026-04-30T18:00:00+08:00"),
    ],
)
def test_a_moment_without_offset_is_beijing_time(written, moment):
    asked = form(closes_at=f.DateTime("截止时间"))
    assert to_json(asked, check(asked, {"closes_at": written})[0]) == {"closes_at": moment}


@pytest.mark.parametrize(
    ("typed", "yuan", "shown"),
    [("12.34", "123400.00", "12.34"), ("1,200", "12000000.00", "1200"), ("0", "0.00", "0")],
)
def test_a_page_asks_large_sums_in_wan_while_json_is_always_yuan(typed, yuan, shown):
    asked = form(benefit=f.Money("效益", unit="万元"))
    stored = to_json(asked, check(asked, from_html(asked, {"benefit": typed}))[0])
    assert stored == {"benefit": yuan}
    assert flatten(asked, stored) == {"benefit": shown}


@pytest.mark.parametrize("typed", ["abc", "1.23456789"])
def test_a_refused_sum_in_wan_is_shown_again_as_it_was_typed(typed):
    asked = form(benefit=f.Money("效益", unit="万元"))
    raw = from_html(asked, {"benefit": typed})
    assert check(asked, raw)[1]
    assert flatten(asked, raw) == {"benefit": typed}


def test_a_doubtful_code_passes_only_with_a_reason():
    asked = form(uscc=f.Uscc("代码"), uscc_reason=reason("说明"))
    doubtful = {"uscc": "91350211M0000XUF46"}
    assert "校验位" in check(asked, doubtful)[1]["uscc"][0]
    assert check(asked, doubtful | {"uscc_reason": "早期发放，与执照一致"})[1] == {}


def test_given_rows_are_each_answered_once():
    row = form(item=f.Choice("项目", [("a", "甲"), ("b", "乙")], required=True))
    asked = form(items_met=f.Rows("清单", row, min_rows=1, key="item"))
    assert "“乙”应恰好有一行" in check(asked, {"items_met": [{"item": "a"}]})[1]["items_met"][0]
    assert check(asked, {"items_met": [{"item": "b"}, {"item": "a"}]})[1] == {}
