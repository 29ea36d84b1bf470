"""Whatever is done to a signed paper is found: by our verifier, and by a third party's validation of its signature."""

import io
import random

import pytest
from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from grants import verify_paper
from grants.proof import keys, signing
from tests.proof.papers import folder, order, published, signed, unsigned

pytestmark = pytest.mark.one_database


def found(pdf: bytes, known=None) -> list[str]:
    return verify_paper.check(pdf, known or published())[0]


def third_party_accepts(pdf: bytes) -> bool:
    """pyHanko's own judgement, told nothing but the certificate."""
    pems = pem.unarmor((folder() / keys.PUBLISHED).read_bytes(), multiple=True)
    roots = [x509.Certificate.load(der) for name, _headers, der in pems if name == "CERTIFICATE"]
    try:
        (signature,) = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        status = validate_pdf_signature(signature, ValidationContext(trust_roots=roots, allow_fetching=False))
    except Exception:  # a file it cannot read it does not accept
        return False
    return status.bottom_line and status.coverage == SignatureCoverageLevel.ENTIRE_FILE


def test_a_genuine_paper_is_accepted_by_both():
    assert found(signed()) == []
    assert third_party_accepts(signed())


def test_what_was_approved_is_the_beginning_of_what_is_sent():
    assert signed().startswith(unsigned())


def flipped(place: int) -> bytes:
    return signed()[:place] + bytes([signed()[place] ^ 1]) + signed()[place + 1 :]


def gap() -> range:
    """The place of the signature itself, which no signature can cover."""
    begins = signed().index(b"/Contents <", len(unsigned())) + len(b"/Contents ")
    return range(begins, signed().index(b">", begins) + 1)


def places() -> list[int]:
    """Of every part of the file some: the head, the pages, the data, what the update adds."""
    size = len(signed())
    chosen = random.Random(4).sample([place for place in range(size) if place not in gap()], 16)
    return [0, 9, len(unsigned()) - 1, len(unsigned()), gap()[0] - 1, gap()[-1] + 1, size - 2, *chosen]


def test_a_flipped_byte_anywhere_is_found_by_both():
    assert [place for place in places() if found(flipped(place)) == []] == []
    assert [place for place in places() if third_party_accepts(flipped(place))] == []


def test_a_flipped_byte_within_the_signature_itself_is_found():
    """Others pass over some of these; they change nothing of what was signed, yet the file is not what was sent."""
    chosen = [gap()[0], gap()[-1], *random.Random(5).sample(gap(), 16)]
    assert [place for place in chosen if found(flipped(place)) == []] == []


def moved() -> bytes:
    """The signature of the paper behind another paper of the same length."""
    other = bytearray(unsigned())
    place = other.index(b"stream") + 10
    other[place] ^= 0xFF
    return bytes(other) + signed()[len(unsigned()) :]


FORGERIES = {
    "added to": (lambda: signed() + b"\n% more", "签名之后又添加了内容"),
    "without signature": (unsigned, "有且只有一个签名，实际有0个"),
    "signature of another file": (moved, "签名与文件内容不符"),
    "cut short": (lambda: signed()[:-300], "残缺"),
    "no paper at all": (lambda: b"%PDF-1.7 nothing", "残缺"),
    "another's key": (lambda: signing.sign(unsigned(), order("别的单位")), "不在公布的证书之中"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forgery_is_found_and_named(name):
    make, sentence = FORGERIES[name]
    assert sentence in "".join(found(make()))


def test_data_whose_token_is_of_another_office_are_found():
    strangers = published("别的单位")
    mixed = keys.Published(published().certificates, strangers.codes)
    assert found(signed(), mixed) == ["所附数据里的二维码不是由该单位签发。"]
