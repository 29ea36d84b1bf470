"""The self-check: the words of a submission, before anything is kept."""

import re

import pytest

from grants.models import Application
from tests.factories import count, round_

pytestmark = pytest.mark.one_database

GOOD = {
    "patent_number": "ZL 2018 1 0862228.X",
    "grant_date": "2025-05-06",
    "front_line": "operator",
    "union_member": "true",
    "in_production": "true",
    "in_force": "true",
}

CHECKS = [
    ({}, "按证书核对", False),
    ({"patent_number": "ZL202220769416.X"}, "本批次只奖励发明专利；该专利号的种类为“实用新型”。", True),
    ({"patent_number": "201810123456.7"}, "5", True),
    ({"grant_date": "2024-12-31"}, "不在本批次规定的", True),
    ({"union_member": "false"}, "第一发明人须为工会会员。", True),
    ({"in_force": "false"}, "专利须处于有效状态。", True),
]


@pytest.mark.parametrize(("change", "sentence", "told"), CHECKS)
def test_each_rule_that_is_not_met_is_told_in_its_own_words(client, change, sentence, told):
    round_("patent")
    text = client.post("/check/patent", data=GOOD | change).text
    assert (sentence in text) is told


def test_how_many_are_in_a_team_is_asked_and_not_who(client):
    round_("studio")
    text = client.post("/check/studio", data={"members": "2"}).text
    assert "团队成员至少3人，现填报2人。" in text
    assert "members-0-name" not in text


def test_an_answer_left_out_is_asked_for_and_no_fault(client):
    round_("patent")
    text = client.post("/check/patent", data={}).text
    assert not any(mark in text for mark in ('class="star"', "aria-required", "（必填）", "选填")), (
        "nothing has to be"
    )
    assert "待回答" in text
    assert "需要改正" not in text


def test_what_other_cases_hold_is_no_secret_told_to_strangers(client):
    round_("patent")
    text = client.post("/check/patent", data=GOOD).text
    assert "提交时核对" in text
    assert "已有申报正在办理" not in text
    shown = text[text.index('id="result"') :]
    standing = dict(re.findall(r"<strong>(.*?)</strong>\s*<span[^>]*>(.*?)</span>", shown))
    assert (standing["一项一次"], standing["一人一项"]) == ("提交时核对", "提交时核对")


def test_a_self_check_keeps_nothing_and_asks_nothing_personal(client):
    round_("patent")
    text = client.post("/check/patent", data=GOOD).text
    assert 'name="resident_id"' not in text
    assert count(Application) == 0
