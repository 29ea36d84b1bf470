"""What must be true of the data at any moment, checked on the living database: `zhutui check-data`.

Each check asks the records for what contradicts them and yields a sentence per contradiction. An empty answer
means that every total is the sum of its postings, every case stands where its last event left it, and every
paper's bytes are those of its digest. Nothing is written.
"""

from grants.services import log_verification
from grants.services.invariants import files, lives, money

CHECKS = (*money.CHECKS, *lives.CHECKS, *files.CHECKS)


def findings() -> list[str]:
    """Every contradiction in the data, in words; empty where there is none."""
    return [*log_verification.verify(), *(text for check in CHECKS for text in check())]
