"""The token in the QR code of a paper: who has the public key checks it without any network.

The address a QR code leads to is `…/verify/CODE/TOKEN`. The token is base32 of

    version 1 · key 2 · kind 2 · day 2 · digest 16 · number (GB 18030) · Ed25519 signature 64      bytes

`key` and `kind` are the first bytes of the SHA-256 of the public key and of the kind's name, `day` counts from
2000-01-01, `digest` is the beginning of the SHA-256 of the paper's data (`digest_of`). Signed is a fixed heading, the
code, a zero byte and all before the signature. Base32 and capitals, so that a QR code takes it in its compact mode.
"""

import hashlib
import struct
from base64 import b32decode, b32encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from grants.canonical import canonical

VERSION = 1
HEADING = b"zhutui paper 1\0"
FIELDS = struct.Struct(">B2s2sH16s")
SIGNATURE = 64
FIRST_DAY = date(2000, 1, 1)
ADDRESS = "verify_url"  # the only datum of a paper its token does not cover: the address carries the token


class Forged(Exception):
    """Not a token any of these keys has signed for this code."""


@dataclass(frozen=True)
class Claim:
    """What a token says of its paper."""

    code: str
    number: str
    kind: bytes
    dated: date
    digest: bytes

    def tells_of(self, kind: str) -> bool:
        """Whether the paper is of this kind."""
        return self.kind == mark(kind.encode())


def mark(name: bytes) -> bytes:
    """Two bytes by which a name is known again among few."""
    return hashlib.sha256(name).digest()[:2]


def digest_of(context: Mapping[str, Any]) -> bytes:
    """The digest of a paper's data as its token has it."""
    covered = {name: value for name, value in context.items() if name != ADDRESS}
    return hashlib.sha256(canonical(covered).encode()).digest()[:16]


def issue(kind: str, context: Mapping[str, Any], key: Ed25519PrivateKey) -> str:
    """The token of a paper with these data (`code`, `dated` in ISO, `number` where it has one)."""
    day = (date.fromisoformat(context["dated"]) - FIRST_DAY).days
    public = key.public_key().public_bytes_raw()
    said = FIELDS.pack(VERSION, mark(public), mark(kind.encode()), day, digest_of(context))
    said += context.get("number", "").encode("gb18030")
    return b32encode(said + key.sign(signed(context["code"], said))).decode().rstrip("=")


def signed(code: str, said: bytes) -> bytes:
    return HEADING + code.encode() + b"\0" + said


def read(code: str, token: str, keys: Iterable[Ed25519PublicKey]) -> Claim:
    """What the token says, once one of the keys has signed it for this code; raises Forged."""
    try:
        whole = b32decode(token.upper() + "=" * (-len(token) % 8))
        version, of_key, kind, day, digest = FIELDS.unpack_from(whole)
        said, signature = whole[:-SIGNATURE], whole[-SIGNATURE:]
        number = said[FIELDS.size :].decode("gb18030")
    except (ValueError, struct.error) as error:
        raise Forged from error
    if version != VERSION or not any(has_signed(key, of_key, signature, signed(code, said)) for key in keys):
        raise Forged
    return Claim(code, number, kind, FIRST_DAY + timedelta(days=day), digest)


def has_signed(key: Ed25519PublicKey, of_key: bytes, signature: bytes, said: bytes) -> bool:
    if mark(key.public_bytes_raw()) != of_key:
        return False
    try:
        key.verify(signature, said)
    except InvalidSignature:
        return False
    return True


def address(base: str, code: str, token: str) -> str:
    """Where a paper's QR code leads: the page that says whether it is genuine."""
    return f"{base}/verify/{code}/{token}"


def parts(text: str) -> tuple[str, str] | None:
    """(code, token) of an address as a QR code gives it, in small letters or capitals; the token may be ''."""
    place = text.strip().partition("?")[0].partition("#")[0].split("/")
    names = [step.lower() for step in place]
    if "verify" not in names[:-1]:
        return None
    code, *rest = place[names.index("verify") + 1 :]
    return (code.upper(), rest[0].upper() if rest else "") if code else None
