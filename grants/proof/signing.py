"""Signing a finished paper: a PAdES signature as an incremental update. Loaded in the workshop only.

The bytes that were approved stay the beginning of the signed file, unchanged. The signature certifies the file: it
allows no change after it. It draws nothing: what is seen is what was approved.
"""

import asyncio
from datetime import date
from functools import lru_cache
from io import BytesIO
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError

from forms.sentences import N_, say
from grants.proof import keys
from grants.proof.faults import CannotSign
from grants.proof.orders import Order
from grants.proof.signers import opened

FIELD = "Issuer"
DIGEST = "sha256"
TIMEOUT = 10  # seconds a time-stamping authority may take
UNPUBLISHED = N_(
    "签名证书“%(name)s”尚未公布，他人无法核验：请管理员先运行 zhutui paper-keys publish，再签发文书。"
)
EXPIRED = N_("签名证书的有效期是%(first)s至%(last)s，不能用于现在签发的文书，请换用有效的证书。")
NO_TIME = N_("时间戳服务没有应答或拒绝了请求，文书尚未签名：请稍后重试，或由管理员检查 ZHUTUI_TSA_URL。")


class Dated(PdfSigner):
    """Signs with the moment it is told instead of its own clock."""

    def __init__(self, order: Order, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.at = order.at

    def init_signing_session(self, *given: Any, **named: Any) -> Any:
        session = super().init_signing_session(*given, **named)
        session.system_time = self.at
        return session


def sign(pdf: bytes, order: Order) -> bytes:
    """The paper with its signature behind it; raises CannotSign."""
    signer = ready(order)
    told = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        name=order.issuer,
        reason=order.number,
        location=order.address,
    )
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    try:
        reserved = room(signer, order.authority, order.at.date())
        dated = Dated(order, told, signer, timestamper=stamper(order.authority))
        return dated.sign_pdf(writer, bytes_reserved=reserved).getvalue()
    except (TimestampRequestError, TimeoutError, OSError) as error:
        raise CannotSign(say(NO_TIME)) from error


def ready(order: Order) -> Signer:
    """Who signs this order, once it is certain that others will accept the signature; raises CannotSign."""
    signer = opened(order.signer, order.password)
    refuse_expired(signer, order)
    refuse_unpublished(signer, order)
    return signer


def stamper(authority: str) -> HTTPTimeStamper | None:
    return HTTPTimeStamper(authority, timeout=TIMEOUT) if authority else None


@lru_cache(maxsize=4)
def room(signer: Signer, authority: str, _day: date) -> int:
    """Hexadecimal digits a file keeps free for its signature: twice what a trial of the same day took.

    A trial costs as much as a signature, and asks the authority too, so papers in bulk share one.
    """
    trial = signer.async_sign(bytes(32), DIGEST, dry_run=True, use_pades=True, timestamper=stamper(authority))
    return len(asyncio.run(trial).dump()) * 4


def refuse_expired(signer: Signer, order: Order) -> None:
    """A signature made outside the certificate's time would be found wanting by everybody who checks it."""
    certificate: Any = signer.signing_cert
    first, last = certificate.not_valid_before, certificate.not_valid_after
    if not first <= order.at <= last:
        raise CannotSign(say(EXPIRED, first=f"{first:%Y-%m-%d}", last=f"{last:%Y-%m-%d}"))


def refuse_unpublished(signer: Signer, order: Order) -> None:
    """Whoever checks a paper trusts the certificates the office has published, byte for byte, and no other."""
    certificate: Any = signer.signing_cert
    try:
        known = [one.public_bytes(Encoding.DER) for one in keys.of_folder(order.keys).certificates]
    except keys.NoKeys:
        known = []
    if certificate.dump() not in known:
        whom = certificate.subject
        raise CannotSign(say(UNPUBLISHED, name=whom.native.get("common_name", whom.human_friendly)))
