"""The public page that says whether a paper is genuine: by code, QR code, file or picture, in plain words."""

import io
import json
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from grants import verify_paper
from grants.clock import now
from grants.extensions import db
from grants.models import Paper
from grants.proof import keys, lists, tokens
from grants.services import blobs
from tests import factories
from tests.proof import papers

pytestmark = pytest.mark.one_database


@pytest.fixture
def paper(app):
    """A released refusal letter; this installation has the keys it was signed with."""
    app.config["KEYS_FOLDER"] = papers.folder()
    case = factories.application("declined", title="一种装置")
    row = Paper(
        application_id=case.id, round_id=case.round_id, kind=papers.KIND, series="京开工创函字", year=2026,
        serial=1, number=papers.said()["number"], code=papers.CODE, status="released", basis="", record={},
        digest=blobs.put(papers.unsigned()), signed_digest=blobs.put(papers.signed()), context=papers.said(),
        prepared_at=now(), released_at=now(),
    )  # fmt: skip
    return factories.kept(row)


def sent(client, data: bytes, name: str = "a.pdf"):
    return client.post("/verify", data={"file": (io.BytesIO(data), name)})


def address() -> str:
    return papers.said()[tokens.ADDRESS].removeprefix(papers.BASE)


def draft() -> str:
    """The address of another draft of the same paper, which was signed for its code and never released."""
    return papers.said(reasons=["另一个理由。"])[tokens.ADDRESS].removeprefix(papers.BASE)


def drawn() -> bytes:
    """The last page as a scanner gives it."""
    document = pypdfium2.PdfDocument(papers.signed())
    picture = io.BytesIO()
    document[len(document) - 1].render(scale=200 / 72).to_pil().rotate(2, fillcolor=(255, 255, 255)).save(
        picture, "JPEG", quality=70
    )
    return picture.getvalue()


ADDRESSES = {
    "the code": (lambda: "/verify/7k3m-9qxd-2r", "真实有效"),
    "the QR code": (address, "真实有效"),
    "another draft's QR code": (draft, "另一稿"),
    "a forged QR code": (lambda: address()[:-8] + "AAAAAAAA", "不是本系统签发的"),
    "the code of nothing": (lambda: "/verify/ZZZZZZZZZZ", "没有查到"),
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_code_is_answered_in_plain_words(client, paper, name):
    make, words = ADDRESSES[name]
    page = client.get(make()).text
    assert words in page
    assert (paper.number in page) == (name != "the code of nothing")
    assert page.count("<h1>") == 1


def test_a_qr_code_in_capitals_leads_to_the_same_page(client, paper):
    answer = client.get(address().upper(), follow_redirects=True)
    assert "真实有效" in answer.text


def flipped(place: int) -> bytes:
    return papers.signed()[:place] + b"!" + papers.signed()[place + 1 :]


FILES = {
    "as it was sent": (papers.signed, "真实有效"),
    "without its signature": (papers.unsigned, "缺少签名"),
    "a byte flipped": (lambda: flipped(900), "有1个字节与发放的不同，第一处是第901个字节"),
    "added to": (lambda: papers.signed() + b"%", "又添加了1个字节"),
    "cut": (lambda: papers.signed()[:-5], "末尾缺少5个字节"),
    "otherwise changed": (lambda: papers.signed().replace(b"%%EOF", b"%% EOF"), "不是发放的那一份"),
    "photographed": (drawn, "二维码本身真实"),
    "no paper": (lambda: b"%PDF-1.7 nothing", "不能读取"),
    "nothing": (lambda: b"", "请先选择文件"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_answered_in_plain_words(client, paper, name):
    make, words = FILES[name]
    assert words in sent(client, make()).text


def test_what_was_not_released_is_unknown(client, paper):
    paper.status, paper.released_at, paper.signed_digest = "approved", None, ""
    db.session.commit()
    assert "没有查到" in client.get(address()).text
    assert "没有查到" in sent(client, papers.unsigned()).text


def test_a_void_paper_says_since_when_and_why(client, paper):
    paper.status, paper.voided_at, paper.void_reason = "void", now(), "称号撤销，联系人13800000000"
    db.session.commit()
    for page in (client.get(address()).text, sent(client, papers.signed()).text):
        assert "已经失效" in page
        assert "2026-04-01" in page
        assert "称号撤销" in page
        assert "13800000000" not in page


def test_a_title_whose_term_is_over_is_genuine_and_over(client, paper):
    paper.kind = "naming_certificate"
    case = db.session.get(factories.Application, paper.application_id)
    case.term_ends = date(2026, 3, 31)
    db.session.commit()
    assert "期限已满" in client.get("/verify/" + papers.CODE).text


def test_what_is_published_is_enough_to_check_without_us(client, paper, tmp_path: Path, capsys):
    (tmp_path / "keys.pem").write_bytes(client.get("/verify/keys.pem").data)
    (tmp_path / "paper.pdf").write_bytes(papers.signed())
    told = [str(tmp_path / "paper.pdf"), "--key", str(tmp_path / "keys.pem"), "--status", str(tmp_path / "s")]
    (tmp_path / "s").write_bytes(client.get("/verify/status.json").data)
    assert verify_paper.main(told) == 0
    paper.status, paper.voided_at = "void", now()
    db.session.commit()
    (tmp_path / "s").write_bytes(client.get("/verify/status.json").data)
    assert verify_paper.main(told) == 1
    assert "自 2026-04-01 起失效" in capsys.readouterr().out


def test_a_list_of_void_papers_that_was_changed_is_not_ours(client, paper):
    document = json.loads(client.get("/verify/status.json").data)
    document["list"] = document["list"].replace("2026", "2027")
    with pytest.raises(lists.NotOurs):
        lists.read(json.dumps(document).encode(), papers.published().codes)


def test_files_are_looked_at_a_few_times_a_minute(client, paper):
    answers = [sent(client, b"").status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]


def test_keys_for_development_are_known_as_such(app):
    folder = app.config["DATA"] / "trial"
    keys.make(folder, "试验", development=True)
    assert keys.is_for_development(keys.of_folder(folder))
    assert not keys.is_for_development(papers.published())


def test_a_certificate_is_told_with_its_level_for_that_is_what_may_be_altered(client):
    case = factories.application(
        "running", factories.round_("studio"), title="王建国创新工作室", level="district"
    )
    factories.kept(
        Paper(
            application_id=case.id,
            round_id=case.round_id,
            kind="naming_certificate",
            series="证",
            year=2026,
            serial=1,
            number="证〔2026〕1号",
            code=papers.CODE,
            status="released",
            basis="",
            record={},
            digest="0" * 64,
            context={},
            prepared_at=now(),
            released_at=now(),
        )
    )
    page = client.get(f"/verify/{papers.CODE}").text
    assert "<title>真实有效" in page
    assert "<dd>区级</dd>" in page
