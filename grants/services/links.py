"""Addresses that leave the house: whole ones for mail and papers, those only their recipient may see (invitations, new
passwords), and other secrets kept as digests alone."""

import hashlib
import secrets

from flask import current_app


def new_token() -> tuple[str, str]:
    """A secret for a link or the API, and its digest, which alone is kept."""
    token = secrets.token_urlsafe(32)
    return token, token_digest(token)


def token_digest(token: str) -> str:
    """A plain digest is enough: the token has 256 random bits and cannot be guessed from it."""
    return hashlib.sha256(token.encode()).hexdigest()


def to(path: str) -> str:
    """The whole address of a page here."""
    return f"{current_app.config['BASE_URL']}{path}"
