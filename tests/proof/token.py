"""A hardware token, as SoftHSM plays one: a driver, a PIN, keys that do not leave it."""

import subprocess
from glob import glob
from pathlib import Path
from shutil import which

import pkcs11
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11 import Attribute, CertificateType, ObjectClass
from pkcs11.util.ec import decode_ec_private_key
from pkcs11.util.rsa import decode_rsa_private_key

NAME, PIN, KEEPER = "工会签名卡", "271828", "31415926"
DRIVERS = (
    "/usr/lib/softhsm",
    "/usr/lib/*/softhsm",
    "/usr/lib64/pkcs11",
    "/usr/local/lib/softhsm",
    "/opt/*/lib/softhsm",
)
DRIVER = next((found for place in DRIVERS for found in glob(f"{place}/libsofthsm2.so")), "")
TOOL = which("softhsm2-util")
MISSING = not DRIVER or not TOOL


def initialised(folder: Path, changed: pytest.MonkeyPatch) -> None:
    """An empty token; this process finds it by its environment when it first opens the driver."""
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}/tokens\nlog.level = ERROR\n")
    changed.setenv("SOFTHSM2_CONF", str(folder / "softhsm2.conf"))
    made = ("--init-token", "--free", "--label", NAME, "--pin", PIN, "--so-pin", KEEPER)
    subprocess.run([TOOL, *made], check=True, capture_output=True)


def keep(label: str, key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey, *chain: x509.Certificate) -> None:
    """Put a key and its certificate into the token under one label; certificates above it get a label of their own."""
    plain = key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    decode = decode_ec_private_key if isinstance(key, ec.EllipticCurvePrivateKey) else decode_rsa_private_key
    kept = {Attribute.TOKEN: True, Attribute.LABEL: label}
    with pkcs11.lib(DRIVER).get_token(token_label=NAME).open(rw=True, user_pin=PIN) as session:
        session.create_object(decode(plain) | kept | {Attribute.SIGN: True})
        for number, one in enumerate(chain):
            session.create_object(
                certificate(one) | kept | ({Attribute.LABEL: f"{label} {number}"} if number else {})
            )


def certificate(one: x509.Certificate) -> dict:
    return {
        Attribute.CLASS: ObjectClass.CERTIFICATE,
        Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
        Attribute.SUBJECT: one.subject.public_bytes(),
        Attribute.VALUE: one.public_bytes(Encoding.DER),
    }


def setting(label: str = "总工会", **changes: str) -> str:
    """The setting that names a key of this token."""
    asked = {"token": NAME, "certificate": label} | changes
    return f"pkcs11:{DRIVER}?" + "&".join(f"{name}={value}" for name, value in asked.items())
