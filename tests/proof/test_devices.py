"""Keys in a hardware token: papers signed by them are genuine, and what a token refuses is said and not risked."""

import logging
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from pkcs11 import TokenFlag

from grants import cli, verify_paper
from grants.proof import device_faults, devices, keys, signing
from grants.proof.faults import CannotSign
from tests.proof import token
from tests.proof.papers import folder, order, published, unsigned

pytestmark = [
    pytest.mark.one_database,
    pytest.mark.skipif(token.MISSING, reason="no hardware token here: softhsm2 is not installed"),
]
PLACE = device_faults.Place(token.DRIVER, token.NAME, "总工会", "总工会")


def under_an_authority(key: rsa.RSAPrivateKey) -> list[x509.Certificate]:
    """A certificate for this key and the one above it."""
    above = ec.generate_private_key(ec.SECP256R1())
    root, plain = (
        keys.self_issued(one, name, False) for one, name in ((above, "签发机构"), (key, "持证单位"))
    )
    builder = x509.CertificateBuilder(root.subject, plain.subject, key.public_key(), plain.serial_number)
    dated = builder.not_valid_before(plain.not_valid_before_utc).not_valid_after(plain.not_valid_after_utc)
    return [dated.sign(above, SHA256()), root]


@pytest.fixture(scope="module", autouse=True)
def filled(tmp_path_factory):
    """A token with the office's key, and one that an authority has certified and nobody has published."""
    with pytest.MonkeyPatch.context() as changed:
        token.initialised(tmp_path_factory.mktemp("token"), changed)
        pem = (folder() / keys.SIGNER).read_bytes()
        token.keep("总工会", load_pem_private_key(pem, None), x509.load_pem_x509_certificate(pem))
        certified = rsa.generate_private_key(65537, 2048)
        token.keep("持证单位", certified, *under_an_authority(certified))
        token.keep("备用", ec.generate_private_key(ec.SECP256R1()))
        yield
        devices.let_go()


@pytest.fixture(autouse=True)
def forgotten(monkeypatch):
    """Whether a PIN was refused is remembered for the life of a process; here for a test."""
    monkeypatch.setattr(devices, "_refused", set())


def asked(**changes):
    return order(**{"signer": token.setting(), "password": token.PIN} | changes)


def test_papers_signed_in_the_token_are_genuine():
    papers = [signing.sign(unsigned(), asked()) for _ in range(2)]
    assert [verify_paper.check(paper, published())[0] for paper in papers] == [[], []]


def test_a_certificate_is_published_from_the_token_before_its_key_signs(tmp_path, monkeypatch, capsys):
    (tmp_path / keys.PUBLISHED).write_bytes((folder() / keys.PUBLISHED).read_bytes())
    for name, value in {
        "KEYS_FOLDER": tmp_path,
        "SIGNER": token.setting("持证单位"),
        "SIGNER_PASSWORD": token.PIN,
    }.items():
        monkeypatch.setenv(f"ZHUTUI_{name}", str(value))
    assert [cli.main(["paper-keys", what]) for what in ("check", "publish", "check")] == [1, 0, 0]
    told = capsys.readouterr()
    assert "签名证书“持证单位”尚未公布" in told.err
    assert "CN=签发机构" in told.out
    made = signing.sign(unsigned(), asked(signer=token.setting("持证单位"), keys=tmp_path))
    assert verify_paper.check(made, keys.of_folder(tmp_path))[0] == []


REFUSED = {
    "a wrong PIN": ({"password": "1234"}, "不接受所给的口令"),
    "no PIN": ({"password": ""}, "要求口令"),
    "another token": ({"signer": token.setting(token="别的卡")}, "没有找到签名硬件“别的卡”"),
    "no such driver": ({"signer": "pkcs11:/no/such.so?token=a&certificate=b"}, "驱动程序“/no/such.so”不能装入"),
    "no such key": ({"signer": token.setting(key="财务")}, "没有可用的私钥“财务”。其中的私钥：“.+”、“.+”、“.+”。"),
    "no such certificate": ({"signer": token.setting("财务")}, "没有可用的证书“财务”。其中的证书：“"),
    "the key of another certificate": ({"signer": token.setting(key="备用")}, "不是一对"),
    "a key of another kind": ({"signer": token.setting(key="持证单位")}, "不是一对"),
    "a certificate not published": ({"signer": token.setting("持证单位")}, "“持证单位”尚未公布"),
    "a certificate expired": ({"at": datetime(2050, 1, 2, tzinfo=UTC)}, "有效期是2020-01-01至2050-01-01"),
    "a PIN where everybody reads it": ({"signer": token.setting(pin="271828")}, "写在 ZHUTUI_SIGNER_PASSWORD"),
    "no certificate named": ({"signer": f"pkcs11:{token.DRIVER}?token=a"}, "ZHUTUI_SIGNER 写得不对"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_token_refuses_is_said_without_the_pin(name, caplog):
    changes, sentence = REFUSED[name]
    caplog.set_level(logging.DEBUG)
    wanted = asked(**changes)
    with pytest.raises(CannotSign, match=sentence) as refused:
        signing.sign(unsigned(), wanted)
    told = f"{refused.value!r} {refused.value.__cause__!r} {wanted!r} {caplog.text}"
    assert (wanted.password or token.PIN) not in told.replace(wanted.signer, "")


def test_a_pin_is_not_told_again_to_a_token_that_refused_it(monkeypatch):
    wrong = asked(password="1234")
    with pytest.raises(CannotSign):
        signing.sign(unsigned(), wrong)
    monkeypatch.setattr(devices, "entered", None)  # it would be called
    with pytest.raises(CannotSign, match="不会再用这个口令尝试"):
        signing.sign(unsigned(), wrong)
    monkeypatch.undo()
    assert signing.sign(unsigned(), asked())


RISKS = {TokenFlag.USER_PIN_FINAL_TRY: "只剩最后一次", TokenFlag.USER_PIN_LOCKED: "已锁死"}


@pytest.mark.parametrize("flag", RISKS)
def test_the_last_try_is_left_to_people(flag):
    with pytest.raises(CannotSign, match=RISKS[flag]):
        devices.refuse_risk(SimpleNamespace(flags=flag | TokenFlag.LOGIN_REQUIRED), PLACE, token.PIN)


def test_a_token_pulled_out_is_said_and_found_again():
    devices.opened(asked().signer, token.PIN).pkcs11_session.close()
    with pytest.raises(CannotSign, match="没有完成签名"):
        signing.sign(unsigned(), asked())
    assert verify_paper.check(signing.sign(unsigned(), asked()), published())[0] == []
