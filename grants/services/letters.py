"""Letters with a link only the recipient may see: invitations and new passwords. The worker delivers them."""

import hashlib
import secrets

from flask import current_app

from grants import clock
from grants.extensions import db
from grants.models import Message


def new_token() -> tuple[str, str]:
    """A secret for a link or the API, and its digest, which alone is kept."""
    token = secrets.token_urlsafe(32)
    return token, digest_of(token)


def digest_of(token: str) -> str:
    """A plain digest is enough: the token has 256 random bits and cannot be guessed from it."""
    return hashlib.sha256(token.encode()).hexdigest()


def link(path: str) -> str:
    return f"{current_app.config['BASE_URL']}{path}"


def send(to: str, subject: str, body: str, key: str, secret: str | None = None) -> Message:
    """Put a letter into the outbox, in the caller's transaction. `secret` is a link kept sealed."""
    now = clock.now()
    message = Message(key=key, to=to, subject=subject, body=body, secret=secret, created_at=now, due_at=now)
    db.session.add(message)
    return message
