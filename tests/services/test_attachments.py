"""Files given to a case: what is taken, what is refused and why, and who may read what was given."""

import io
from datetime import timedelta

import pytest

from grants import clock
from grants.access import Viewer
from grants.database import writing
from grants.errors import Conflict, Invalid, NotFound
from grants.extensions import db
from grants.models import Application, Assignment, Attachment, Blob, Event
from grants.services import attachments, blobs, content, log
from tests import factories
from tests.conftest import NOW

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
JPG = b"\xff\xd8\xff\xe0" + bytes(64)
FIELD = "post_proof"


@pytest.fixture
def case(app) -> Application:
    return factories.application()


@pytest.fixture
def applicant(case) -> Viewer:
    return factories.viewer(factories.person("applicant", case.organisation))


def give(viewer, case, data=PDF, name="证明.pdf", field=FIELD, action="submit") -> Attachment:
    received = attachments.receive(viewer, case.number, action, field, name, io.BytesIO(data))
    with writing():
        return attachments.bind(viewer, received)


def submitted(case, at=NOW, action="submit", state="screening") -> None:
    """As if the action had been done at this time."""
    with writing():
        case.state = state
        log.append(Event(at=at, application_id=case.id, subject=case.number, action=action, duty="applicant"))


def reads(viewer, row: Attachment) -> bool:
    try:
        attachments.find(viewer, row_case(row).number, row.id)
    except NotFound:
        return False
    return True


def row_case(row: Attachment) -> Application:
    return db.session.get_one(Application, row.application_id)


def test_a_file_is_kept_as_it_was_and_bound_to_the_draft(case, applicant):
    row = give(applicant, case)
    assert attachments.content(attachments.find(applicant, case.number, row.id)) == PDF
    assert (row.filename, row.blob.media_type, row.blob.size) == ("证明.pdf", "application/pdf", len(PDF))


def test_sent_again_after_a_broken_line_it_is_the_same_file(case, applicant):
    assert give(applicant, case).id == give(applicant, case).id
    assert [factories.count(Attachment), factories.count(Blob)] == [1, 1]


def test_the_same_bytes_to_another_question_are_kept_once(case, applicant):
    one, other = give(applicant, case), give(applicant, case, field="certificate")
    assert one.id != other.id
    assert factories.count(Blob) == 1


REFUSED = [
    ("nothing in it", b"", "证明.pdf", "是空的"),
    ("a program named as PDF", b"MZ\x90\x00" + bytes(64), "证明.pdf", "内容不是 PDF、JPG、PNG"),
    ("a page named as image", b"<html><script>", "照片.png", "内容不是"),
    ("a picture named as PDF", JPG, "证明.pdf", "扩展名是 .pdf，内容却是 JPG"),
    ("a PDF named as picture", PDF, "照片.JPG", "扩展名是 .jpg，内容却是 PDF"),
    ("two endings", PDF, "证明.pdf.exe", "扩展名是 .exe，内容却是 PDF"),
    ("text with the word PDF in it", b"see %PDF-1.7", "证明.pdf", "内容不是"),
]


@pytest.mark.parametrize(("data", "name", "told"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_a_file_that_is_not_what_it_says_is_refused_and_not_kept(case, applicant, data, name, told):
    with pytest.raises(Invalid, match=told) as refusal:
        give(applicant, case, data, name)
    assert list(refusal.value.faults) == [FIELD]
    assert not blobs.folder().exists()


TAKEN = [
    (PDF, "证明.pdf"),
    (PDF, "证明.PDF"),
    (PNG, "照片.png"),
    (JPG, "照片.jpeg"),
    (JPG, "照片"),
    (PDF, "a.b.pdf"),
]


@pytest.mark.parametrize(("data", "name"), TAKEN)
def test_a_file_that_is_what_it_says_is_taken(case, applicant, data, name):
    assert give(applicant, case, data, name).filename == name


def test_a_file_too_large_is_refused_and_leaves_nothing(case, applicant, monkeypatch):
    monkeypatch.setattr(attachments, "LARGEST", len(PDF) - 1)
    with pytest.raises(Invalid, match="超过 20 MB"):
        give(applicant, case)
    assert not any(path.is_file() for path in blobs.folder().rglob("*"))


def test_a_question_takes_only_the_kinds_it_asks_for(app):
    case = factories.application(round_row=factories.round_("studio"))
    applicant = factories.viewer(factories.person("applicant", case.organisation))
    with pytest.raises(Invalid, match="这里只接收 JPG、PNG"):
        give(applicant, case, field="photographs")


NAMES = [
    ("C:\\文件\\证明.pdf", "证明.pdf"),
    ("../../etc/证明.pdf", "证明.pdf"),
    ("证\u202e明\x00.pdf", "证明.pdf"),
    ("", "file"),
    (" .. ", "file"),
    ("长" * 300 + ".pdf", "长" * 196 + ".pdf"),
]


@pytest.mark.parametrize(("given", "kept"), NAMES)
def test_a_name_is_only_a_name(given, kept):
    assert content.clean_name(given) == kept


NO_QUESTION = [("submit", "title"), ("submit", "nothing"), ("nothing", FIELD), ("close_notice", FIELD)]


@pytest.mark.parametrize(("action", "field"), NO_QUESTION)
def test_a_question_that_takes_no_file_is_not_there(case, applicant, action, field):
    with pytest.raises(NotFound):
        give(applicant, case, action=action, field=field)


@pytest.mark.parametrize("role", ["endorser", "officer", "expert", "leader", "maker", "admin", ""])
def test_only_who_fills_in_the_form_gives_files(case, role):
    unit = case.organisation if role == "endorser" else None
    with pytest.raises(NotFound):
        give(factories.viewer(factories.person(role, unit)), case)


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
        submitted(case, NOW + timedelta(hours=1))
        assert reads(officer, row)


ASSIGNED = [("assigned", False), ("cleared", True), ("reviewed", True), ("conflicted", False)]


@pytest.mark.parametrize(("status", "may"), ASSIGNED)
def test_an_expert_reads_files_only_after_declaring_no_conflict(case, applicant, status, may):
    row = give(applicant, case)
    submitted(case, state="reviewing")
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
    submitted(case, state="correcting")
    with pytest.raises(Conflict, match="已随材料提交"), writing():
        attachments.remove(applicant, case.number, row.id)


def test_nobody_takes_out_what_they_may_not_fill_in(case, applicant):
    row = give(applicant, case)
    endorser = factories.viewer(factories.person("endorser", case.organisation))
    with pytest.raises(NotFound), writing():
        attachments.remove(endorser, case.number, row.id)
