"""Who signs, when, and what refuses to: keys in files, expired ones, time-stamps, an office's own function."""

import asyncio
from datetime import UTC, datetime

import pytest
from asn1crypto import cms, x509
from asn1crypto.keys import PrivateKeyInfo
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509 import load_pem_x509_certificates
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.timestamps import DummyTimeStamper

from grants import verify_paper
from grants.proof import containers, keys, signers, signing
from grants.proof.faults import CannotSign
from tests.proof.papers import folder, order, published, unsigned

pytestmark = pytest.mark.one_database
PASSWORD = "word"


def as_pkcs12(tmp_path) -> str:
    pem = (folder() / keys.SIGNER).read_bytes()
    key, (certificate,) = load_pem_private_key(pem, None), load_pem_x509_certificates(pem)
    place = tmp_path / "signer.p12"
    sealed = BestAvailableEncryption(PASSWORD.encode())
    place.write_bytes(pkcs12.serialize_key_and_certificates(b"", key, certificate, None, sealed))
    return str(place)


def own(_password: str) -> SimpleSigner:
    """An office's own function."""
    return signers.opened(str(folder() / keys.SIGNER), "")


SIGNERS = {
    "a PKCS#12 file": as_pkcs12,
    "a function of the office": lambda _tmp: f"{__name__}:own",
}


@pytest.mark.parametrize("name", SIGNERS)
def test_the_signer_is_what_the_setting_names(name, tmp_path):
    made = signing.sign(unsigned(), order(signer=SIGNERS[name](tmp_path), password=PASSWORD))
    assert verify_paper.check(made, published())[0] == []


REFUSED = {
    "the certificate has expired": (
        {"at": datetime(2050, 1, 2, tzinfo=UTC)},
        "有效期是2020-01-01至2050-01-01",
    ),
    "the certificate is not valid yet": ({"at": datetime(2019, 12, 31, tzinfo=UTC)}, "换用有效的证书"),
    "the file is not there": ({"signer": "/no/such/signer.pem"}, "“signer.pem”不能使用"),
    "the file holds no key": ({"signer": __file__}, "不能使用"),
    "the function is not there": ({"signer": "no.such:function"}, "也不是可以调用的函数"),
    "the authority does not answer": ({"authority": "http://127.0.0.1:9/"}, "时间戳服务没有应答"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_sign_says_what_to_mend(name):
    changes, sentence = REFUSED[name]
    with pytest.raises(CannotSign, match=sentence):
        signing.sign(unsigned(), order(**changes))


def test_a_signature_made_outside_its_certificates_time_is_found(monkeypatch):
    monkeypatch.setattr(signing, "refuse_expired", lambda signer, order: None)
    late = signing.sign(unsigned(), order(at=datetime(2050, 1, 2, tzinfo=UTC)))
    assert verify_paper.check(late, published())[0] == ["签名时间不在证书有效期之内。"]


def test_a_time_stamp_says_when(monkeypatch):
    key = rsa.generate_private_key(65537, 2048)
    certificate = keys.self_issued(key, "时间戳机构", development=False).public_bytes(Encoding.DER)
    plain = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    at = datetime(2026, 4, 1, 2, 0, 7, tzinfo=UTC)
    stamper = DummyTimeStamper(x509.Certificate.load(certificate), PrivateKeyInfo.load(plain), fixed_dt=at)
    monkeypatch.setattr(containers, "HTTPTimeStamper", lambda url, timeout: stamper)
    found, told, _code = verify_paper.check(signing.sign(unsigned(), order(authority="x")), published())
    assert found == []
    assert any("02:00:07" in line and "时间戳机构" in line for line in told)


def test_a_signature_like_a_trial_is_one_made_from_nothing():
    look = containers.Look(signers.opened(order().signer, ""), "", order().at.date())
    digest = bytes(range(32))
    quick = cms.ContentInfo.load(containers.container(look, digest)).native["content"]
    slow = asyncio.run(containers.whole(look, digest)).native["content"]
    assert quick["signer_infos"][0].pop("signature") != slow["signer_infos"][0].pop("signature")
    assert quick == slow
