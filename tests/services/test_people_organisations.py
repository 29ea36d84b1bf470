"""A unit's profile: learnt from what it answers, filled into every form, masked at rest."""

from datetime import date

import pytest

from forms.account import PROFILE
from forms.base import check
from grants.access import Held, Viewer
from grants.database import writing
from grants.errors import Forbidden, NotFound, Stale
from grants.extensions import db
from grants.models import Event
from grants.services import organisations
from tests import factories

ANSWERS = {
    "org_name": "北京试验制造1有限公司",
    "industry": "robot",
    "org_founded_on": "2015-06-01",
    "union_chair": "王建国",
    "contact_name": "李秀英",
    "contact_phone": "13800001234",
    "payee_kind": "enterprise",
    "payee_name": "北京试验制造1有限公司",
    "payee_bank": "试验银行北京亦庄支行",
    "payee_account": "11001234567890123456",
}


def values(**changed) -> dict:
    found, faults = check(PROFILE, ANSWERS | changed)
    assert faults == {}
    return found


def learnt(**changed):
    unit = factories.organisation()
    with writing():
        organisations.learn(db.session.merge(unit), values(**changed))
    return db.session.merge(unit)


def member(unit) -> Viewer:
    return Viewer(factories.person("applicant", unit).id, (Held("applicant", unit.id),))


def test_what_was_answered_once_is_filled_in_ever_after_in_clear_for_the_unit(app):
    unit = learnt()
    found = organisations.prefill(unit, ["uscc", "org_name", "contact_phone", "payee_account", "title"])
    assert found == {
        "uscc": unit.code,
        "org_name": unit.name,
        "contact_phone": "13800001234",
        "payee_account": "11001234567890123456",
    }


def test_secrets_are_masked_in_the_profile_and_unreadable_in_the_database(app):
    unit = learnt()
    assert unit.profile["contact_phone"] == "138****1234"
    rows = str(db.session.execute(db.text("SELECT * FROM organisations")).all())
    for secret in ("13800001234", "11001234567890123456"):
        assert secret not in rows


def test_learning_adds_and_corrects_and_forgets_nothing(app):
    unit = learnt()
    with writing():
        changed = organisations.learn(
            db.session.merge(unit), {"union_chair": "赵永福", "industry": None, "x": 1}
        )
    unit = db.session.merge(unit)
    assert changed == ["union_chair"]
    assert (unit.profile["union_chair"], unit.profile["industry"], unit.industry) == (
        "赵永福",
        "robot",
        "robot",
    )
    assert organisations.prefill(unit, ["contact_phone"]) == {"contact_phone": "13800001234"}


def test_learning_changes_neither_name_nor_code(app):
    unit = learnt(org_name="另一个名字有限公司", payee_name="另一个名字有限公司")
    assert (unit.name, unit.code) == ("北京试验制造1有限公司", factories.CODES[0])


def test_days_are_kept_as_forms_read_them(app):
    assert organisations.prefill(learnt(), ["org_founded_on"]) == {"org_founded_on": "2015-06-01"}
    assert values()["org_founded_on"] == date(2015, 6, 1)


def test_a_member_saves_the_profile_and_the_log_names_fields_not_values(app):
    unit = factories.organisation()
    with writing():
        organisations.update(member(unit), unit.id, values(org_name="更名后有限公司", payee_kind=None), 1)
    told = [(e.action, e.recorded) for e in db.session.scalars(db.select(Event).order_by(Event.number))]
    assert [action for action, _ in told] == ["renamed", "profile_changed"]
    assert "13800001234" not in str(told)
    assert db.session.merge(unit).name == "更名后有限公司"


def test_what_somebody_else_changed_meanwhile_is_not_written_over(app):
    unit = factories.organisation()
    with writing():
        organisations.update(member(unit), unit.id, values(), 1)
    with pytest.raises(Stale), writing():
        organisations.update(member(unit), unit.id, values(union_chair="赵永福"), 1)


@pytest.mark.parametrize("role", ["officer", "leader", "auditor", "admin"])
def test_the_office_reads_a_unit_masked_and_changes_nothing(app, role):
    unit = learnt()
    viewer = Viewer(9, (Held(role),))
    assert (
        organisations.answers(organisations.find(viewer, unit.id), clear=False)["contact_phone"]
        == "138****1234"
    )
    with pytest.raises(Forbidden), writing():
        organisations.update(viewer, unit.id, values(), 2)


@pytest.mark.parametrize("held", [None, Held("expert"), Held("maker"), Held("applicant", 99)])
def test_for_anybody_else_a_unit_is_not_there(app, held):
    unit = factories.organisation()
    with pytest.raises(NotFound):
        organisations.find(Viewer(9, (held,) if held else ()), unit.id)
