"""`zhutui paper-keys make | show | publish | check`

What signs takes a second to load, so the commands that do not ask the signer do without it.
"""

import os
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

from grants import clock
from grants.proof import keys
from grants.proof.faults import CannotSign
from grants.proof.orders import Order

KEPT = "{folder} 里已有密钥，未作改动。"
READY = "可以签名，签出的文书凭已公布的证书即可核验："
MADE = "已在 {folder} 生成文书签名密钥。请把此目录与数据库分开备份；遗失后，新文书须换用新密钥。"


def folder() -> Path:
    """Where the configuration has the keys; these commands must run before the application can."""
    data = Path(os.environ.get("ZHUTUI_DATA", "var"))
    return Path(os.environ.get("ZHUTUI_KEYS_FOLDER") or data / "keys").resolve()


@click.group()
def paper_keys() -> None:
    """文书签名密钥：生成、查看、公布、试用。"""


@paper_keys.command()
@click.option("--name", prompt="单位全称", help="写在证书上的单位全称")
def make(name: str) -> None:
    """生成二维码密钥、签名密钥和自签证书；已有的不会覆盖。"""
    place = folder()
    if (place / keys.PUBLISHED).exists():
        click.echo(KEPT.format(folder=place))
        return
    keys.make(place, name)
    click.echo(MADE.format(folder=place))
    told(keys.of_folder(place))


@paper_keys.command()
def show() -> int:
    """列出公布的证书和公钥的指纹，供他人通过其他渠道核对。"""
    try:
        told(keys.of_folder(folder()))
    except keys.NoKeys as missing:
        click.echo(f"没有找到或不能读取密钥文件 {missing}：请用 zhutui paper-keys make 生成。", err=True)
        return 1
    return 0


@paper_keys.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def publish(file: Path | None) -> int:
    """把证书或公钥（PEM）加入公布的文件；不写文件名，则公布 ZHUTUI_SIGNER 所指签名者的证书。

    换用他人签发的证书、签名硬件或新密钥之前必做。
    """
    try:
        added = keys.publish(folder(), file.read_bytes() if file else signers_certificates())
        told(keys.of_folder(folder()))
    except keys.NoKeys as missing:
        click.echo(f"没有找到或不能读取密钥文件 {missing}。", err=True)
        return 1
    except CannotSign as refused:
        click.echo(refused.sentence, err=True)
        return 1
    click.echo("已公布。" if added else "没有尚未公布的证书或公钥。")
    return 0


@paper_keys.command()
def check() -> int:
    """试一次签名：密钥文件或签名硬件能否使用，口令对不对，证书是否在有效期内、是否已公布。"""
    try:
        signer = import_module("grants.proof.signing").ready(order())
    except CannotSign as refused:
        click.echo(refused.sentence, err=True)
        return 1
    click.echo(READY)
    describe(x509.load_der_x509_certificate(signer.signing_cert.dump()))
    return 0


def order() -> Order:
    """A signature of now by whom the configuration names, of no paper."""
    return Order(
        signer=os.environ.get("ZHUTUI_SIGNER") or str(folder() / keys.SIGNER),
        password=os.environ.get("ZHUTUI_SIGNER_PASSWORD", ""),
        keys=folder(), at=clock.now(), issuer="", number="", address="",
    )  # fmt: skip


def signers_certificates() -> bytes:
    """The certificate of the configured signer and those above it that it brings, as PEM."""
    asked = order()
    signer: Any = import_module("grants.proof.signers").opened(asked.signer, asked.password)
    chain = [signer.signing_cert, *signer.cert_registry]
    ders = dict.fromkeys(one.dump() for one in chain)
    return b"".join(x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM) for der in ders)


def told(found: keys.Published) -> None:
    """One line for each certificate and key, with the fingerprint people compare."""
    for certificate in found.certificates:
        describe(certificate)
    for code in found.codes:
        click.echo(f"二维码公钥 {code.public_bytes_raw().hex()}")


def describe(certificate: x509.Certificate) -> None:
    days = f"{certificate.not_valid_before_utc:%Y-%m-%d} 至 {certificate.not_valid_after_utc:%Y-%m-%d}"
    click.echo(f"证书 {certificate.subject.rfc4514_string()} {days}")
    click.echo(f"  SHA-256 {certificate.fingerprint(SHA256()).hex()}")
