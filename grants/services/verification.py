"""Whether a paper is genuine, for anybody: by its code, the token of its QR code, its file, or a picture of it.

The register decides: it knows the digest and the token of everything that was released. What was not released is
unknown here, whatever it bears. Nothing that is sent is kept.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import and_, or_, select

from grants import clock
from grants.extensions import db
from grants.models import Paper
from grants.proof import files, keys, pictures, tokens
from grants.services import blobs, proofs
from grants.services.papers import Verdict, plain, register
from grants.texts import N_
from workflows.engine import Reason

FORGED = N_("二维码不是本系统签发的，或已被改动。")
OTHER_DRAFT = N_("二维码属于这一文号在拟制过程中的另一稿，那一稿没有发放。")
UNSIGNED = N_("文件内容与发放的一致，但缺少签名：发放的文件都带有签名。")
LONGER = N_("文件在签名之后又添加了%(count)d个字节。")
CUT = N_("文件末尾缺少%(count)d个字节。")
CHANGED = N_("文件有%(count)d个字节与发放的不同，第一处是第%(place)s个字节。")
OTHER = N_("文件带有这份文书的验证码，但内容或签名不是发放的那一份。")
SEVERAL = N_("文件里有不止一份文书的验证码：%(codes)s。")
NO_CODE = N_("没有在其中找到本系统的二维码。请拍得更清楚、更平整一些，或输入验证码。")
UNREADABLE = N_("这个文件不能读取：请使用 PDF，或 JPEG、PNG 图片。")
COMPARE = N_("二维码本身真实；图片上的文字是否被改动，须由您对照下列内容判断。")
DIFFERENCES = {"longer": LONGER, "cut": CUT, "changed": CHANGED, "other": OTHER}


@dataclass(frozen=True)
class Finding:
    """`outcome` is one of genuine, over (its term has ended), void, altered, unknown, unreadable; `paper` what the
    register says, where it knows the paper; `remarks` what does not match, or what is left to the reader."""

    outcome: str
    paper: Verdict | None = None
    remarks: tuple[Reason, ...] = ()


def by_code(code: str, token: str = "") -> Finding:
    """What stands behind a code that was typed, or behind the address in a QR code."""
    found = register(Paper.code == plain(code)[:16])
    if found is None:
        return Finding("unknown")
    row, verdict = found
    if token and not row.context.get(tokens.ADDRESS, "").endswith(f"/{row.code}/{token}"):
        return Finding("altered", verdict, (Reason(against(row.code, token)),))
    return standing(verdict)


def against(code: str, token: str) -> str:
    """Why a token is not the one of the paper that was released."""
    try:
        tokens.read(code, token, keys.of_folder(proofs.folder()).codes)
    except (tokens.Forged, keys.NoKeys):
        return FORGED
    return OTHER_DRAFT


def standing(verdict: Verdict, *remarks: Reason) -> Finding:
    """A genuine paper, and whether it still holds."""
    if verdict.voided_at is not None:
        return Finding("void", verdict, remarks)
    return Finding("genuine" if verdict.in_force else "over", verdict, remarks)


def by_file(data: bytes) -> Finding:
    """What stands behind a file: the PDF that was sent, a scan in PDF, or a picture."""
    digest = hashlib.sha256(data).hexdigest()
    unsigned = and_(Paper.digest == digest, Paper.signed_digest == "")
    found = register(or_(Paper.signed_digest == digest, unsigned))
    if found is not None:
        return standing(found[1])
    found = register(Paper.digest == digest)
    if found is not None:
        return Finding("altered", found[1], (Reason(UNSIGNED),))
    return altered(data) or pictured(data)


def altered(data: bytes) -> Finding | None:
    """A file that bears the code of a released paper and is not the one that was sent."""
    codes = files.codes_in(data) if data.startswith(b"%PDF") else []
    known = [found for code in codes if (found := register(Paper.code == code))]
    if not known:
        return None
    row, verdict = known[0]
    remarks = [*differing(data, row)]
    if len(known) > 1:
        remarks.append(Reason(SEVERAL, {"codes": gettext("、").join(row.code for row, _verdict in known)}))
    return Finding("altered", verdict, tuple(remarks))


def differing(data: bytes, row: Paper) -> Iterator[Reason]:
    kind, count, place = files.difference(data, blobs.get(row.sent_digest))
    yield Reason(DIFFERENCES[kind], {"count": count, "place": place})


def pictured(data: bytes) -> Finding:
    """The paper a QR code in this picture or scan leads to. What is printed beside it, nobody but the reader checks."""
    db.session.rollback()  # looking for codes takes a second: no transaction waits for it
    texts = pictures.codes_in(data)
    if texts is None:
        return Finding("unreadable", remarks=(Reason(UNREADABLE),))
    places = [place for text in texts if (place := tokens.parts(text))]
    if not places:
        return Finding("unreadable", remarks=(Reason(NO_CODE),))
    found = by_code(*places[0])
    if found.outcome in ("genuine", "over", "void"):
        return standing(found.paper, Reason(COMPARE)) if found.paper else found
    return found


def voided() -> dict[str, str]:
    """The day every void released paper became so, by the SHA-256 of its code: a list to check against offline."""
    rows = db.session.execute(
        select(Paper.code, Paper.voided_at).where(Paper.released_at.is_not(None), Paper.status == "void")
    )
    return {
        hashlib.sha256(code.encode()).hexdigest(): clock.local(at).date().isoformat()
        for code, at in rows
        if at
    }
