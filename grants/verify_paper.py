"""Checks a paper on any machine: no server, no database, no network. Exit status 0 genuine, 1 not, 2 unreadable.

    python -m grants.verify_paper FILE --key keys.pem [--status status.json]
    python -m grants.verify_paper --qr "TEXT OF THE QR CODE" --key keys.pem [--status status.json]

`keys.pem` has the certificates and public keys the office publishes, `status.json` its list of void papers, both got
from the office beforehand. A file is genuine when its one signature is by a published certificate, made within that
certificate's time, covers every byte, and when the token in its data is signed for exactly these data.
docs/verification.md has the procedure in words, and how to follow it with other tools.
"""

import argparse
import hashlib
import json
import logging
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from asn1crypto import cms, x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from grants.proof import keys, lists, tokens

RECORD = "record.json"


def check(pdf: bytes, known: keys.Published) -> tuple[list[str], list[str], str]:
    """(what is wrong with this file, what is worth knowing of it, its code where it can be read)."""
    found: list[str] = []
    told: list[str] = []
    code = ""
    try:
        reader = PdfFileReader(BytesIO(pdf))
        found += of_signature(reader, pdf, known, told)
        said = record(reader)
        code = said["context"]["code"]
        found += of_record(said, known, told)
    except Exception as error:  # whatever stumbles over it: what was sent can be read
        found.append(f"文件残缺或被改动，无法读完（{type(error).__name__}）。")
    return found, told, code


def of_signature(reader: PdfFileReader, pdf: bytes, known: keys.Published, told: list[str]) -> Iterator[str]:
    """The one signature of the file: by whom, over every byte, within the certificate's time."""
    if len(reader.embedded_signatures) != 1:
        yield f"文件应当有且只有一个签名，实际有{len(reader.embedded_signatures)}个。"
        return
    published = [x509.Certificate.load(one.public_bytes(Encoding.DER)) for one in known.certificates]
    trusted = ValidationContext(trust_roots=published, allow_fetching=False)
    (signature,) = reader.embedded_signatures
    status = validate_pdf_signature(signature, trusted)
    whole = as_written(signature, pdf, {one.dump() for one in published})
    if not (status.intact and status.valid and whole):
        yield "签名与文件内容不符：文件在签名后被改动，或签名来自别的文件。"
    if status.coverage != SignatureCoverageLevel.ENTIRE_FILE:
        yield "签名没有覆盖整个文件：签名之后又添加了内容。"
    if status.signing_cert.dump() not in {one.dump() for one in published}:
        yield "签名人的证书不在公布的证书之中：文件不是由该单位签发。"
    yield from of_time(status, told)


def of_time(status: Any, told: list[str]) -> Iterator[str]:
    """When it was signed: by the time-stamp where there is one, else as the signer says."""
    certificate, at, stamp = status.signing_cert, status.signer_reported_dt, status.timestamp_validity
    if stamp is not None:
        at = stamp.timestamp
        if not (stamp.intact and stamp.valid):
            yield "时间戳与签名不符。"
    if at is None or not certificate.not_valid_before <= at <= certificate.not_valid_after:
        yield "签名时间不在证书有效期之内。"
    by = f"时间戳：{stamp.signing_cert.subject.human_friendly}" if stamp else "签名人自述，没有时间戳"
    told += [f"签名人：{certificate.subject.human_friendly}", f"签名时间：{at}（{by}）"]


def as_written(signature: Any, pdf: bytes, published: set[bytes]) -> bool:
    """Whether the place of the signature, which it cannot cover, holds what a signer writes there and no more."""
    _start, first, second, _rest = (int(number) for number in signature.byte_range)
    held = signature.signed_data
    if not {one.dump() for one in held["certificates"]} <= published:
        return False
    (signer,) = held["signer_infos"]
    again = {
        "version": "v1",
        "digest_algorithms": [signer["digest_algorithm"]],
        "encap_content_info": {"content_type": "data"},
        "certificates": held["certificates"],
        "signer_infos": [signer],
    }
    wrapped = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(again)})
    place = pdf[first:second]
    return place == b"<" + wrapped.dump().hex().upper().encode().ljust(len(place) - 2, b"0") + b">"


def record(reader: PdfFileReader) -> dict[str, Any]:
    """The machine-readable data attached to the paper."""
    names = reader.root["/Names"]["/EmbeddedFiles"]["/Names"]
    (held,) = [names[place + 1] for place in range(0, len(names), 2) if names[place] == RECORD]
    return json.loads(held["/EF"]["/F"].data)


def of_record(said: dict[str, Any], known: keys.Published, told: list[str]) -> Iterator[str]:
    """The token in the attached data against these data: it was signed before the paper was laid out."""
    context = said["context"]
    place = tokens.parts(context[tokens.ADDRESS])
    try:
        claim = tokens.read(context["code"], place[1] if place else "", known.codes)
    except tokens.Forged:
        yield "所附数据里的二维码不是由该单位签发。"
        return
    if claim.digest != tokens.digest_of(context) or not claim.tells_of(said["record"]["kind"]):
        yield "所附数据与二维码不符：数据被改动过。"
    told += described(claim)


def described(claim: tokens.Claim) -> list[str]:
    return [f"文号：{claim.number or '无'}", f"成文日期：{claim.dated}", f"验证码：{claim.code}"]


def of_qr(text: str, known: keys.Published) -> tuple[list[str], list[str], str]:
    """The same of the text of a QR code; it proves the code, not what is printed beside it."""
    code, token = tokens.parts(text) or ("", "")
    try:
        claim = tokens.read(code, token, known.codes)
    except tokens.Forged:
        return ["二维码不是由该单位签发。"], [], code
    return [], [*described(claim), "纸面上的其他内容须与单位的登记对照。"], code


def of_status(code: str, status: lists.Status) -> Iterator[str]:
    since = status.void.get(hashlib.sha256(code.replace("-", "").encode()).hexdigest())
    if since:
        yield f"文书真实，但自 {since} 起失效。"


def answer(asked: argparse.Namespace) -> int:
    known = keys.published(Path(asked.key).read_bytes())
    if asked.qr:
        found, told, code = of_qr(asked.qr, known)
    else:
        found, told, code = check(Path(asked.file).read_bytes(), known)
    if asked.status:
        status = lists.read(Path(asked.status).read_bytes(), known.codes)
        found += of_status(code, status)
        told.append(f"失效清单生成于：{status.made_at}")
    for line in [*found, *told]:
        sys.stdout.write(f"{line}\n")
    sys.stdout.write("不能采信。\n" if found else "真实，未被改动。\n")
    return 1 if found else 0


def main(arguments: list[str] | None = None) -> int:
    """Check what the command line names, and say so."""
    parser = argparse.ArgumentParser(prog="verify_paper", description="核验文书")
    parser.add_argument("file", nargs="?", help="收到的 PDF 原件")
    parser.add_argument("--qr", help="二维码里的文字，在没有文件时")
    parser.add_argument("--key", required=True, help="单位公布的证书和公钥（keys.pem）")
    parser.add_argument("--status", help="单位公布的失效清单（status.json）")
    asked = parser.parse_args(arguments)
    if bool(asked.file) == bool(asked.qr):
        parser.error("请给出一个文件，或用 --qr 给出二维码里的文字。")
    # what the library thinks of a stranger's certificate is said here in words
    logging.disable(logging.CRITICAL)
    try:
        return answer(asked)
    except OSError as unreadable:
        sys.stderr.write(f"无法读取 {unreadable.filename}：{unreadable.strerror}\n")
    except keys.NoKeys:
        sys.stderr.write(f"{asked.key} 里没有证书，也没有公钥。\n")
    except lists.NotOurs:
        sys.stderr.write(f"{asked.status} 不是该单位签发的失效清单。\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
