"""The keys papers are proved with: a folder of three files, made once and kept for the life of the installation.

`codes.pem` signs the QR codes (Ed25519), `signer.pem` the files (a private key and its certificates, unless the
signature is made elsewhere, see `signers`), `published.pem` is what the public gets: every certificate and public key
ever used, so that old papers stay provable. Keys made for development say so in their certificate.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

CODES, SIGNER, PUBLISHED = "codes.pem", "signer.pem", "published.pem"
DEVELOPMENT = "for development only"
DOCUMENT_SIGNING = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336
BLOCKS = re.compile(rb"-----BEGIN ([A-Z ]+)-----.+?-----END \1-----", re.DOTALL)


class NoKeys(Exception):
    """There are no keys in this folder, or they cannot be read; the text names the file."""


@dataclass(frozen=True)
class Published:
    """What anybody may have: the certificates of signers and the public keys of codes."""

    certificates: tuple[x509.Certificate, ...]
    codes: tuple[Ed25519PublicKey, ...]


def published(pem: bytes) -> Published:
    """Read a published.pem; raises NoKeys where it holds neither certificate nor key."""
    certificates, codes = [], []
    try:
        for block in BLOCKS.finditer(pem):
            if block[1] == b"CERTIFICATE":
                certificates.append(x509.load_pem_x509_certificate(block[0]))
            elif block[1] == b"PUBLIC KEY":
                key = load_pem_public_key(block[0])
                codes += [key] if isinstance(key, Ed25519PublicKey) else []
    except ValueError as error:
        raise NoKeys(PUBLISHED) from error
    if not certificates and not codes:
        raise NoKeys(PUBLISHED)
    return Published(tuple(certificates), tuple(codes))


def of_folder(folder: Path) -> Published:
    """The published keys of this installation, read again when the file changes."""
    return published(content(folder / PUBLISHED))


def codes_key(folder: Path) -> Ed25519PrivateKey:
    """The key that signs QR codes; raises NoKeys."""
    return private_key(content(folder / CODES))


def content(path: Path) -> bytes:
    try:
        return read(path, path.stat().st_mtime_ns)
    except OSError as error:
        raise NoKeys(path.name) from error


@lru_cache(maxsize=16)
def read(path: Path, _changed: int) -> bytes:
    return path.read_bytes()


@lru_cache(maxsize=16)
def private_key(pem: bytes) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(pem, None)
    except (ValueError, TypeError) as error:
        raise NoKeys(CODES) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise NoKeys(CODES)
    return key


def is_for_development(keys: Published) -> bool:
    """Whether any of the certificates was made by `make` for development."""
    units = NameOID.ORGANIZATIONAL_UNIT_NAME
    named = [unit for one in keys.certificates for unit in one.subject.get_attributes_for_oid(units)]
    return any(unit.value == DEVELOPMENT for unit in named)


def make(folder: Path, name: str, development: bool = False) -> None:
    """Make all three files, at once or not at all; a folder that has keys already is left as it is."""
    if (folder / PUBLISHED).exists():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".keys-"))
    code, signer = Ed25519PrivateKey.generate(), ec.generate_private_key(ec.SECP256R1())
    certificate = self_issued(signer, name, development).public_bytes(Encoding.PEM)
    public = code.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    for file, pem in (
        (CODES, secret(code)),
        (SIGNER, secret(signer) + certificate),
        (PUBLISHED, certificate + public),
    ):
        with open(os.open(beside / file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(pem)
    try:
        beside.rename(folder)
    except OSError:  # another process was quicker
        shutil.rmtree(beside)
        content(folder / PUBLISHED)


def secret(key: Ed25519PrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def self_issued(key: ec.EllipticCurvePrivateKey, name: str, development: bool) -> x509.Certificate:
    """A certificate that stands for itself: it proves the office to who has it from the office.

    Valid from 2020, so that papers of a demonstration set in the past are within it, until 2050.
    """
    names = [x509.NameAttribute(NameOID.COMMON_NAME, name[:64])]
    if development:
        names.append(x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, DEVELOPMENT))
    builder = (
        x509.CertificateBuilder(x509.Name(names), x509.Name(names), key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2050, 1, 1, tzinfo=UTC))
    )
    for extension, critical in EXTENSIONS:
        builder = builder.add_extension(extension, critical)
    return builder.sign(key, SHA256())


EXTENSIONS: Iterable[tuple[x509.ExtensionType, bool]] = (
    (x509.BasicConstraints(ca=False, path_length=None), True),
    (
        x509.KeyUsage(
            digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
            key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
        ),
        True,
    ),
    (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION, DOCUMENT_SIGNING]), False),
)  # fmt: skip


def publish(folder: Path, pem: bytes) -> bool:
    """Add certificates or public keys to what is published; False where all of them were there already."""
    known = content(folder / PUBLISHED)
    new = [block[0] for block in BLOCKS.finditer(pem) if block[1] in (b"CERTIFICATE", b"PUBLIC KEY")]
    added = [block for block in new if block not in known]
    if added:
        place = folder / f"{PUBLISHED}.new"
        place.write_bytes(known + b"".join(block + b"\n" for block in added))
        place.replace(folder / PUBLISHED)
    return bool(added)
