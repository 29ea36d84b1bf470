"""Every form of every programme keeps the contract; a new programme joins by standing in PROGRAMMES."""

import json
from importlib import import_module

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.base import (
    check,
    controls,
    flatten,
    from_html,
    join_personal,
    read,
    sections,
    split_personal,
    to_json,
)
from forms.fields import Question, Rows
from tests.forms.samples import answers, round_terms
from tests.forms.test_base import JSON

PROGRAMMES = ("patent", "project", "studio")
MODULES = {name: import_module(f"forms.{name}") for name in PROGRAMMES}
CASES = [(p, a, form, answers(p, a)) for p, m in MODULES.items() for a, form in m.FORMS.items()]
CASES += [(p, "ROUND", m.ROUND, round_terms(p)) for p, m in MODULES.items()]
KINDS = {
    *("text", "textarea", "date", "month", "datetime", "money", "number", "choice", "choices"),
    *("checkbox", "rows", "upload", "people"),
}
PERSONAL = ("phone", "resident_id", "card_number", "account")


def each(test):
    """The test of one form for every form of a programme: a thousand tests of a millisecond cost more than they do."""

    @pytest.mark.parametrize("programme", PROGRAMMES)
    def of_every_form(programme):
        for case in CASES:
            if case[0] == programme:
                test(*case)

    return of_every_form


def fields_of(form):
    for name, field in form.fields.items():
        yield name, field
        if isinstance(field, Rows):
            yield from fields_of(field.form)


@each
def test_every_question_has_a_label_a_kind_and_a_section_that_exists(programme, action, form, raw):
    assert {field.section for field in form.fields.values() if field.section} <= dict(form.SECTIONS).keys()
    for name, field in fields_of(form):
        assert isinstance(field, Question)
        assert field.label
        assert field.kind in KINDS
        assert name not in vars(dict)
        assert "-" not in name


@each
def test_everything_asked_is_drawn_once(programme, action, form, raw):
    drawn = [control.name for section in controls(form, None, raw) for control in section.controls]
    assert sorted(drawn) == sorted(form.fields)
    assert len(controls(form)) == len(sections(form))


@each
def test_the_page_and_json_ask_the_same(programme, action, form, raw):
    values, faults = check(form, raw)
    assert faults == {}
    assert check(form, from_html(form, flatten(form, raw))) == (values, {})


@each
def test_answers_are_json_and_are_read_back_as_they_were(programme, action, form, raw):
    values, _ = check(form, raw)
    stored = json.loads(json.dumps(to_json(form, values)))
    assert read(form, stored) == values
    assert check(form, stored) == (values, {})


@each
def test_personal_values_go_out_and_come_back(programme, action, form, raw):
    stored = to_json(form, check(form, raw)[0])
    masked, secrets = split_personal(form, stored)
    assert join_personal(masked, secrets) == stored
    assert not any(str(value) in json.dumps(masked) for value in secrets.values())
    assert read(form, masked).keys() == form.fields.keys()


@each
def test_identity_phone_and_account_numbers_are_personal(programme, action, form, raw):
    for name, field in fields_of(form):
        if name.endswith(PERSONAL):
            assert field.personal, f"{programme} {action} {name}"


@each
def test_an_empty_answer_has_exactly_one_sentence_for_each_required_question(programme, action, form, raw):
    _, faults = check(form, {})
    required = {
        name
        for name, field in form.fields.items()
        if field.required and (field.default is None or callable(field.default))
    }
    assert required <= faults.keys()
    assert all(len(faults[name]) == 1 and form.fields[name].label in faults[name][0] for name in required)


@each
def test_blank_texts_are_as_empty_as_nothing(programme, action, form, raw):
    _, faults = check(form, dict.fromkeys(form.fields, "  "))
    assert {name for name, field in form.fields.items() if field.required} <= faults.keys()


@each
def test_the_description_for_the_api_is_json(programme, action, form, raw):
    for _, field in fields_of(form):
        described = {k: v for k, v in field.metadata.items() if k not in ("personal", "options")}
        assert json.loads(json.dumps(described))["type"]


def _answers_to(form, name):
    """Anything; for a table often rows of the right names with anything in them."""
    field = form.fields.get(name)
    if not isinstance(field, Rows):
        return JSON
    return JSON | st.lists(
        st.fixed_dictionaries({}, optional=dict.fromkeys(field.form.fields, JSON)), max_size=4
    )


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_arbitrary_json_never_raises(data):
    _, _, form, raw = data.draw(st.sampled_from(CASES))
    names = data.draw(st.lists(st.sampled_from([*form.fields, "x"]), max_size=3))
    broken = raw | {name: data.draw(_answers_to(form, name)) for name in names}
    values, faults = check(form, broken)
    assert all(isinstance(s, str) and s for found in faults.values() for s in found)
    controls(form, None, broken, faults)
    flatten(form, broken)
    read(form, broken)
    split_personal(form, broken)
    to_json(form, values)


@settings(max_examples=100, deadline=None)
@given(JSON)
def test_anything_at_all_never_raises(raw):
    for _, _, form, _ in CASES[::7]:
        check(form, raw)
        controls(form, None, raw)
        read(form, raw)
