"""An office's own templates: a programme's paper in other words or another shape, without touching code.

A version is tried on all sample papers before it is kept, and kept for ever. Papers made from now on use the newest;
papers already prepared are void by it, since what they would be made of now has changed (rule W1).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext
from sqlalchemy import select

from grants.access import Viewer
from grants.errors import Invalid, NotFound
from grants.extensions import db
from grants.models import Application, OwnTemplate, Paper
from grants.programmes import PROGRAMMES
from grants.rendering import own, samples, sources, workshop
from grants.rendering.differing import Difference, differing
from grants.rendering.faults import PaperRefused
from grants.services import own_versions, papers, renewed_templates, typesetting
from grants.services.notes import note
from grants.services.own_versions import Wanted

LONGEST = 100_000  # characters of a template


@dataclass(frozen=True)
class Line:
    """A template of a programme: which version counts now (0: the shipped one), by whom and when, and whether the
    shipped one has changed since."""

    programme: str
    kind: str
    version: int
    own: bool
    made_by: str
    made_at: datetime | None
    renewed: bool


def listing(viewer: Viewer) -> list[Line]:
    """Every kind of paper of the programmes this administrator looks after."""
    known = own_versions.newest()
    found = []
    for programme, kind in made_kinds():
        if "admin" in viewer.roles(programme):
            newest = known.get((programme, kind))
            renewed = renewed_templates.renewed(newest[0] if newest else None)
            found.append(Line(programme, kind, *own_versions.told(newest), renewed))
    if not found:
        raise NotFound
    return found


def made_kinds() -> list[tuple[str, str]]:
    """(programme, kind) of every paper there is: those a programme issues, and those drawn on demand."""
    issued = [
        (slug, kind)
        for slug, programme in PROGRAMMES.items()
        for row in programme.workflow.actions
        for kind in row.issues
    ]
    return sorted({*issued, *((programme, kind) for kind, programme in samples.KINDS)})


def owned(viewer: Viewer, programme: str, kind: str) -> None:
    """NotFound unless this viewer administers the templates of this programme, and it has such a paper."""
    if (programme, kind) not in made_kinds() or "admin" not in viewer.roles(programme):
        raise NotFound


def versions(viewer: Viewer, programme: str, kind: str) -> list[tuple[OwnTemplate, str]]:
    """Every version ever kept with the name of who made it, the newest first."""
    owned(viewer, programme, kind)
    return own_versions.listed(programme, kind)


def standing(programme: str, kind: str) -> str:
    """What counts now, as one text (see `rendering.own`): the office's own, or what came with the product."""
    return whole(programme, kind, typesetting.own(kind, programme))


def whole(programme: str, kind: str, source: str) -> str:
    """A kept version as one text, the shipped template spelled out where it stands."""
    return own.joined(sources.spelled(f"{kind}.html", programme, source))


def files(programme: str, kind: str, source: str) -> dict[str, str]:
    """The template and all it extends or imports, by name, as this source has them; raises Invalid."""
    try:
        return dict(sources.used(f"{kind}.html", programme, own=source))
    except PaperRefused as refused:
        raise Invalid({"source": refused.sentences}) from refused


def differences(programme: str, kind: str, source: str) -> list[tuple[str, list[Difference]]]:
    """Where this source differs from what is shipped now, by file, the office's style last; raises Invalid."""
    shipped, changed = files(programme, kind, ""), files(programme, kind, source)
    pairs = {name: (shipped.get(name, ""), text) for name, text in changed.items()}
    pairs[own.STYLE] = ("", own.style(source))
    found = [(name, differing(before, after)) for name, (before, after) in pairs.items()]
    return [(name, places) for name, places in found if places]


def tried(viewer: Viewer, programme: str, kind: str, source: str) -> str:
    """The source as it would be kept, once every sample paper could be laid out with it; '' is the shipped one.

    Not to be called inside `writing`. Raises Invalid with what is wrong and in which line.
    """
    owned(viewer, programme, kind)
    if len(source) > LONGEST:
        raise Invalid({"source": [gettext("模板最长 %(longest)d 个字符。", longest=LONGEST)]})
    if not source.strip():
        raise Invalid({"source": [gettext("模板是空的。要恢复产品自带的模板，请用“恢复自带模板”。")]})
    kept = unified(programme, kind, source)
    for manner in samples.MANNERS if kept else ():
        preview(viewer, programme, kind, kept, manner)
    return kept


def unified(programme: str, kind: str, source: str) -> str:
    """The source as it is kept: what says the same as what is shipped is left out."""
    name = f"{kind}.html"
    return sources.tidied(name, programme, own.parts(source.replace("\r\n", "\n"), name))


def preview(viewer: Viewer, programme: str, kind: str, source: str, manner: str = "plain") -> bytes:
    """A sample paper with this template; raises Invalid with what is wrong and in which line."""
    owned(viewer, programme, kind)
    if manner not in samples.MANNERS:
        raise NotFound
    return laid_out(programme, kind, source, sample(kind, programme, manner))


def sample(kind: str, programme: str, manner: str = "plain") -> dict[str, Any]:
    """Sample data of this kind; that of another programme where there is none for this one."""
    known = samples.SAMPLES[kind].programmes
    return samples.sampled(kind, programme if programme in known else known[0], manner)


def preview_case(viewer: Viewer, programme: str, kind: str, source: str, number: str) -> tuple[Paper, bytes]:
    """A paper this viewer may read as it would look with this template; raises Invalid where they may read none of this
    number. Its code is that of a sample: a preview must not pass for the paper."""
    owned(viewer, programme, kind)
    query = select(Paper.id).join(Application, Application.id == Paper.application_id)
    query = query.where(
        Paper.number == number.strip(), Paper.kind == kind, Application.programme == programme
    )
    try:
        paper = papers.paper(viewer, db.session.scalar(query) or 0)
    except NotFound as missing:
        told = gettext("没有您可以查看的、文号为“%(number)s”的这种文书。", number=number)
        raise Invalid({"number": [told]}) from missing
    shown = sample(kind, programme)
    codes = {name: shown[name] for name in ("code", "verify_url") if name in paper.context}
    return paper, laid_out(programme, kind, source, paper.context | codes)


def laid_out(programme: str, kind: str, source: str, context: dict[str, Any]) -> bytes:
    try:
        folder = typesetting.fonts_folder()
        return workshop.render(kind, programme, context, folder, unified(programme, kind, source)).pdf
    except PaperRefused as refused:
        raise Invalid({"source": refused.sentences}) from refused


def keep(viewer: Viewer, programme: str, kind: str, wanted: Wanted) -> OwnTemplate:
    """A new version, tried before (see `tried`); inside `writing`.

    Raises Invalid without a reason, Conflict where somebody else was quicker or nothing would change.
    """
    owned(viewer, programme, kind)
    before = own_versions.numbered(programme, kind, wanted.begun_from)
    basis = renewed_templates.basis(programme, kind, wanted.source, before)
    made = own_versions.added(viewer, programme, kind, wanted, basis)
    told = {"version": made.version, "digest": made.digest if made.source else "", "reason": made.reason}
    note(f"template:{programme}/{kind}", "own_template", viewer.person, **told)
    db.session.flush()
    return made
