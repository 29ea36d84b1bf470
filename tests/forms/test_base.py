"""What can be done with any form: faults by path, pages, reading back, personal values, corrections."""

import copy
import json
import pickle

from hypothesis import given
from hypothesis import strategies as st

from forms import fields as f
from forms.base import (
    Form,
    check,
    controls,
    defaults,
    draft,
    from_html,
    join_personal,
    only_sections,
    read,
    sections,
    split_personal,
)
from forms.control import ROW
from forms.parts import form
from forms.sentences import say, translated

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


class Team(Form):
    SECTIONS = (("unit", "单位"), ("people", "人员"), ("unused", "不用"))

    org_name = f.ShortText("单位名称", section="unit", required=True)
    members = f.Rows(
        "成员",
        form(name=f.ShortText("姓名", required=True), phone=f.Phone("电话"), leads=f.YesNo("负责人")),
        section="people",
        min_rows=1,
    )
    experts = f.PersonPick("专家", options="experts", section="people")
    count = f.Number("人数", section="unit", default=3)


TEAM = Team()


def test_all_faults_come_at_once_under_flat_names():
    _, faults = check(TEAM, {"members": [{"name": "甲"}, {"phone": "1"}, 5], "state": "closed"})
    assert faults == {
        "org_name": ["请填写“单位名称”。"],
        "members-1-name": ["请填写“姓名”。"],
        "members-1-phone": ["请填写 11 位手机号，或带区号的座机号，例如 010-67880000。"],
        "members-2": ["这里应为一组栏目和答案。"],
        "state": ["没有这个栏目，请删去。"],
    }


def test_what_is_no_form_at_all_has_one_fault():
    assert check(TEAM, ["org_name"]) == ({}, {"": ["这里应为一组栏目和答案。"]})


def test_sections_are_those_with_questions():
    assert sections(TEAM) == (("unit", "单位"), ("people", "人员"))


def test_a_page_posts_flat_names_in_any_numbering_and_blank_rows_are_dropped():
    posted = {
        "org_name": "甲厂",
        "members-7-name": "乙",
        "members-2-name": "甲",
        "members-2-leads": "true",
        "members-3-name": " ",
        "experts": ["7", "8"],
        "csrf_token": "x",
        "members-99999-name": "不算",
    }
    raw = from_html(TEAM, posted)
    assert [row["name"] for row in raw["members"]] == ["甲", "乙"]
    assert check(TEAM, raw)[0]["experts"] == [7, 8]
    assert "csrf_token" not in raw


def test_controls_carry_values_faults_options_and_a_pattern_row():
    faults = {"members-0-phone": ["不对"]}
    unit, people = controls(TEAM, {"experts": [("7", "李评审")]}, {"members": [{"name": "甲"}]}, faults)
    members, experts = people.controls
    assert [c.name for c in unit.controls] == ["org_name", "count"]
    assert members.controls[0].path == f"members-{ROW}-name"
    assert (members.rows[0][0].value, members.rows[0][1].faults) == ("甲", ("不对",))
    assert experts.choices == (("7", "李评审"),)


def test_a_form_not_filled_yet_shows_its_defaults_and_one_blank_row():
    unit, people = controls(TEAM)
    assert unit.controls[1].value == "3"
    assert len(people.controls[0].rows) == 1


def test_defaults_may_depend_on_the_year():
    asked = form(until=f.Date("至", default=lambda year: f"{year - 1}-12-31"), days=f.Number("天", default=5))
    assert defaults(asked, 2026) == {"until": "2025-12-31", "days": 5}


def test_reading_is_tolerant_of_masks_older_shapes_and_lost_fields():
    stored = {
        "gone": 1,
        "org_name": "甲厂",
        "members": [{"name": "甲", "phone": "138****1234"}, 3],
        "count": "x",
    }
    values = read(TEAM, stored)
    assert values == {
        "org_name": "甲厂",
        "members": [{"name": "甲", "phone": "138****1234", "leads": None}],
        "experts": [],
        "count": None,
    }
    assert read(TEAM, None) == {"org_name": None, "members": [], "experts": [], "count": None}


def test_personal_values_leave_the_answers_and_come_back():
    data = {"members": [{"name": "甲", "phone": "13800001234"}, {"name": "乙", "phone": None}]}
    masked, secrets = split_personal(TEAM, data)
    assert masked["members"][0]["phone"] == "138****1234"
    assert secrets == {"members-0-phone": "13800001234"}
    assert join_personal(masked, secrets) == data


def test_a_secret_whose_row_is_gone_is_left_out():
    assert join_personal({"members": []}, {"members-0-phone": "13800001234"}) == {"members": []}


@given(JSON)
def test_anything_may_be_split_and_joined(data):
    answers = {"members": [data, {"phone": data}], "org_name": data}
    before = copy.deepcopy(answers)
    assert repr(join_personal(*split_personal(TEAM, answers))) == repr(before)
    assert repr(answers) == repr(before)


@given(JSON)
def test_any_draft_can_be_stored(raw):
    for data in (raw, {"org_name": raw, "members": [raw, {"name": raw}], "experts": raw, "gone": raw}):
        kept = draft(TEAM, data)
        assert kept.keys() <= TEAM.fields.keys()
        assert "\0" not in json.dumps(kept, ensure_ascii=False, allow_nan=False).encode().decode()


def test_a_draft_keeps_what_was_typed_even_if_it_is_wrong():
    typed = {"org_name": " 甲厂", "members": [{"phone": "1"}], "count": "many", "experts": ["7"]}
    assert draft(TEAM, typed) == typed


def test_a_correction_changes_the_named_sections_only():
    stored = {"org_name": "甲厂", "members": [{"name": "甲"}], "count": 3}
    raw = {"org_name": "冒名厂", "members": [{"name": "乙"}], "state": "closed"}
    assert only_sections(TEAM, stored, raw, ["people"]) == {
        "org_name": "甲厂",
        "members": [{"name": "乙"}],
        "experts": None,
        "count": 3,
    }


def test_a_correction_that_is_no_form_leaves_the_open_sections_blank():
    merged = only_sections(TEAM, {"org_name": "甲厂"}, ["org_name"], {"people"})
    assert (merged["org_name"], merged["members"]) == ("甲厂", None)


def test_a_sentence_is_a_text_that_can_still_be_translated():
    sentence = say("请填写“%(label)s”。", label="姓名")
    english = {"请填写“%(label)s”。": "Please fill in “%(label)s”.", "姓名": "Name"}
    assert sentence == "请填写“姓名”。"
    assert translated(sentence, lambda text, **values: english[text] % values) == "Please fill in “Name”."
    assert translated("姓名", english.__getitem__) == "Name"
    assert pickle.loads(pickle.dumps(sentence)).text == sentence.text
