"""Wordings: every shipped one says only what a message may; the office's own is kept, counts and can be undone."""

import json
import re

import pytest

from grants.access import Viewer
from grants.database import writing
from grants.errors import Conflict, Invalid, NotFound
from grants.extensions import db
from grants.models import Event, Message
from grants.programmes import PROGRAMMES
from grants.services import message_writing, notifications, office_wordings, outbox, own_versions, wordings
from grants.services.message_words import PLACES, URGENT, Wording, places
from tests import factories

pytestmark = pytest.mark.one_database
KIND = ("submit", "unit")
OWN = {
    "zh": Wording("已收到{number}", "《{title}》已收到。\n{link}"),
    "en": Wording("Got {number}", "We have “{title}”."),
}
EVERY = [
    (programme, kind, language)
    for programme in PROGRAMMES.values()
    for kind in wordings.kinds(programme)
    for language in wordings.LANGUAGES
]


def test_every_shipped_wording_names_places_of_its_own_and_nothing_personal(app):
    for programme, kind, language in EVERY:
        shipped = wordings.shipped(*kind, language)
        assert wordings.faults(programme.slug, kind, {language: shipped}) == {}, (programme.slug, kind)
        told = wordings.told(shipped, office_wordings.sample(programme.slug, kind), language)
        assert not re.search(r"[{}]|\d{8,}", f"{told.subject}{told.body}"), told
        assert not (language == "en" and re.search("[一-鿿]", told.subject + told.body)), told
        assert len(told.subject) <= message_writing.SHORT, told.subject


def test_there_is_no_place_for_a_person_an_account_or_a_sum():
    told = {
        "number",
        "title",
        "programme",
        "state",
        "told",
        "role",
        "due",
        "left",
        "letter",
        "office",
        "link",
    }
    assert set(PLACES) == told
    assert "title" not in places("studio", *KIND)  # a studio bears its leader's name


WRONG = [
    ({"subject": "{numbr}"}, "没有“{numbr}”这个位置。可以用：{number} 案件编号"),
    ({"body": "{left}"}, "没有“{left}”这个位置"),
    ({"body": "{number"}, "花括号没有成对"),
    ({"body": " "}, "不能留空"),
    ({"subject": "好" * 81}, "最长 80 个字，现有 81 个"),
    ({"body": "请致电 13800001234"}, "不能有个人信息"),
    ({"body": "已收到\0申报"}, "无法显示的字符（U+0000）"),
    ({"body": "账号 6222020200001234567"}, "不能有个人信息"),
]


@pytest.mark.parametrize(("changed", "sentence"), WRONG)
def test_what_is_wrong_with_a_wording_is_said(app, changed, sentence):
    wrong = Wording(**{"subject": "{number}", "body": "{link}"} | changed)
    ((field, told),) = wordings.faults("patent", KIND, {"en": wrong, "zh": OWN["zh"]}).items()
    assert field == f"en-{next(iter(changed))}"
    assert sentence in told[0]


def test_an_offices_telephone_and_a_document_number_are_nobodys(app):
    assert wordings.faults_of("电话 010-67880000，京开工〔2026〕12号", 80, {}) == []


@pytest.fixture
def officer(app) -> Viewer:
    return factories.viewer(factories.person("officer"))


def keep(viewer: Viewer, words, seen: int = 0, reason: str = "更清楚", kind=KIND):
    with writing():
        return office_wordings.keep(viewer, "patent", kind, words, reason, seen)


def told(**person) -> Message:
    """What somebody is told of a submission just now."""
    someone, case = factories.person(**person), factories.application("endorsing", title="焊接装置")
    about = outbox.About("submit", notifications.given(case, "endorsing"))
    chosen = notifications.recipients(case, {"applicant"})
    factories.hold(someone, "applicant", case.organisation)
    with writing():
        outbox.tell_about(chosen, about, case, "move:1")
        message_writing.write_out()
    return db.session.query(Message).filter_by(person_id=someone.id).one()


@pytest.mark.parametrize(("language", "said"), [("", "《焊接装置》已收到。"), ("en", "We have “焊接装置”.")])
def test_the_offices_own_wording_is_told_in_the_language_of_whom_it_is_for(officer, language, said):
    keep(officer, OWN)
    assert told(language=language).body.splitlines()[0] == said


def test_what_is_in_words_stays_as_it_is(officer):
    message = told()
    before = message.body
    keep(officer, OWN)
    with writing():
        assert message_writing.write_out() == 0
    assert db.session.get_one(Message, message.id).body == before


def test_versions_are_kept_with_their_reasons_and_back_is_the_shipped_one(officer):
    keep(officer, OWN)
    keep(officer, {}, seen=1, reason="恢复")
    assert wordings.own() == {}
    kept = [(row.version, row.reason) for row, _name in own_versions.listed("patent", "submit/unit")]
    assert kept == [(2, "恢复"), (1, "更清楚")]
    noted = db.session.query(Event).filter_by(action="own_wording").order_by(Event.number)
    assert [(e.subject, json.loads(e.recorded)["version"]) for e in noted] == [
        ("wording:patent/submit/unit", 1),
        ("wording:patent/submit/unit", 2),
    ]


REFUSED = [
    ({"reason": ""}, Invalid),
    ({"seen": 3}, Conflict),
    ({"words": {}}, Conflict),
    ({"words": {"zh": Wording("", ""), "en": OWN["en"]}}, Invalid),
    ({"kind": ("submit", "group")}, NotFound),
    ({"kind": ("nothing", "unit")}, NotFound),
]


@pytest.mark.parametrize(("given", "problem"), REFUSED)
def test_a_version_needs_words_a_reason_a_change_and_the_page_of_now(officer, given, problem):
    with pytest.raises(problem):
        keep(officer, **{"words": OWN} | given)


@pytest.mark.parametrize(
    ("role", "programme"), [("leader", None), ("applicant", None), ("officer", "studio")]
)
def test_wordings_are_for_officers_of_the_programme_and_administrators(app, role, programme):
    with pytest.raises(NotFound):
        office_wordings.versions(
            factories.viewer(factories.person(role, programme=programme)), "patent", *KIND
        )


def test_a_preview_is_of_a_sample_or_of_a_case_one_may_see(officer):
    case = factories.application("screening", title="焊接装置")
    assert "示例" in office_wordings.preview(officer, "patent", KIND, OWN)["zh"].body
    assert "焊接装置" in office_wordings.preview(officer, "patent", KIND, OWN, case.number)["zh"].body
    admin = factories.viewer(factories.person("admin"))
    with pytest.raises(NotFound):
        office_wordings.preview(admin, "patent", KIND, OWN, case.number)


def test_days_are_told_at_once():
    assert {"due_correcting", "closing", "return_for_correction", "remind"} <= URGENT
