"""Codes that people read on paper, type and spell on the phone."""

import secrets

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0, 1, I and O, which are mistaken for one another


def code(length: int) -> str:
    """A code nobody can guess: five bits a character."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
