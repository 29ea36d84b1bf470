"""The fonts papers are set in: reduced ones first, the full ones for rare characters, and none other.

A private fontconfig file makes the same paper the same bytes on every machine. Stylesheets name the roles of
`roles.ROLES`; a licensed face in the folder of ZHUTUI_FONTS (仿宋_GB2312, 方正小标宋 …) plays its role before ours.
"""

import fcntl
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from grants.rendering import assembly, coverage
from grants.rendering.coverage import Coverage


@dataclass(frozen=True)
class FontSet:
    """A finished folder of fonts: its files with their SHA-256, and the family that plays each role."""

    folder: Path
    files: dict[str, str]
    roles: dict[str, str]

    @property
    def configuration(self) -> Path:
        return self.folder / assembly.CONFIGURATION_FILE

    @property
    def digest(self) -> str:
        """One SHA-256 over all files, to be recorded beside every paper."""
        return hashlib.sha256(json.dumps(self.files, sort_keys=True).encode()).hexdigest()

    @cached_property
    def coverage(self) -> Coverage:
        """Every code point that some font of the set can draw."""
        return Coverage((self.folder / coverage.FILE).read_text())


def ensure_fonts(folder: Path, progress: assembly.Progress | None = None) -> FontSet:
    """The fonts in this folder, made first (half a minute) where they are missing or their sources changed.

    Any number of processes may ask at once: one makes them, the others wait. Raises native.FontsMissing.
    """
    folder = folder.resolve()
    record = assembly.finished(folder)
    if record is None:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with locked(folder.parent / f".{folder.name}.lock"):
            record = assembly.finished(folder) or assembly.make(folder, progress or quietly)
    return FontSet(folder, record["files"], record["roles"])


def quietly(done: int, total: int, name: str) -> None:
    """Progress nobody watches."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
