"""What is asked of whoever signs, in plain data that crosses to the workshop."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class Order:
    """One signature: by which signer (see `signers`), at what moment, and what the signature says of its paper.

    `keys` is the folder of what the office has published.
    """

    signer: str
    keys: Path
    at: datetime
    issuer: str
    number: str
    address: str
    password: str = field(default="", repr=False)
    authority: str = ""
