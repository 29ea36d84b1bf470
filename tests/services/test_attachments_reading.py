"""Who may read a file that was given, and who may take one out again."""

from datetime import timedelta

import pytest

from grants import clock
from grants.access import Viewer
from grants.database import writing
from grants.errors import Conflict, NotFound
from grants.extensions import db
from grants.models import Answer, Application, Assignment, Attachment, Event
from grants.services import attachments, log
from tests import factories
from tests.conftest import NOW
from tests.services.files import FIELD, PNG, give


@pytest.fixture
def case(app) -> Application:
    return factories.application()


@pytest.fixture
def applicant(case) -> Viewer:
    return factories.viewer(factories.person("applicant", case.organisation))


def submitted(case, *files: Attachment, at=NOW, action="submit", state="screening") -> None:
    """As if the action had been done at this time, with these files."""
    named = [row.id for row in files]
    with writing():
        case.state = state
        done = Event(at=at, application_id=case.id, subject=case.number, action=action, duty="applicant")
        number = log.append(done).number
        db.session.flush()
        db.session.add(
            Answer(event_number=number, application_id=case.id, action=action, masked={FIELD: named})
        )


def reads(viewer, row: Attachment) -> bool:
    try:
        attachments.find(viewer, row_case(row).number, row.id)
    except NotFound:
        return False
    return True


def row_case(row: Attachment) -> Application:
    return db.session.get_one(Application, row.application_id)


def test_another_unit_gives_and_reads_nothing(case, applicant):
    row = give(applicant, case)
    stranger = factories.viewer(factories.person("applicant"))
    assert not reads(stranger, row)
    with pytest.raises(NotFound):
        give(stranger, case)


def test_a_colleague_reads_the_files_of_the_common_draft(case, applicant):
    colleague = factories.viewer(factories.person("applicant", case.organisation))
    assert reads(colleague, give(applicant, case))


def test_the_office_reads_a_file_once_it_was_submitted_and_not_before(case, applicant):
    row = give(applicant, case)
    officer = factories.viewer(factories.person("officer"))
    with writing():
        case.state = "correcting"
    assert not reads(officer, row)
    with clock.at(NOW + timedelta(hours=1)):
        submitted(case, row, at=NOW + timedelta(hours=1))
        assert reads(officer, row)


def test_a_file_left_out_when_the_draft_was_sent_stays_the_unit_s_own(case, applicant):
    sent, left_out = give(applicant, case), give(applicant, case, PNG, "另一版.png")
    submitted(case, sent)
    officer = factories.viewer(factories.person("officer"))
    assert (reads(officer, sent), reads(officer, left_out)) == (True, False)


ASSIGNED = [("assigned", False), ("cleared", True), ("reviewed", True), ("conflicted", False)]


@pytest.mark.parametrize(("status", "may"), ASSIGNED)
def test_an_expert_reads_files_only_after_declaring_no_conflict(case, applicant, status, may):
    row = give(applicant, case)
    submitted(case, row, state="reviewing")
    someone = factories.person("expert")
    db.session.add(Assignment(application_id=case.id, person_id=someone.id, status=status, assigned_at=NOW))
    db.session.commit()
    assert reads(factories.viewer(someone), row) is may


def test_a_file_of_another_case_is_not_reached_through_ones_own(case, applicant):
    other = factories.application(round_row=case.round)
    theirs = give(factories.viewer(factories.person("applicant", other.organisation)), other)
    with pytest.raises(NotFound):
        attachments.find(applicant, case.number, theirs.id)


def test_a_file_taken_out_of_the_draft_is_gone_and_can_be_given_again(case, applicant):
    row = give(applicant, case)
    with writing():
        attachments.remove(applicant, case.number, row.id)
    assert not reads(applicant, row)
    assert give(applicant, case).id != row.id


def test_what_was_submitted_cannot_be_taken_out(case, applicant):
    row = give(applicant, case)
    submitted(case, row, state="correcting")
    with pytest.raises(Conflict, match="已随材料提交"), writing():
        attachments.remove(applicant, case.number, row.id)


def test_nobody_takes_out_what_they_may_not_fill_in(case, applicant):
    row = give(applicant, case)
    endorser = factories.viewer(factories.person("endorser", case.organisation))
    with pytest.raises(NotFound), writing():
        attachments.remove(endorser, case.number, row.id)
