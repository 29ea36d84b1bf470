"""Made-up data for every kind of paper: as papers mostly are, as full as they may get, and with rare characters.

For looking at templates and for the tests, which so see the same papers. A new kind is one `Sample` in the
module of its family. The persons are invented.
"""

from collections.abc import Iterator
from typing import Any

from grants.rendering.samples import certificates, dossier, letters, lists, notices, write_off
from grants.rendering.samples.shared import COMMON, CONTACT, LONG, RARE, UNIT, Sample, letter

__all__ = [
    "COMMON",
    "CONTACT",
    "DESIGNS",
    "KINDS",
    "LONG",
    "MANNERS",
    "RARE",
    "SAMPLES",
    "UNIT",
    "context",
    "every",
    "sampled",
]

SAMPLES: dict[str, Sample] = {
    **certificates.SAMPLES,
    **letters.SAMPLES,
    **notices.SAMPLES,
    **lists.SAMPLES,
    **dossier.SAMPLES,
    **write_off.SAMPLES,
}
KINDS = tuple((kind, programme) for kind, sample in SAMPLES.items() for programme in sample.programmes)
MANNERS = ("plain", "extreme", "rare")
DESIGNS = ("classic", "modern")


def context(kind: str, programme: str, **changes: Any) -> dict[str, Any]:
    """A whole context of this kind as papers mostly are, with these keys changed."""
    sample = SAMPLES[kind]
    common = letter(programme) if sample.letter else COMMON if sample.verified else {}
    return common | sample.plain(programme) | changes


def sampled(kind: str, programme: str, manner: str) -> dict[str, Any]:
    """A whole context of this kind in one of the MANNERS."""
    changes = {"plain": {}, "extreme": SAMPLES[kind].extreme, "rare": SAMPLES[kind].rare}[manner]
    return context(kind, programme, **(changes(programme) if callable(changes) else changes))


def every(kind: str, programme: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The papers of this kind to look at, by name: in every manner, and in both designs where it has them."""
    for manner in MANNERS:
        given = sampled(kind, programme, manner)
        for changes in [{"design": design} for design in DESIGNS] if "design" in given else [{}]:
            yield "-".join((kind, programme, manner, *changes.values())), given | changes
