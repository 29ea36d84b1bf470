"""Digests under a key: what must be found again or proved without being readable."""

import hashlib
import hmac

from flask import current_app


def keyed_digest(text: str, purpose: str) -> str:
    """A digest only this installation can make: for claims on personal numbers, for sealed answers in the log."""
    key = hashlib.sha256(f"{purpose}:{current_app.config['ENCRYPTION_KEY']}".encode()).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
