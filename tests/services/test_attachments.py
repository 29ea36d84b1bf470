"""Files given to a case: what is taken, what is refused and why, and who may read what was given."""

import pytest

from grants.access import Viewer
from grants.errors import Invalid, NotFound
from grants.models import Application, Attachment, Blob
from grants.services import attachments, blobs, content
from tests import factories
from tests.services.files import FIELD, JPG, PDF, PNG, give


@pytest.fixture
def case(app) -> Application:
    return factories.application()


@pytest.fixture
def applicant(case) -> Viewer:
    return factories.viewer(factories.person("applicant", case.organisation))


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


@pytest.mark.one_database
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


@pytest.mark.one_database
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


@pytest.mark.one_database
@pytest.mark.parametrize(("action", "field"), NO_QUESTION)
def test_a_question_that_takes_no_file_is_not_there(case, applicant, action, field):
    with pytest.raises(NotFound):
        give(applicant, case, action=action, field=field)


@pytest.mark.one_database
@pytest.mark.parametrize("role", ["endorser", "officer", "expert", "leader", "maker", "admin", ""])
def test_only_who_fills_in_the_form_gives_files(case, role):
    unit = case.organisation if role == "endorser" else None
    with pytest.raises(NotFound):
        give(factories.viewer(factories.person(role, unit)), case)
