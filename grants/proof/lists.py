"""The list of void papers, signed, so that who checks papers offline can carry it with them.

A JSON object of two texts: `list`, itself JSON, and `signature`, base64 of the Ed25519 signature of a fixed heading
and the bytes of `list`. The list has `made_at` and `void`: the SHA-256 of a code, and the day it became void.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

HEADING = b"zhutui status 1\0"


class NotOurs(Exception):
    """The list is signed by none of these keys, or is no list."""


@dataclass(frozen=True)
class Status:
    """When the list was made, and since which day papers are void, by the SHA-256 of their codes."""

    made_at: str
    void: Mapping[str, str]


def signed(void: Mapping[str, str], at: datetime, key: Ed25519PrivateKey) -> dict[str, str]:
    text = json.dumps({"made_at": at.isoformat(timespec="seconds"), "void": void}, sort_keys=True)
    return {"list": text, "signature": b64encode(key.sign(HEADING + text.encode())).decode()}


def read(document: bytes, keys: Iterable[Ed25519PublicKey]) -> Status:
    """The list, once one of the keys has signed it; raises NotOurs."""
    try:
        found = json.loads(document)
        text, signature = found["list"], b64decode(found["signature"])
        said = json.loads(text)
        status = Status(said["made_at"], said["void"])
    except (ValueError, KeyError, TypeError) as error:
        raise NotOurs from error
    if not any(by(key, signature, text) for key in keys):
        raise NotOurs
    return status


def by(key: Ed25519PublicKey, signature: bytes, text: str) -> bool:
    try:
        key.verify(signature, HEADING + text.encode())
    except InvalidSignature:
        return False
    return True
