"""Whom an assignment tells: those it assigns, once."""

import pytest

from grants.database import writing
from grants.errors import Invalid
from grants.extensions import db
from grants.models import Message
from grants.services import applications
from tests import factories

pytestmark = pytest.mark.one_database


def reviewing():
    return factories.application("reviewing", factories.round_("project"))


def test_who_is_assigned_already_is_not_told_again(app):
    case, officer = reviewing(), factories.viewer(factories.person("officer"))
    one, two, three = (factories.person("expert").id for _ in range(3))
    told = []
    for named in ([one], [one, two], [one, two], [three]):
        with writing():
            applications.perform(officer, case.number, "assign", {"experts": named})
        told.append(db.session.scalars(db.select(Message.person_id).order_by(Message.id)).all())
    assert told == [[one], [one, two], [one, two], [one, two, three]]


@pytest.mark.parametrize("someone", ["auditor", "of another programme", "nobody"])
def test_only_an_expert_of_the_programme_is_assigned(app, someone):
    """A person who is offered nowhere could be named all the same; the case would wait for them for ever."""
    case, officer = reviewing(), factories.viewer(factories.person("officer"))
    named = {
        "auditor": lambda: factories.person("auditor").id,
        "of another programme": lambda: factories.person("expert", programme="studio").id,
        "nobody": lambda: 987654,
    }[someone]()
    with pytest.raises(Invalid) as refused, writing():
        applications.perform(officer, case.number, "assign", {"experts": [named]})
    assert list(refused.value.faults) == ["experts"]


def test_who_was_relieved_and_is_assigned_again_is_told_again(app):
    case, officer = reviewing(), factories.viewer(factories.person("officer"))
    expert = factories.person("expert").id
    for action, more in (("assign", {}), ("unassign", {"reasons": "改由他人评审。"}), ("assign", {})):
        with writing():
            applications.perform(officer, case.number, action, {"experts": [expert], **more})
    told = db.session.scalars(db.select(Message.person_id).where(Message.occasion == "assign")).all()
    assert told == [expert, expert]
