"""Personal fields in clear: who may ask, for which, and that the log keeps it without the value."""

import json

import pytest

from grants.database import writing
from grants.errors import Forbidden, Invalid, NotFound, Problem
from grants.extensions import db
from grants.models import Event
from grants.services import unmasking
from tests import factories
from tests.lives.office import Office

CARD, RESIDENT = "6222020200112233446", "110105199003072338"
REASON = "核对领款人身份"


@pytest.fixture
def office(app) -> Office:
    return Office("patent")


@pytest.fixture
def number(office) -> str:
    return office.led("submit", "endorse", "accept")


def case_in(office: Office, number: str, state: str) -> None:
    office.case(number).state = state
    db.session.commit()


def event_of(number: str, action: str = "submit") -> int:
    return db.session.query(Event.number).filter_by(subject=number, action=action).scalar()


def seen(viewer, number: str, path: str, reason: str = REASON) -> str:
    """The value, or the kind of refusal."""
    try:
        with writing():
            return unmasking.reveal(viewer, number, event_of(number), path, reason)
    except Problem as problem:
        return type(problem).__name__


# role, what of the resident id, what of the card
RULES = [
    ("officer", RESIDENT, CARD),
    ("auditor", RESIDENT, CARD),
    ("maker", "NotFound", CARD),
    ("checker", "NotFound", CARD),
    ("leader", "Forbidden", "Forbidden"),
    ("admin", "NotFound", "NotFound"),
    ("expert", "NotFound", "NotFound"),
]


@pytest.mark.one_database
@pytest.mark.parametrize(("role", "resident", "card"), RULES)
def test_office_and_audit_see_every_field_finance_the_account_nobody_else_any(
    office, number, role, resident, card
):
    case_in(office, number, "paying")
    viewer = factories.viewer(factories.person(role))
    assert (seen(viewer, number, "resident_id"), seen(viewer, number, "card_number")) == (resident, card)


@pytest.mark.one_database
@pytest.mark.parametrize("role", ["applicant", "endorser"])
def test_the_unit_has_its_own_papers_and_asks_here_for_nothing(office, number, role):
    assert seen(office.viewer(role), number, "phone") == "Forbidden"


def test_an_officer_of_another_programme_knows_of_no_such_case(office, number):
    viewer = factories.viewer(factories.person("officer", programme="studio"))
    assert seen(viewer, number, "phone") == "NotFound"


@pytest.mark.one_database
@pytest.mark.parametrize("path", ["title", "", "nothing", "inventors-0-name"])
def test_what_is_not_personal_is_not_there_to_be_asked_for(office, number, path):
    assert seen(office.viewer("officer"), number, path) == "NotFound"


@pytest.mark.one_database
@pytest.mark.parametrize("reason", ["", "    ", "看看", " 四个字了 "])
def test_a_reason_has_five_characters_and_without_one_nothing_is_shown_or_logged(office, number, reason):
    with pytest.raises(Invalid, match="至少 5 个字"), writing():
        unmasking.reveal(office.viewer("officer"), number, event_of(number), "phone", reason)
    assert event_of(number, "unmask") is None


def test_the_log_keeps_who_what_and_why_and_never_the_value(office, number):
    officer = office.people["officer"]
    assert seen(office.viewer("officer"), number, "card_number") == CARD
    event = db.session.query(Event).filter_by(action="unmask").one()
    assert (event.subject, event.person_id, event.application_id) == (number, officer.id, None)
    said = {"event": event_of(number), "path": "card_number", "reason": REASON}
    assert json.loads(event.recorded) == said
    assert CARD not in event.recorded


def test_looking_moves_nothing_and_holds_no_duty(office, number):
    before = office.case(number).version
    seen(office.viewer("officer"), number, "card_number")
    assert office.case(number).version == before
    office.do(number, "propose", office.answers("propose") | {"amount": "3000.00"})


def test_who_may_look_reads_who_has_looked(office, number):
    seen(office.viewer("officer"), number, "phone")
    auditor = factories.viewer(factories.person("auditor"))
    (line,) = unmasking.history(auditor, number)
    assert (line.name, line.path, line.reason) == (office.people["officer"].name, "phone", REASON)
    with pytest.raises(Forbidden):
        unmasking.history(office.viewer("applicant"), number)


def test_fields_are_named_with_their_masks(office, number):
    fields = {one.path: one for one in unmasking.masked_fields(office.viewer("officer"), number)}
    assert (fields["card_number"].label, fields["card_number"].mask) == ("银行卡号", "****3446")
    with pytest.raises(NotFound):
        unmasking.masked_fields(factories.viewer(factories.person("expert")), number)
