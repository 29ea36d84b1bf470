"""Data in one writing, so that the same data have the same digest wherever and whenever it is taken."""

import hashlib
import json
from typing import Any


def canonical(data: Any) -> str:
    """The one way data is written when its digest is taken: JSON with its keys in order and no spaces."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(data: Any) -> str:
    """The SHA-256 of these data, in hexadecimal."""
    return hashlib.sha256(canonical(data).encode()).hexdigest()
