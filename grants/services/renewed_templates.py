"""Own templates whose shipped one has changed since: a new release of the product changed what they stand in place of.

Nothing changes by itself: the own version counts until the administrator has seen what changed and keeps it, takes the
new one, or puts both together. Each version remembers the shipped text it was written over (`OwnTemplate.basis`).
"""

from dataclasses import dataclass

from grants.access import Viewer
from grants.models import OwnTemplate
from grants.rendering import own, sources, templates
from grants.rendering.differing import Difference, differing
from grants.rendering.kinds import KINDS
from grants.rendering.merging import Merged, merged
from grants.services import own_versions

Basis = dict[str, str]  # shipped files by name


@dataclass(frozen=True)
class File:
    """A shipped file an own version stands over: what the product changed in it since, what the office did, and at
    which lines of the shipped one both did."""

    name: str
    shipped: list[Difference]
    ours: list[Difference]
    clashes: tuple[int, ...]


def beneath(programme: str, kind: str, source: str) -> Basis:
    """The shipped files, as they are now, that this source stands in place of, or lays its style over."""
    files = own.parts(source, f"{kind}.html") if source else {}
    below = {
        name: sources.standard(name, programme)
        for name, text in files.items()
        if text.strip() and name != own.STYLE
    }
    return below | (dict(sheets(kind)) if own.STYLE in files else {})


def sheets(kind: str) -> list[tuple[str, str]]:
    """The style sheets of this kind as they came with the product, by name: what an office's own is laid over."""
    return [(name, (templates.FOLDER / name).read_text("utf-8")) for name in KINDS[kind].stylesheets]


def basis(programme: str, kind: str, source: str, begun_from: OwnTemplate | None) -> Basis | None:
    """What a new version is written over: what the version it was `begun_from` was, else what is shipped now; None
    where the former is not known. So changing a word does not say that the new shipped template was looked at."""
    now = beneath(programme, kind, source)
    if not now or begun_from is None or not begun_from.source:
        return now
    known = begun_from.basis
    return None if known is None else {name: known.get(name, text) for name, text in now.items()}


def renewed(row: OwnTemplate | None) -> bool:
    """Whether what this version stands over has changed since; also where it is not known what that was."""
    if row is None or not row.source:
        return False
    return row.basis != beneath(row.programme, row.kind, row.source)


def waiting(viewer: Viewer) -> list[OwnTemplate]:
    """The own templates in use that this administrator has to look at, in one statement; none for anybody else."""
    if "admin" not in viewer.roles():
        return []
    papers = [row for (_programme, kind), (row, _name) in own_versions.newest().items() if kind in KINDS]
    return [row for row in papers if "admin" in viewer.roles(row.programme) and renewed(row)]


def files(row: OwnTemplate) -> list[File]:
    """Every shipped file that changed beneath this version; none where it is not known what was there."""
    now, ours = beneath(row.programme, row.kind, row.source), own.parts(row.source, f"{row.kind}.html")
    return [
        File(
            name,
            differing(before, now.get(name, "")),
            differing(before, ours[name]) if name in ours else [],
            merged(before, ours.get(name, before), now.get(name, "")).clashes,
        )
        for name, before in (row.basis or {}).items()
        if before != now.get(name, "")
    ]


def together(row: OwnTemplate) -> Merged:
    """The new shipped template with what the office changed in the old one; where both changed the same place, the
    office's stays."""
    now, found = beneath(row.programme, row.kind, row.source), own.parts(row.source, f"{row.kind}.html")
    made = {name: merged((row.basis or now)[name], found[name], now[name]) for name in found if name in now}
    text = own.joined(found | {name: one.text for name, one in made.items()})
    return Merged(text, tuple(line for one in made.values() for line in one.clashes))
