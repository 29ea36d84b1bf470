"""The QR codes in a scan or photograph, read by a process of its own: what it looks at comes from anybody."""

import json
import subprocess
import sys

LONGEST = 15  # seconds of the clock


def codes_in(data: bytes) -> list[str] | None:
    """The texts of the QR codes in this picture or PDF; None where it is neither or cannot be read."""
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "grants.proof.scans"],
            input=data, capture_output=True, timeout=LONGEST, check=True,
        )  # fmt: skip
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return None
    return json.loads(done.stdout)
