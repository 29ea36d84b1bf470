"""A finished paper, as it leaves the workshop."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rendered:
    """Its bytes, their SHA-256, and what it was made from and with."""

    pdf: bytes
    digest: str
    record: dict[str, str]
