"""Signing a finished paper: a PAdES signature as an incremental update. Loaded in the workshop only.

The bytes that were approved stay the beginning of the signed file, unchanged. The signature certifies the file: it
allows no change after it. It draws nothing: what is seen is what was approved.
"""

from io import BytesIO
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.timestamps import TimestampRequestError

from forms.sentences import N_, say
from grants.proof import containers, keys
from grants.proof.faults import CannotSign
from grants.proof.orders import Order
from grants.proof.signers import opened

FIELD = "Issuer"
UNPUBLISHED = N_(
    "签名证书“%(name)s”尚未公布，他人无法核验：请管理员先运行 zhutui paper-keys publish，再签发文书。"
)
EXPIRED = N_("签名证书的有效期是%(first)s至%(last)s，不能用于现在签发的文书，请换用有效的证书。")
NO_TIME = N_("时间戳服务没有应答或拒绝了请求，文书尚未签名：请稍后重试，或由管理员检查 ZHUTUI_TSA_URL。")


def sign(pdf: bytes, order: Order) -> bytes:
    """The paper with its signature behind it; raises CannotSign."""
    signer = ready(order)
    told = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm=containers.DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        name=order.issuer,
        reason=order.number,
        location=order.address,
    )
    look, out = containers.Look(signer, order.authority, order.at.date()), BytesIO()
    try:
        session = PdfSigner(told, signer).init_signing_session(IncrementalPdfFileWriter(BytesIO(pdf)))
        session.system_time = order.at
        document = session.prepare_tbs_document(validation_info=None, bytes_reserved=containers.room(look))
        prepared, _out = document.digest_tbs_document(output=out)
        prepared.fill_with_cms(out, containers.container(look, prepared.document_digest))
        return out.getvalue()
    except (TimestampRequestError, TimeoutError, OSError) as error:
        raise CannotSign(say(NO_TIME)) from error


def ready(order: Order) -> Signer:
    """Who signs this order, once it is certain that others will accept the signature; raises CannotSign."""
    signer = opened(order.signer, order.password)
    refuse_expired(signer, order)
    refuse_unpublished(signer, order)
    return signer


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
